/* local_time.c -- instants to and from Europe/London and RFC 3339, by libc's own tables. */
#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lantern/clock.h"

#include "lantern/banned.h"

#define PARSE_FIRST INT64_C(-2208988800) /* 1900-01-01 */
#define PARSE_LAST INT64_C(7258118400)	 /* 2200-01-01 */

/* Whole seconds at or before, so that instants before 1970 round the same way. */
static int64_t
seconds_of(int64_t us)
{
	return us >= 0 ? us / CLOCK_US : -((-us + CLOCK_US - 1) / CLOCK_US);
}

static void
local_fields(int64_t s, struct tm *tm)
{
	time_t t = (time_t)s;

	(void)localtime_r(&t, tm);
}

static bool
same_wall(const struct tm *a, const struct tm *b)
{
	return a->tm_mday == b->tm_mday && a->tm_hour == b->tm_hour && a->tm_min == b->tm_min &&
	       a->tm_sec == b->tm_sec;
}

/* An hour that the clock goes back over is there again one hour earlier or later. */
static bool
wall_repeats(int64_t s, const struct tm *tm)
{
	struct tm other;

	local_fields(tm->tm_isdst > 0 ? s + 3600 : s - 3600, &other);
	return other.tm_isdst != tm->tm_isdst && same_wall(&other, tm);
}

void
clock_local(int64_t us, struct local_time *out)
{
	int64_t s = seconds_of(us);
	struct tm tm;

	local_fields(s, &tm);
	*out = (struct local_time){
		.year = tm.tm_year + 1900,
		.month = tm.tm_mon + 1,
		.day = tm.tm_mday,
		.hour = tm.tm_hour,
		.minute = tm.tm_min,
		.second = tm.tm_sec,
		.micro = (int)(us - s * CLOCK_US),
		.weekday = tm.tm_wday,
		.utc_offset_s = (int)tm.tm_gmtoff,
		.repeats = wall_repeats(s, &tm),
	};
}

static bool
is_wall(int64_t s, const struct tm *wall)
{
	struct tm tm;

	local_fields(s, &tm);
	return same_wall(&tm, wall);
}

/*
 * Never mktime(): which of two equal hours it picks is not specified. Summer time is tried first.
 */
int64_t
clock_from_local(const struct local_time *in)
{
	struct tm wall = {
		.tm_year = in->year - 1900,
		.tm_mon = in->month - 1,
		.tm_mday = in->day,
		.tm_hour = in->hour,
		.tm_min = in->minute,
		.tm_sec = in->second,
	};
	int64_t as_utc = (int64_t)timegm(&wall); /* also puts the fields in range */
	int64_t s = as_utc;

	if (is_wall(as_utc - 3600, &wall))
		s = as_utc - 3600;
	else if (!is_wall(as_utc, &wall))
		return (as_utc - as_utc % 3600) * CLOCK_US; /* skipped: 01:xx is 01:00 GMT */
	return s * CLOCK_US + in->micro;
}

char *
clock_iso(int64_t us, char *out)
{
	int64_t s = seconds_of(us);
	time_t t = (time_t)s;
	struct tm tm;
	size_t n;

	(void)gmtime_r(&t, &tm);
	n = strftime(out, CLOCK_ISO_SIZE, "%Y-%m-%dT%H:%M:%S", &tm);
	(void)snprintf(out + n, CLOCK_ISO_SIZE - n, ".%06dZ", (int)(us - s * CLOCK_US));
	return out;
}

/* `n` digits at *p as a number; moves *p on. */
static bool
digits(const char **p, int n, int *out)
{
	*out = 0;
	for (; n > 0; n--, (*p)++) {
		if (!isdigit((unsigned char)**p))
			return false;
		*out = *out * 10 + (**p - '0');
	}
	return true;
}

static bool
literal(const char **p, char c)
{
	return *(*p)++ == c;
}

static bool
fraction(const char **p, int *micro)
{
	int scale = 100000;

	*micro = 0;
	if (**p != '.')
		return true;
	(*p)++;
	if (!isdigit((unsigned char)**p))
		return false;
	for (; isdigit((unsigned char)**p); (*p)++, scale /= 10) {
		if (scale == 0)
			return false;
		*micro += (**p - '0') * scale;
	}
	return true;
}

/* Z or ±hh:mm at the very end. */
static bool
offset(const char **p, int *seconds)
{
	int hours, minutes, sign;

	*seconds = 0;
	if (**p == 'Z')
		return (*p)[1] == '\0';
	if (**p != '+' && **p != '-')
		return false;
	sign = *(*p)++ == '+' ? 1 : -1;
	if (!digits(p, 2, &hours) || !literal(p, ':') || !digits(p, 2, &minutes))
		return false;
	*seconds = sign * (hours * 3600 + minutes * 60);
	return **p == '\0' && hours <= 23 && minutes <= 59;
}

static bool
in_calendar(const struct tm *tm)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int year = tm->tm_year + 1900;
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return tm->tm_mon >= 0 && tm->tm_mon <= 11 && tm->tm_mday >= 1 &&
	       tm->tm_mday <= lengths[tm->tm_mon] + (tm->tm_mon == 1 && leap) &&
	       tm->tm_hour <= 23 && tm->tm_min <= 59 && tm->tm_sec <= 59;
}

bool
clock_parse(const char *text, int64_t *out_us)
{
	struct tm tm = {0};
	const char *p = text;
	int micro, offset_s;
	int64_t s;

	if (!digits(&p, 4, &tm.tm_year) || !literal(&p, '-') || !digits(&p, 2, &tm.tm_mon) ||
	    !literal(&p, '-') || !digits(&p, 2, &tm.tm_mday) || !literal(&p, 'T') ||
	    !digits(&p, 2, &tm.tm_hour) || !literal(&p, ':') || !digits(&p, 2, &tm.tm_min) ||
	    !literal(&p, ':') || !digits(&p, 2, &tm.tm_sec) || !fraction(&p, &micro) ||
	    !offset(&p, &offset_s))
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	if (!in_calendar(&tm))
		return false;
	s = (int64_t)timegm(&tm) - offset_s;
	if (s < PARSE_FIRST || s >= PARSE_LAST)
		return false;
	*out_us = s * CLOCK_US + micro;
	return true;
}
