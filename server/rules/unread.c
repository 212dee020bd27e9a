/* unread.c -- when an unread update goes to the deputy. */
#include "lantern/rules/unread.h"

#include "lantern/banned.h"

/* 1 January 1970 was a Thursday. */
static bool
working_day(int32_t day)
{
	int32_t since_monday = ((day + 3) % 7 + 7) % 7;

	return since_monday < 5;
}

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static bool
in_office(const struct rules_settings *settings, const struct zone *zone, int64_t us)
{
	struct wall wall = zone_wall(zone, us);

	return working_day(wall.day) && wall.second >= settings->office_hours.from_min * 60 &&
	       wall.second < settings->office_hours.until_min * 60;
}

int64_t
unread_due(const struct rules_settings *settings, const struct zone *zone, int64_t at_us)
{
	int64_t wait_us = settings->update_unread_s * US_PER_S, due_us, opens_us;

	if (in_office(settings, zone, at_us) && in_office(settings, zone, at_us + wait_us))
		return at_us + wait_us;
	due_us = zone_next(zone, at_us, settings->unread_morning_min * 60);
	opens_us = zone_next(zone, at_us, settings->office_hours.from_min * 60);
	if (working_day(zone_wall(zone, opens_us).day))
		due_us = earlier(due_us, opens_us + wait_us);
	return due_us < at_us + wait_us ? at_us + wait_us : due_us;
}
