/* london.h -- the wall clock of Great Britain by its law, and instants as people write them. */
#ifndef TESTS_RULES_LONDON_H
#define TESTS_RULES_LONDON_H

#include "lantern/rules/zone.h"

/* Days since 1970-01-01 of a date of the Gregorian calendar. */
static inline int32_t
day_of(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400, of_era = y - era * 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* utc(2026, 10, 25, 1 * 60 + 30) is 01:30 UTC. */
static inline int64_t
utc(int year, int month, int day, int minute)
{
	return day_of(year, month, day) * US_PER_DAY + minute * US_PER_MIN;
}

#define AT(hour, minute) ((hour)*60 + (minute))

/* 01:00 UTC on the last Sunday of a month of 31 days. */
static inline int64_t
last_sunday(int year, int month)
{
	int32_t day = day_of(year, month, 31);

	return (day - (day + 4) % 7) * US_PER_DAY + US_PER_HOUR; /* 1970-01-01 was a Thursday */
}

/* Summer time since 1996: from the last Sunday of March to the last of October. */
static inline int32_t
law_offset_s(int64_t us)
{
	for (int year = 1996; year < 2100; year++)
		if (us < utc(year + 1, 1, 1, 0))
			return us >= last_sunday(year, 3) && us < last_sunday(year, 10) ? 3600 : 0;
	return 0;
}

static inline const struct zone *
london(void)
{
	static struct zone zone;

	if (zone.count == 0)
		(void)zone_fill(&zone, law_offset_s, utc(2020, 1, 1, 0), utc(2035, 1, 1, 0));
	return &zone;
}

#endif
