/* zone.c -- wall-clock time from a table of transitions. */
#include "lantern/rules/zone.h"

#include "lantern/banned.h"

#define S_PER_DAY 86400
#define PROBE_US (12 * US_PER_HOUR)

/* The step in force at us; the table is not empty. */
static size_t
step_at(const struct zone *zone, int64_t us)
{
	size_t low = 0, high = zone->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (zone->step[middle].at_us <= us)
			low = middle;
		else
			high = middle;
	}
	return low;
}

int32_t
zone_offset_s(const struct zone *zone, int64_t us)
{
	return zone->count == 0 ? 0 : zone->step[step_at(zone, us)].offset_s;
}

int64_t
zone_next_step(const struct zone *zone, int64_t us)
{
	size_t next = zone->count == 0 ? 0 : step_at(zone, us) + 1;

	return next < zone->count ? zone->step[next].at_us : US_ENDLESS;
}

/* The change lies in (low, high]: its first second. */
static int64_t
find_change(int32_t (*offset_s)(int64_t us), int64_t low, int64_t high)
{
	int32_t before = offset_s(low);

	while (high - low > US_PER_S) {
		int64_t middle = low + (high - low) / 2 / US_PER_S * US_PER_S;

		if (offset_s(middle) == before)
			low = middle;
		else
			high = middle;
	}
	return high;
}

bool
zone_fill(struct zone *zone, int32_t (*offset_s)(int64_t us), int64_t from_us, int64_t until_us)
{
	int64_t t = from_us - from_us % US_PER_S;

	zone->step[0] = (struct zone_step){US_NEVER, offset_s(t)};
	zone->count = 1;
	for (; t < until_us; t += PROBE_US) {
		int32_t after = offset_s(t + PROBE_US);

		if (after == zone->step[zone->count - 1].offset_s)
			continue;
		if (zone->count == ZONE_STEPS_MAX) {
			zone->count = 0;
			return false;
		}
		zone->step[zone->count].at_us = find_change(offset_s, t, t + PROBE_US);
		zone->step[zone->count++].offset_s = after;
	}
	if (zone->count > 1)
		return true;
	zone->count = 0;
	return false;
}

struct wall
zone_wall(const struct zone *zone, int64_t us)
{
	int64_t local_us = us + zone_offset_s(zone, us) * US_PER_S;
	int64_t day = local_us / US_PER_DAY;

	if (local_us < day * US_PER_DAY) /* before 1970: round down */
		day--;
	return (struct wall){(int32_t)day, (int32_t)((local_us - day * US_PER_DAY) / US_PER_S)};
}

int64_t
zone_instant(const struct zone *zone, int32_t day, int32_t second)
{
	int64_t shown_us = day * US_PER_DAY + second * US_PER_S;
	int32_t before = zone_offset_s(zone, shown_us - US_PER_DAY);
	int32_t after = zone_offset_s(zone, shown_us + US_PER_DAY);
	int32_t larger = before > after ? before : after;
	int32_t smaller = before > after ? after : before;
	int64_t early = shown_us - larger * US_PER_S;
	int64_t late = shown_us - smaller * US_PER_S;

	if (zone_offset_s(zone, early) == larger)
		return early;
	if (zone_offset_s(zone, late) == smaller)
		return late;
	return zone->step[step_at(zone, late)].at_us; /* left out: the instant of the change */
}

/* How long after us the wall clock would show this second, its offset unchanged; above 0. */
static int64_t
until_shown_us(const struct zone *zone, int64_t us, int32_t second)
{
	int64_t local_us = us + zone_offset_s(zone, us) * US_PER_S;
	int64_t of_day_us = (local_us % US_PER_DAY + US_PER_DAY) % US_PER_DAY;
	int64_t span_us = second * US_PER_S - of_day_us;

	return span_us > 0 ? span_us : span_us + US_PER_DAY;
}

int64_t
zone_next(const struct zone *zone, int64_t us, int32_t second)
{
	for (;;) {
		int64_t shown = us + until_shown_us(zone, us, second);
		int64_t step = zone_next_step(zone, us);
		int64_t jump_us;

		if (shown < step)
			return shown;
		jump_us = (zone_offset_s(zone, step) - zone_offset_s(zone, us)) * US_PER_S;
		if (shown < step + jump_us) /* jumped over */
			return step;
		us = step;
		if (zone_wall(zone, us).second == second)
			return us; /* landed on it */
	}
}

bool
zone_repeats(const struct zone *zone, int64_t us)
{
	int64_t next = zone_next_step(zone, us);
	size_t now = zone->count == 0 ? 0 : step_at(zone, us);

	if (next != US_ENDLESS) {
		int32_t back_s = zone_offset_s(zone, us) - zone_offset_s(zone, next);

		if (next - us <= back_s * US_PER_S)
			return true;
	}
	if (now > 0) {
		int32_t back_s = zone->step[now - 1].offset_s - zone->step[now].offset_s;

		return us - zone->step[now].at_us < back_s * US_PER_S;
	}
	return false;
}
