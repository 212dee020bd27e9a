/* made.h -- settings, plans, women and visits made by chance, within what the database admits. */
#ifndef TESTS_RULES_MADE_H
#define TESTS_RULES_MADE_H

#include <string.h>

#include "lantern/rules/visit.h"
#include "rules/die.h"
#include "rules/london.h"

static inline const struct rules_settings *
usual_settings(void)
{
	static struct rules_settings settings;

	rules_settings_init(&settings);
	return &settings;
}

static inline struct check_band
made_band(struct die *die)
{
	static const int32_t gaps_s[] = {900, 1800, 3600, 5400, 7200, 14400, 28800};
	struct check_band band = {.kind = (enum check_kind)die_between(die, 0, KIND_COUNT - 1)};

	band.from_min = (int32_t)(die_one_in(die, 2) ? die_between(die, 0, 95) * 15
						     : die_between(die, 0, 1439));
	band.until_min =
		(int32_t)(die_one_in(die, 4) ? band.from_min : die_between(die, 0, 95) * 15);
	band.max_gap_s = die_one_in(die, 4) ? (int32_t)die_between(die, 300, 86400)
					    : gaps_s[die_between(die, 0, 6)];
	band.min_gap_s = die_one_in(die, 3) ? MIN_GAP_ABSENT
					    : (int32_t)die_between(die, 0, band.max_gap_s - 1);
	band.who = die_one_in(die, 12) ? (uint32_t)die_between(die, 1, 7) : 0;
	return band;
}

static inline struct check_plan
made_plan(struct die *die, int64_t now_us)
{
	struct check_plan plan = {
		.start_us = now_us - die_between(die, -24, 200) * US_PER_HOUR,
		.end_us = US_ENDLESS,
		.band_count = (size_t)die_between(die, 1, 3),
	};

	if (die_one_in(die, 6))
		plan.end_us = plan.start_us + die_between(die, 1, 300) * US_PER_HOUR;
	for (size_t i = 0; i < plan.band_count; i++)
		plan.band[i] = made_band(die);
	return plan;
}

static inline void
make_plans(struct die *die, int64_t now_us, struct plan_set *plans)
{
	memset(plans, 0, sizeof *plans);
	plans->count = (size_t)die_between(die, 0, 3);
	for (size_t i = 0; i < plans->count; i++)
		plans->plan[i] = made_plan(die, now_us);
}

/* Some instant of 2026 to 2028; often near one of the nights on which the clocks change. */
static inline int64_t
made_instant(struct die *die)
{
	static const int nights[4][2] = {{2026, 10}, {2027, 3}, {2027, 10}, {2028, 3}};

	if (die_one_in(die, 2)) {
		const int *night = nights[die_between(die, 0, 3)];

		return last_sunday(night[0], night[1]) +
		       die_between(die, -36 * 3600, 36 * 3600) * US_PER_S;
	}
	return utc(2026, 1, 1, 0) + die_between(die, 0, 900 * 86400) * US_PER_S +
	       die_between(die, 0, 999999);
}

static inline void
make_claim(struct die *die, int64_t now_us, struct visit_claim *claim)
{
	static const char *const notes[] = {NULL, "", "Turned over.", "turned over",
					    "Said good night"};

	memset(claim, 0, sizeof *claim);
	claim->outcome = (enum check_outcome)die_between(die, 0, OUTCOME_COUNT - 1);
	claim->facts =
		(struct sleep_facts){!die_one_in(die, 8), !die_one_in(die, 4), die_one_in(die, 2)};
	claim->entered_us = now_us - (die_one_in(die, 3) ? die_between(die, 0, 600) * US_PER_S : 0);
	claim->done_us = claim->entered_us -
			 (die_one_in(die, 3) ? die_between(die, -5, 5000) * US_PER_S : 0);
	claim->proof = (enum proof)die_between(die, 0, PROOF_COUNT - 1);
	claim->room[0] = (uint8_t)die_between(die, 0, 4);
	claim->roles = (uint32_t)die_between(die, 0, 7);
	claim->note = notes[die_between(die, 0, 4)];
	claim->note_confirmed = die_one_in(die, 2);
	claim->reason_given = !die_one_in(die, 8);
	claim->second_given = !die_one_in(die, 8);
	claim->late_reason = (enum late_reason)die_between(die, 0, LATE_COUNT - 1);
	claim->late_words_given = !die_one_in(die, 4);
}

#endif
