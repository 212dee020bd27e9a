/* plan.c -- the tightest of the plans in force, and whether a change asks for less. */
#include "lantern/rules/plan.h"

#include "lantern/banned.h"

static bool
band_is_of(const struct check_band *band, enum check_kind kind)
{
	return band->kind == kind && band->max_gap_s > 0;
}

static bool
band_covers(const struct check_band *band, int32_t minute)
{
	if (band->from_min == band->until_min)
		return true;
	if (band->from_min < band->until_min)
		return band->from_min <= minute && minute < band->until_min;
	return band->from_min <= minute || minute < band->until_min;
}

static bool
plan_stands(const struct check_plan *plan, int64_t us)
{
	return plan->start_us <= us && us < plan->end_us;
}

/* Those whom both allow; one that names nobody allows anybody. Never nobody at all. */
static uint32_t
who_both(uint32_t a, uint32_t b)
{
	if (a == 0 || b == 0)
		return a | b;
	return (a & b) != 0 ? a & b : a;
}

static void
rule_tighten(struct gap_rule *rule, const struct check_band *band)
{
	int32_t min = band->min_gap_s < 0 ? band->max_gap_s / 2 : band->min_gap_s;

	if (rule->max_gap_s == 0) {
		*rule = (struct gap_rule){min, band->max_gap_s, band->who};
		return;
	}
	if (min < rule->min_gap_s)
		rule->min_gap_s = min;
	if (band->max_gap_s == rule->max_gap_s)
		rule->who = who_both(rule->who, band->who);
	if (band->max_gap_s < rule->max_gap_s) {
		rule->max_gap_s = band->max_gap_s;
		rule->who = band->who;
	}
}

/* What the plans standing at us ask at this minute of the wall clock. */
static struct gap_rule
tightest(const struct plan_set *plans, enum check_kind kind, int64_t us, int32_t minute)
{
	struct gap_rule rule = {0, 0, 0};

	for (size_t p = 0; p < plans->count; p++) {
		const struct check_plan *plan = &plans->plan[p];

		for (size_t b = 0; plan_stands(plan, us) && b < plan->band_count; b++)
			if (band_is_of(&plan->band[b], kind) && band_covers(&plan->band[b], minute))
				rule_tighten(&rule, &plan->band[b]);
	}
	if (rule.max_gap_s > 0 && rule.min_gap_s >= rule.max_gap_s)
		rule.min_gap_s = rule.max_gap_s / 2;
	return rule;
}

struct gap_rule
plan_in_force(const struct plan_set *plans, enum check_kind kind, const struct zone *zone,
	      int64_t us)
{
	return tightest(plans, kind, us, zone_wall(zone, us).second / 60);
}

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* The next instant after us at which the band begins or ends, or the wall clock is changed. */
static int64_t
band_next_change(const struct check_band *band, const struct zone *zone, int64_t us)
{
	int64_t from, until;

	if (band->from_min == band->until_min)
		return US_ENDLESS;
	from = zone_next(zone, us, band->from_min * 60);
	until = zone_next(zone, us, band->until_min * 60);
	return earlier(zone_next_step(zone, us), earlier(from, until));
}

int64_t
plan_next_change(const struct plan_set *plans, enum check_kind kind, const struct zone *zone,
		 int64_t us)
{
	int64_t next = US_ENDLESS;

	for (size_t p = 0; p < plans->count; p++) {
		const struct check_plan *plan = &plans->plan[p];

		if (plan->end_us <= us)
			continue;
		next = earlier(next, plan->end_us);
		if (plan->start_us > us) {
			next = earlier(next, plan->start_us);
			continue;
		}
		for (size_t b = 0; b < plan->band_count; b++)
			if (band_is_of(&plan->band[b], kind))
				next = earlier(next, band_next_change(&plan->band[b], zone, us));
	}
	return next;
}

/* The greatest gap between contacts of at least this kind: a stricter one stands for the weaker. */
static int32_t
gap_of_at_least(const struct plan_set *plans, enum check_kind kind, int64_t us, int32_t minute)
{
	int32_t gap = INT32_MAX;

	for (int k = (int)kind; k < KIND_COUNT; k++) {
		int32_t max = tightest(plans, (enum check_kind)k, us, minute).max_gap_s;

		if (max > 0 && max < gap)
			gap = max;
	}
	return gap;
}

/* The largest gap that after leaves where before asked for a smaller one; 0: nowhere. */
static int32_t
loosened_at(const struct plan_change *change, int64_t us, int32_t minute)
{
	int32_t worst = 0;

	for (int k = 0; k < KIND_COUNT; k++) {
		int32_t before = gap_of_at_least(change->before, (enum check_kind)k, us, minute);
		int32_t after = gap_of_at_least(change->after, (enum check_kind)k, us, minute);

		if (after > before && after > worst)
			worst = after;
	}
	return worst;
}

static int32_t
larger(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/* Through the day, by the plans that stand at us: it changes only where a band begins or ends. */
static int32_t
loosened_on(const struct plan_change *change, int64_t us)
{
	const struct plan_set *sets[2] = {change->before, change->after};
	int32_t worst = loosened_at(change, us, 0);

	for (size_t s = 0; s < 2; s++)
		for (size_t p = 0; p < sets[s]->count; p++)
			for (size_t b = 0; b < sets[s]->plan[p].band_count; b++) {
				const struct check_band *band = &sets[s]->plan[p].band[b];

				worst = larger(worst, loosened_at(change, us, band->from_min));
				worst = larger(worst, loosened_at(change, us, band->until_min));
			}
	return worst;
}

/* From now on, and as plans of either set begin and end later. */
static int32_t
loosened(const struct plan_change *change)
{
	const struct plan_set *sets[2] = {change->before, change->after};
	int32_t worst = loosened_on(change, change->now_us);

	for (size_t s = 0; s < 2; s++)
		for (size_t p = 0; p < sets[s]->count; p++) {
			const struct check_plan *plan = &sets[s]->plan[p];

			if (plan->start_us > change->now_us)
				worst = larger(worst, loosened_on(change, plan->start_us));
			if (plan->end_us > change->now_us && plan->end_us != US_ENDLESS)
				worst = larger(worst, loosened_on(change, plan->end_us));
		}
	return worst;
}

bool
plan_change_is_reduction(const struct plan_change *change)
{
	return loosened(change) > 0;
}

enum plan_permit
plan_change_may(const struct plan_change *change, const struct plan_author *author,
		int32_t floor_max_gap_s)
{
	int32_t gap = loosened(change);

	if (gap == 0)
		return PLAN_OK;
	if (gap > floor_max_gap_s && !author->manager)
		return PLAN_NEEDS_MANAGER;
	if (!author->shift_lead && !author->manager)
		return PLAN_NEEDS_SHIFT_LEAD;
	return author->gave_reason ? PLAN_OK : PLAN_NEEDS_REASON;
}
