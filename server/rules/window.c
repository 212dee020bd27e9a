/* window.c -- walks the bands from the last check until one of them has run out. */
#include "lantern/rules/window.h"

#include "lantern/banned.h"

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

enum check_class
class_for(enum check_kind kind, int32_t max_gap_s, int32_t enhanced_max_gap_s)
{
	if (kind == KIND_ROUSE)
		return CLASS_ROUSE;
	return max_gap_s <= enhanced_max_gap_s ? CLASS_ENHANCED : CLASS_ROUTINE;
}

/* A band that cuts the last one short must not leave staff a window of no width. */
static int64_t
widened_from(int64_t from_us, int64_t last_us, const struct gap_rule *rule, int64_t latest_us)
{
	int64_t usual = latest_us - (rule->max_gap_s - rule->min_gap_s) * US_PER_S;

	return earlier(from_us, later(usual, last_us + rule->min_gap_s * US_PER_S));
}

bool
window_find(const struct window_ask *ask, enum check_kind kind, int32_t enhanced_max_gap_s,
	    struct window *out)
{
	int64_t end = later(ask->last_us, ask->now_us) + WINDOW_HORIZON_US;
	int64_t from = US_ENDLESS, next;

	/* In each piece [t, next) one rule is in force. */
	for (int64_t t = later(ask->last_us, ask->now_us - WINDOW_HORIZON_US); t < end; t = next) {
		struct gap_rule rule = plan_in_force(ask->plans, kind, ask->zone, t);
		int64_t latest = later(t, ask->last_us + rule.max_gap_s * US_PER_S);
		int64_t opens = later(t, ask->last_us + rule.min_gap_s * US_PER_S);

		next = earlier(plan_next_change(ask->plans, kind, ask->zone, t), end);
		if (rule.max_gap_s == 0)
			continue;
		if (opens < next)
			from = earlier(from, opens);
		if (latest >= next)
			continue;
		out->from_us = widened_from(from, ask->last_us, &rule, latest);
		out->latest_us = latest;
		out->min_gap_s = rule.min_gap_s;
		out->max_gap_s = rule.max_gap_s;
		out->check_class = class_for(kind, rule.max_gap_s, enhanced_max_gap_s);
		return true;
	}
	return false;
}

int64_t
window_draw(const struct window *window, int64_t last_us, struct draw_range variation,
	    uint64_t *seed)
{
	int64_t low = (window->from_us - last_us + US_PER_S - 1) / US_PER_S;
	int64_t high = (window->latest_us - last_us) / US_PER_S;
	int32_t gap;

	variation.min_gap_s = (int32_t)(low < high ? low : high);
	variation.max_gap_s = (int32_t)high;
	gap = draw_gap(&variation, seed);
	if (low > high) /* no whole second in so short a window */
		return window->latest_us;
	return last_us + gap * US_PER_S;
}
