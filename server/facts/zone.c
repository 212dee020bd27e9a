/* zone.c -- the wall clock of the premises, once, from the machine's time zone data. */
#include "lantern/facts/basis.h"

#include "lantern/clock.h"
#include "lantern/log.h"
#include "lantern/rules/zone.h"

#include "lantern/banned.h"

#define ZONE_FROM_US INT64_C(631152000000000)	/* 1990-01-01 */
#define ZONE_UNTIL_US INT64_C(2840140800000000) /* 2060-01-01 */

static int32_t
london_offset_s(int64_t us)
{
	struct local_time local;

	clock_local(us, &local);
	return local.utc_offset_s;
}

const struct zone *
facts_zone(void)
{
	static struct zone zone;

	/* A machine without time zone data must not quietly run the summer an hour wrong. */
	if (zone.count == 0 && !zone_fill(&zone, london_offset_s, ZONE_FROM_US, ZONE_UNTIL_US))
		log_die("zone_data_missing");
	return &zone;
}
