/*
 * clock.h -- the one source of time (docs/design.md, "Time").
 *
 * Instants are int64_t microseconds since 1970-01-01T00:00:00Z, named ..._us. They are the
 * database's clock: local clock plus a measured offset; or, in tests, what a file says.
 * Rules never call this: `now` is an argument there. They may use clock_local and clock_from_local.
 */
#ifndef LANTERN_CLOCK_H
#define LANTERN_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#define CLOCK_US INT64_C(1000000) /* microseconds in a second */
#define CLOCK_ISO_SIZE 28	  /* "2026-11-10T18:35:00.000000Z" and its NUL */
#define CLOCK_NONE INT64_MIN	  /* no instant */

/*
 * Sets the process to Europe/London and, when `file` is not NULL, reads the time from the 8-byte
 * native int64 of microseconds in that file from now on (mapped; tests write it).
 * False with errno when the file can't be mapped.
 */
bool clock_init(const char *file);

/* The instant now. */
int64_t clock_now(void);

/* True when a file drives the clock. */
bool clock_is_driven(void);

/*
 * False until the database's clock has been measured once: till then nothing may be judged or
 * recorded by clock_now(), which is only this machine's.
 */
bool clock_is_known(void);

/* Database minus local clock, microseconds; the db module measures it each second. */
void clock_offset_set(int64_t us);
int64_t clock_offset(void);

/* Monotonic microseconds for time-outs and durations; never stored, never shown. */
int64_t clock_ticks(void);

/* A wall-clock moment in Europe/London. */
struct local_time {
	int year, month, day;	  /* month 1..12, day 1..31 */
	int hour, minute, second; /* 24 hours */
	int micro;
	int weekday;	  /* 0 Sunday .. 6 Saturday */
	int utc_offset_s; /* 0 (GMT) or 3600 (BST) */
	bool repeats;	  /* this wall-clock time happens twice tonight: show GMT or BST */
};

void clock_local(int64_t us, struct local_time *out);

/*
 * The instant of a wall-clock time; only year..micro are read. A time that happens twice gives the
 * first of both; a time that is skipped gives the instant of the change (01:00 GMT).
 */
int64_t clock_from_local(const struct local_time *in);

/* RFC 3339 UTC with six decimals; `out` holds CLOCK_ISO_SIZE. Years 0001..9999. Returns `out`. */
char *clock_iso(int64_t us, char *out);

/*
 * Strict RFC 3339: date, T, time, optional fraction of 1..6 digits, Z or ±hh:mm. No leap second, no
 * space, no lower case. False when it is anything else or outside 1900..2200.
 */
bool clock_parse(const char *text, int64_t *out_us);

#endif
