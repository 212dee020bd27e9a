/*
 * settings.h -- the numbers the rules use, as in force at the premises at that moment (table
 * setting, policy.md).
 *
 * Each member is named as its setting, unless the comment says otherwise; gaps and spans in
 * seconds, times of day in local minutes 0..1439. A window that ends at or before its start ends on
 * the next day.
 */
#ifndef LANTERN_RULES_SETTINGS_H
#define LANTERN_RULES_SETTINGS_H

#include <stdint.h>

#include "lantern/rules/outcome.h"

#define LADDER_RUNGS 4
#define SHIFT_ENDS_MAX 8
#define BACKSTOPS_MAX 12

struct day_window {
	int32_t from_min, until_min;
};

struct rules_settings {
	struct day_window curfew; /* its end opens the window of the morning reply */
	struct day_window curfew_round;
	struct day_window overnight_round;
	int32_t morning_reply_by_min; /* also opens the window of the afternoon sweep */
	int32_t not_seen_sweep_min;
	int32_t shift_end_min[SHIFT_ENDS_MAX];
	int32_t shift_end_count; /* 0..SHIFT_ENDS_MAX */

	int32_t gap_variation_percent; /* 0..50 */
	int32_t soon_s;
	int32_t enhanced_max_gap_s; /* a max gap up to this is class enhanced */
	int32_t round_chime_s;	    /* before the latest of a round other than the overnight one */

	/* ladder_<class>_min, in seconds, rising from the first rung. */
	int32_t ladder_s[CLASS_COUNT][LADDER_RUNGS];
	int32_t acknowledge_s;

	int32_t late_entry_s;
	int32_t retrospective_s;
	int32_t batch_rooms; /* at least 2 */
	int32_t batch_s;

	int32_t return_check_s;
	int32_t going_s; /* to get to her door */
	int32_t hospital_call_s;
	int32_t floor_max_gap_s; /* a shift lead may not let a gap exceed this */
	int32_t clock_slack_s;	 /* a device's clock may run ahead by this much; counted as now */

	/* The plan that acts (docs/plan.md). */
	int32_t review_act_s, review_due_s;
	int32_t plan_starter_s, plan_full_s, agreement_ask_s;
	int32_t plan_backstop_day[BACKSTOPS_MAX]; /* plan_backstops: days of stay, rising */
	int32_t plan_backstop_count;		  /* 1..BACKSTOPS_MAX */
	int32_t release_first_nights, release_first_max_s, release_max_s;
	int32_t release_watch_days, release_review_days;
	int32_t rouse_min_gap_s, rouse_max_gap_s, rouse_least_s;

	/* Updates of level now (docs/keywork.md). */
	int32_t update_unread_s;
	struct day_window office_hours; /* Monday to Friday */
	int32_t unread_morning_min;
	int32_t digest_at_min, weekly_at_min;

	/* Keywork (docs/keywork.md). */
	int32_t keywork_first_s, keywork_every_days;
	int32_t meeting_first_days, meeting_every_days, meeting_before_leaving_days;
	int32_t meeting_copy_s;
	int32_t choices_ask_s; /* each choice offered within, from her arrival */

	unsigned strict; /* enum strictness: strict_asleep and strict_disturb, 0..2 each */
};

/* The defaults of policy.md. */
void rules_settings_init(struct rules_settings *settings);

#endif
