/* keywork.c -- by when the next session, and what a note of one must hold. */
#include "lantern/rules/keywork.h"

#include <stddef.h>

#include "lantern/banned.h"

#define LAST_SECOND (24 * 3600 - 1)

const char *const keywork_feeling_words[FEELING_COUNT + 1] = {"very_well", "well",	 "ok",
							      "not_great", "struggling", NULL};

int64_t
keywork_due_us(const struct rules_settings *settings, const struct zone *zone, int64_t arrived_us,
	       int64_t last_us)
{
	if (last_us == US_NEVER)
		return arrived_us + settings->keywork_first_s * US_PER_S;
	return zone_instant(zone, zone_wall(zone, last_us).day + settings->keywork_every_days,
			    LAST_SECOND);
}

int64_t
keywork_later_us(int64_t a_us, int64_t b_us)
{
	return a_us > b_us ? a_us : b_us;
}

int64_t
keywork_gap_s(int64_t happened_us, int64_t minutes, int64_t recorded_us)
{
	int64_t gap_us = recorded_us - (happened_us + minutes * US_PER_MIN);

	return gap_us > 0 ? gap_us / US_PER_S : 0;
}

bool
keywork_low(enum keywork_feeling came, enum keywork_feeling went)
{
	return came == FEELING_NOT_GREAT || came == FEELING_STRUGGLING ||
	       went == FEELING_NOT_GREAT || went == FEELING_STRUGGLING;
}

bool
keywork_shared(bool agreed, bool sensitive)
{
	return agreed && !sensitive;
}

static unsigned
attempt_faults(const struct keywork_note *note)
{
	if (!note->why_not)
		return KEYWORK_WHY_NOT;
	return note->why_not_other && !note->why_not_words ? KEYWORK_WHY_NOT_WORDS : 0;
}

static unsigned
session_faults(const struct keywork_note *note)
{
	unsigned faults = 0;

	if (note->why_not)
		faults |= KEYWORK_WAS_HELD;
	if (!note->minutes)
		faults |= KEYWORK_MINUTES;
	if (!note->tags)
		faults |= KEYWORK_TAGS;
	if (!note->read_with_her)
		faults |= KEYWORK_READ;
	if (note->went_well == note->nothing_yet)
		faults |= note->went_well ? KEYWORK_BOTH : KEYWORK_WENT_WELL;
	if (!note->next_topic)
		faults |= KEYWORK_NEXT_TOPIC;
	if (!note->changes_said)
		faults |= KEYWORK_CHANGES;
	return faults;
}

unsigned
keywork_faults(const struct keywork_note *note)
{
	unsigned faults = note->attempt ? attempt_faults(note) : session_faults(note);

	if (note->changes_plan && !note->suggestion && !note->suggested)
		faults |= KEYWORK_SUGGESTION;
	if (!note->changes_plan && note->suggestion)
		faults |= KEYWORK_NO_CHANGE;
	return faults;
}
