/* digest.c -- the next morning, and the next Monday. */
#include "lantern/rules/digest.h"

#include <stdbool.h>

#include "lantern/banned.h"

/* 1 January 1970 was a Thursday. */
static bool
is_monday(int32_t day)
{
	return (day + 3) % 7 == 0;
}

static int64_t
next_us(const struct zone *zone, int64_t us, int32_t minute, bool mondays)
{
	int32_t day = zone_wall(zone, us).day;
	int64_t at_us;

	for (;; day++) {
		at_us = zone_instant(zone, day, minute * 60);
		if (at_us > us && (!mondays || is_monday(day)))
			return at_us;
	}
}

int64_t
digest_next_us(const struct rules_settings *settings, const struct zone *zone, int64_t us)
{
	return next_us(zone, us, settings->digest_at_min, false);
}

int64_t
weekly_next_us(const struct rules_settings *settings, const struct zone *zone, int64_t us)
{
	return next_us(zone, us, settings->weekly_at_min, true);
}
