/*
 * meeting.h -- by which day her next three-way meeting is to be (features 54; docs/keywork.md).
 *
 * Days are local days since 1970-01-01: an hour more or less in a night moves no meeting.
 */
#ifndef LANTERN_RULES_MEETING_H
#define LANTERN_RULES_MEETING_H

#include "lantern/rules/settings.h"
#include "lantern/rules/zone.h"

#define MEETING_NO_DAY INT32_MIN

enum meeting_why { MEETING_FIRST, MEETING_REGULAR, MEETING_BEFORE_LEAVING, MEETING_WHY_COUNT };
extern const char *const meeting_why_words[]; /* "first" "regular" "before_leaving", NULL */

struct meeting_course {
	int32_t arrived;
	int32_t last; /* the last one held; MEETING_NO_DAY: none. Planned or missed ones are none */
	int32_t leaving; /* as planned; MEETING_NO_DAY: not known */
};

struct meeting_due {
	int32_t day; /* that day is still in time */
	enum meeting_why why;
};

/*
 * The earliest of what applies: the first, meeting_first_days after she came, or one
 * meeting_every_days after the last one held; and one meeting_before_leaving_days before she
 * leaves, unless one was held on that day or after it, or she only came then.
 */
struct meeting_due meeting_due(const struct rules_settings *settings,
			       const struct meeting_course *course);

/* The last second of that day by the wall clock. */
int64_t meeting_due_us(const struct zone *zone, struct meeting_due due);

#endif
