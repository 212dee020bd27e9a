/* meeting.c -- by which day her next three-way meeting is to be. */
#include "lantern/rules/meeting.h"

#include <stddef.h>

#include "lantern/banned.h"

#define LAST_SECOND (24 * 3600 - 1)

const char *const meeting_why_words[MEETING_WHY_COUNT + 1] = {"first", "regular", "before_leaving",
							      NULL};

struct meeting_due
meeting_due(const struct rules_settings *settings, const struct meeting_course *course)
{
	bool first = course->last == MEETING_NO_DAY;
	int32_t since = first ? course->arrived : course->last;
	struct meeting_due due = {
		.day = since +
		       (first ? settings->meeting_first_days : settings->meeting_every_days),
		.why = first ? MEETING_FIRST : MEETING_REGULAR,
	};
	int32_t before;

	if (course->leaving == MEETING_NO_DAY)
		return due;
	before = course->leaving - settings->meeting_before_leaving_days;
	if (before > since && before < due.day)
		due = (struct meeting_due){before, MEETING_BEFORE_LEAVING};
	return due;
}

int64_t
meeting_due_us(const struct zone *zone, struct meeting_due due)
{
	return zone_instant(zone, due.day, LAST_SECOND);
}
