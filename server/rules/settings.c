/* settings.c -- the defaults of policy.md, for a premises that has set nothing. */
#include "lantern/rules/settings.h"

#include "lantern/banned.h"

#define CLOCK(hour, minute) ((hour)*60 + (minute))
#define MINUTES(n) ((n)*60)
#define HOURS(n) ((n)*3600)

void
rules_settings_init(struct rules_settings *settings)
{
	*settings = (struct rules_settings){
		.curfew = {CLOCK(23, 0), CLOCK(6, 0)},
		.curfew_round = {CLOCK(23, 0), CLOCK(23, 30)},
		.overnight_round = {CLOCK(2, 0), CLOCK(5, 0)},
		.morning_reply_by_min = CLOCK(9, 0),
		.not_seen_sweep_min = CLOCK(14, 0),
		.shift_end_min = {CLOCK(8, 0), CLOCK(18, 0)},
		.shift_end_count = 2,
		.gap_variation_percent = 10,
		.soon_s = MINUTES(15),
		.enhanced_max_gap_s = MINUTES(60),
		.round_chime_s = MINUTES(30),
		.ladder_s = {[CLASS_ROUTINE] = {0, MINUTES(5), MINUTES(10), MINUTES(20)},
			     [CLASS_ENHANCED] = {0, MINUTES(2), MINUTES(5), MINUTES(10)},
			     [CLASS_ROUSE] = {0, MINUTES(1), MINUTES(3), MINUTES(6)}},
		.acknowledge_s = MINUTES(5),
		.late_entry_s = MINUTES(10),
		.retrospective_s = MINUTES(60),
		.batch_rooms = 3,
		.batch_s = 60,
		.return_check_s = MINUTES(30),
		.hospital_call_s = HOURS(2),
		.going_s = MINUTES(5),
		.floor_max_gap_s = HOURS(4),
		.clock_slack_s = 2,
		.review_act_s = HOURS(1),
		.review_due_s = HOURS(24),
		.plan_starter_s = HOURS(2),
		.plan_full_s = HOURS(24),
		.agreement_ask_s = HOURS(72),
		.plan_backstop_day = {3, 7, 14, 21, 28, 42},
		.plan_backstop_count = 6,
		.release_first_nights = 3,
		.release_first_max_s = HOURS(1),
		.release_max_s = HOURS(2),
		.release_watch_days = 14,
		.release_review_days = 28,
		.rouse_min_gap_s = MINUTES(15),
		.rouse_max_gap_s = MINUTES(30),
		.rouse_least_s = HOURS(4),
		.update_unread_s = MINUTES(30),
		.office_hours = {HOURS(9) / 60, HOURS(17) / 60},
		.unread_morning_min = HOURS(8) / 60,
		.digest_at_min = CLOCK(7, 30),
		.weekly_at_min = CLOCK(8, 0),
		.keywork_first_s = HOURS(24),
		.keywork_every_days = 7,
		.meeting_first_days = 14,
		.meeting_every_days = 28,
		.meeting_before_leaving_days = 14,
		.meeting_copy_s = HOURS(24),
		.choices_ask_s = HOURS(72),
	};
}
