/*
 * zone.h -- wall-clock time from UTC, without a clock and without libc.
 *
 * Check bands, rounds and shift ends are written in local time; gaps are elapsed time. A rule
 * therefore takes a struct zone: the instants at which the offset changes, filled once at start by
 * probing whatever knows time zones (libc in the server, the law itself in the tests). Rules stay
 * pure, and a change of the law is a change of tzdata.
 *
 * Instants are microseconds since 1970 UTC. A local day is days since 1970-01-01 on the wall
 * calendar.
 */
#ifndef LANTERN_RULES_ZONE_H
#define LANTERN_RULES_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define US_PER_S INT64_C(1000000)
#define US_PER_MIN (60 * US_PER_S)
#define US_PER_HOUR (60 * US_PER_MIN)
#define US_PER_DAY (24 * US_PER_HOUR)

/* "Never happened" and "without end". */
#define US_NEVER INT64_MIN
#define US_ENDLESS INT64_MAX

/* 1990 to 2060 needs 142. */
#define ZONE_STEPS_MAX 160

struct zone_step {
	int64_t at_us;	  /* from this instant on */
	int32_t offset_s; /* wall clock minus UTC, within a day either way */
};

/* step[0].at_us is US_NEVER; the others rise. count 0 means UTC. */
struct zone {
	size_t count;
	struct zone_step step[ZONE_STEPS_MAX];
};

struct wall {
	int32_t day;	/* local days since 1970-01-01 */
	int32_t second; /* of that day by the wall clock, 0..86399 */
};

/*
 * Fills the zone for [from_us, until_us) by asking offset_s(t); changes are found to the second.
 * Two changes within 12 hours of each other may be missed. False when there were none at all (a
 * machine without time zone data must not quietly run an hour wrong) or more than fit; the zone is
 * then UTC.
 */
bool zone_fill(struct zone *zone, int32_t (*offset_s)(int64_t us), int64_t from_us,
	       int64_t until_us);

int32_t zone_offset_s(const struct zone *zone, int64_t us);

struct wall zone_wall(const struct zone *zone, int64_t us);

/*
 * The first instant at which the wall clock has reached this second of this local day. In the hour
 * that comes twice: its first coming, the earlier and so the stricter. In the hour that is left
 * out: the instant of the change. second may be 0..86400.
 */
int64_t zone_instant(const struct zone *zone, int32_t day, int32_t second);

/* The first instant after us at which the wall clock shows this second, or jumps over it. */
int64_t zone_next(const struct zone *zone, int64_t us, int32_t second);

/* The next change of the offset after us, US_ENDLESS when none is known. */
int64_t zone_next_step(const struct zone *zone, int64_t us);

/* Whether this wall-clock reading comes twice that night; GMT or BST then stands beside it. */
bool zone_repeats(const struct zone *zone, int64_t us);

#endif
