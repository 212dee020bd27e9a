/* offset.c -- the database's clock, measured each second; and the doorbell. */
#include <stdlib.h>

#include "lantern/clock.h"
#include "lantern/log.h"
#include "lantern/rows.h"
#include "private.h"

#include "lantern/banned.h"

/*
 * The true offset lies within half the round trip of what was measured. While ours does too it
 * stays, so that time does not tremble; else it moves to the middle.
 */
static void
clock_measured(void *ctx, const struct db_result *result)
{
	struct db *db = ctx;
	int64_t local, round_trip, offset, apart;

	db->clock_asking = false;
	if (result->status != DB_OK)
		return;
	round_trip = clock_ticks() - db->clock_asked;
	local = clock_now() - clock_offset() - round_trip / 2;
	offset = rows_int(result->rows, "now_us", local) - local;
	apart = llabs(offset - clock_offset());
	if (clock_is_known() && apart <= round_trip / 2)
		return;
	if (apart > CLOCK_US)
		log_warn(NULL, "clock_apart database_minus_local_us=%lld", (long long)offset);
	clock_offset_set(offset);
}

static void
clock_measure(evutil_socket_t fd, short what, void *arg)
{
	struct db *db = arg;

	(void)fd;
	(void)what;
	if (db->clock_asking)
		return;
	db->clock_asking = true;
	db->clock_asked = clock_ticks();
	db_ask(db, &(struct db_ask){.query = SQL_CLOCK_NOW,
				    .params = NO_PARAMS,
				    .done = clock_measured,
				    .ctx = db});
}

void
clock_measure_start(struct db *db)
{
	struct timeval second = {.tv_sec = 1};

	event_assign(&db->clock, db->base, -1, EV_PERSIST, clock_measure, db);
	if (clock_is_driven())
		return;
	event_add(&db->clock, &second);
	event_active(&db->clock, EV_TIMEOUT, 0);
}

static void
ring_done(void *ctx, const struct db_result *result)
{
	(void)ctx;
	(void)result; /* others poll anyway */
}

void
db_ring(struct db *db)
{
	db_ask(db, &(struct db_ask){.query = SQL_DOORBELL, .params = NO_PARAMS, .done = ring_done});
}
