/*
 * settings.c -- the settings in force, {name: value}, as the rules take them.
 *
 * Names and shapes are those of the table setting_kind; pages check a value before it is stored, so
 * a value that does not fit here means that somebody wrote to the table by hand: the default stays.
 */
#include "lantern/facts/basis.h"

#include <stddef.h>
#include <stdio.h>

#include "lantern/banned.h"

struct whole_setting {
	const char *name;
	size_t offset;
};

#define WHOLE(member) \
	{ \
#member, offsetof(struct rules_settings, member) \
	}
static const struct whole_setting wholes[] = {
	WHOLE(gap_variation_percent), WHOLE(soon_s),
	WHOLE(enhanced_max_gap_s),    WHOLE(acknowledge_s),
	WHOLE(late_entry_s),	      WHOLE(retrospective_s),
	WHOLE(batch_rooms),	      WHOLE(batch_s),
	WHOLE(return_check_s),	      WHOLE(hospital_call_s),
	WHOLE(floor_max_gap_s),	      WHOLE(round_chime_s),
	WHOLE(clock_slack_s),	      WHOLE(review_act_s),
	WHOLE(review_due_s),	      WHOLE(plan_starter_s),
	WHOLE(plan_full_s),	      WHOLE(agreement_ask_s),
	WHOLE(release_first_nights),  WHOLE(release_first_max_s),
	WHOLE(release_max_s),	      WHOLE(release_watch_days),
	WHOLE(release_review_days),   WHOLE(rouse_min_gap_s),
	WHOLE(rouse_max_gap_s),	      WHOLE(rouse_least_s),
	WHOLE(update_unread_s),	      WHOLE(keywork_first_s),
	WHOLE(keywork_every_days),    WHOLE(going_s),
	WHOLE(meeting_first_days),    WHOLE(meeting_every_days),
	WHOLE(meeting_copy_s),	      WHOLE(meeting_before_leaving_days),
	WHOLE(choices_ask_s),
};
#undef WHOLE

/* "23:30" to minutes of the day; -1 when it is none. */
static int32_t
minute_of(json_t *value)
{
	const char *text = json_string_value(value);
	unsigned hour, minute;
	int length = 0;

	if (text == NULL || sscanf(text, "%2u:%2u%n", &hour, &minute, &length) != 2 ||
	    text[length] != '\0' || hour > 23 || minute > 59)
		return -1;
	return (int32_t)(hour * 60 + minute);
}

static void
read_minute(json_t *value, int32_t *out)
{
	int32_t minute = minute_of(value);

	if (minute >= 0)
		*out = minute;
}

static void
read_window(json_t *value, struct day_window *out)
{
	if (json_array_size(value) != 2)
		return;
	read_minute(json_array_get(value, 0), &out->from_min);
	read_minute(json_array_get(value, 1), &out->until_min);
}

static void
read_shift_ends(json_t *value, struct rules_settings *settings)
{
	size_t i, count = json_array_size(value);

	if (!json_is_array(value) || count > SHIFT_ENDS_MAX)
		return;
	for (i = 0; i < count; i++)
		settings->shift_end_min[i] = minute_of(json_array_get(value, i));
	settings->shift_end_count = (int32_t)count;
}

static void
read_ladder(json_t *value, int32_t rungs[LADDER_RUNGS])
{
	size_t i;

	if (json_array_size(value) != LADDER_RUNGS)
		return;
	for (i = 0; i < LADDER_RUNGS; i++)
		rungs[i] = 60 * (int32_t)json_integer_value(json_array_get(value, i));
}

static void
read_backstops(json_t *value, struct rules_settings *settings)
{
	size_t i, count = json_array_size(value);

	if (count == 0 || count > BACKSTOPS_MAX)
		return;
	for (i = 0; i < count; i++)
		settings->plan_backstop_day[i] =
			(int32_t)json_integer_value(json_array_get(value, i));
	settings->plan_backstop_count = (int32_t)count;
}

/* How much more than the table of outcomes a premises asks for: 0 nothing, 2 the most. */
static unsigned
read_strict(json_t *object)
{
	static const unsigned asleep[] = {0, STRICT_ASLEEP_ALL, STRICT_NOT_ASLEEP};
	static const unsigned disturb[] = {0, STRICT_ROUSE_SPOKEN, STRICT_CONVERSE_SPOKEN};
	int64_t of_sleep = facts_us(object, "strict_asleep", 0);
	int64_t of_answer = facts_us(object, "strict_disturb", 0);

	return asleep[of_sleep < 0 || of_sleep > 2 ? 0 : of_sleep] |
	       disturb[of_answer < 0 || of_answer > 2 ? 0 : of_answer];
}

bool
facts_read_settings(json_t *object, struct rules_settings *settings)
{
	size_t i;

	rules_settings_init(settings);
	for (i = 0; i < sizeof(wholes) / sizeof(wholes[0]); i++) {
		int32_t *member = (int32_t *)(void *)((char *)settings + wholes[i].offset);

		*member = (int32_t)facts_us(object, wholes[i].name, *member);
	}
	read_window(json_object_get(object, "curfew"), &settings->curfew);
	read_window(json_object_get(object, "curfew_round"), &settings->curfew_round);
	read_window(json_object_get(object, "overnight_round"), &settings->overnight_round);
	read_minute(json_object_get(object, "morning_reply_by"), &settings->morning_reply_by_min);
	read_minute(json_object_get(object, "not_seen_sweep"), &settings->not_seen_sweep_min);
	read_window(json_object_get(object, "office_hours"), &settings->office_hours);
	read_minute(json_object_get(object, "unread_morning"), &settings->unread_morning_min);
	read_minute(json_object_get(object, "digest_at"), &settings->digest_at_min);
	read_minute(json_object_get(object, "weekly_at"), &settings->weekly_at_min);
	read_shift_ends(json_object_get(object, "shift_ends"), settings);
	read_backstops(json_object_get(object, "plan_backstops"), settings);
	settings->strict = read_strict(object);
	read_ladder(json_object_get(object, "ladder_routine_min"),
		    settings->ladder_s[CLASS_ROUTINE]);
	read_ladder(json_object_get(object, "ladder_enhanced_min"),
		    settings->ladder_s[CLASS_ENHANCED]);
	read_ladder(json_object_get(object, "ladder_rouse_min"), settings->ladder_s[CLASS_ROUSE]);
	return json_is_object(object);
}
