/* fuzz_rules_window.c -- no plans and no zone make a window that is too late or out of order. */
#include "rules/made.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct die die;

/* A zone that changes its offset where the fuzzer likes, at least a week apart. */
static void
make_zone(struct zone *zone)
{
	int64_t at = utc(2026, 1, 1, 0);

	zone->count = (size_t)die_between(&die, 1, 6);
	for (size_t i = 0; i < zone->count; i++) {
		at += die_between(&die, 7 * 24, 60 * 24) * US_PER_HOUR;
		zone->step[i].at_us = i == 0 ? US_NEVER : at;
		zone->step[i].offset_s = (int32_t)die_between(&die, -8, 8) * 900;
	}
}

static void
hold(bool true_thing, const char *what)
{
	if (true_thing)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

static void
check(const struct window_ask *ask, enum check_kind kind)
{
	struct draw_range variation = {0, 0, (int32_t)die_between(&die, -1, 90000), 10};
	uint64_t seed = die_u64(&die);
	struct window window;
	struct gap_rule rule;
	int64_t drawn;

	if (!window_find(ask, kind, 3600, &window))
		return;
	rule = plan_in_force(ask->plans, kind, ask->zone, window.latest_us);
	hold(rule.max_gap_s > 0, "latest where nothing is in force");
	hold(window.latest_us - ask->last_us >= rule.max_gap_s * US_PER_S, "latest is too soon");
	rule = plan_in_force(ask->plans, kind, ask->zone, window.latest_us - 1);
	hold(window.latest_us - 1 <= ask->now_us - WINDOW_HORIZON_US || rule.max_gap_s == 0 ||
		     window.latest_us - 1 - ask->last_us < rule.max_gap_s * US_PER_S,
	     "latest is too late");
	hold(window.from_us >= ask->last_us && window.from_us <= window.latest_us, "from");
	drawn = window_draw(&window, ask->last_us, variation, &seed);
	hold(drawn >= window.from_us && drawn <= window.latest_us, "drawn");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct zone zone;
	static struct plan_set plans;
	struct window_ask ask = {&plans, &zone, 0, 0};

	die = (struct die){0, data, size};
	make_zone(&zone);
	ask.now_us = utc(2026, 1, 1, 0) + die_between(&die, 0, 400 * 24 * 60) * US_PER_MIN;
	ask.last_us = ask.now_us - die_between(&die, 0, 200 * 3600) * US_PER_S;
	make_plans(&die, ask.now_us, &plans);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		check(&ask, (enum check_kind)kind);
	return 0;
}
