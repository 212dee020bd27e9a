/*
 * tail.c -- one reader of the event table per process, in commit order.
 *
 * WAITING -> READING [wake, poll] -> WAITING [all read] or READING [a full batch, or woken
 * meanwhile]. Before its first horizon is known the tail asks for that instead; it begins there,
 * not at the start of time. A failed read is simply read again at the next poll: the place only
 * moves with rows.
 */
#include "lantern/tail.h"

#include <stdio.h>
#include <stdlib.h>

#include "lantern/clock.h"
#include "lantern/db.h"
#include "lantern/log.h"
#include "lantern/rows.h"

#include <event2/event.h>
#include <event2/event_struct.h>

#include "lantern/banned.h"

#define POLL_SOON_US 2000
#define POLL_US 50000
#define POLL_IDLE_US 250000
#define IDLE_AFTER_US 2000000
#define RING_EVERY_US 5000
#define HORIZON_EVERY_US 1000000
#define BATCH "500"
#define BATCH_ROWS 500

struct tail {
	struct event_base *base;
	struct db *db;
	struct tail_reader reader;
	int64_t poll_us; /* grows while nothing comes */
	struct event poll, ring, horizon;
	bool placed;  /* place is known */
	bool reading; /* an ask is under way */
	bool woken;   /* again, as soon as it is answered */
	bool ringing; /* the ring timer runs */
	bool asking_horizon;
	bool held; /* the horizon stands before somebody's open transaction */
	struct event_place place;
	struct event_place horizon_seen;
	int64_t last_event, horizon_moved, last_good; /* clock_ticks */
};

static void tail_read(struct tail *t);

static void
timer_in(struct event *ev, int64_t us)
{
	struct timeval tv = {.tv_sec = us / 1000000, .tv_usec = us % 1000000};

	event_add(ev, &tv);
}

/*
 * After a wake-up whose event still hides behind somebody's open transaction: soon, then less so.
 */
static void
poll_later(struct tail *t)
{
	bool idle = clock_ticks() - t->last_event > IDLE_AFTER_US;

	timer_in(&t->poll, idle && t->poll_us == POLL_US ? POLL_IDLE_US : t->poll_us);
	t->poll_us = t->poll_us * 2 < POLL_US ? t->poll_us * 2 : POLL_US;
}

/* Hands the rows on and moves the place behind the last of them. */
static void
rows_take(struct tail *t, const struct rows *rows)
{
	size_t n = rows_count(rows);

	if (n == 0)
		return;
	if (!event_place_parse(rows_cell(rows, n - 1, rows_column(rows, "id")), &t->place))
		log_die("event_id_malformed id=%s", rows_cell(rows, n - 1, 0));
	t->last_event = clock_ticks();
	t->reader.came(t->reader.ctx, rows);
}

static void
tail_came(void *ctx, const struct db_result *result)
{
	struct tail *t = ctx;
	bool full = false;

	t->reading = false;
	if (result->status == DB_OK) {
		t->last_good = clock_ticks();
		full = rows_count(result->rows) == BATCH_ROWS;
		rows_take(t, result->rows);
	} else {
		log_warn(NULL, "tail_failed sqlstate=%s text=%s", result->sqlstate,
			 result->message);
	}
	if (full || (t->woken && result->status == DB_OK))
		tail_read(t);
	else
		poll_later(t);
}

static void
tail_read(struct tail *t)
{
	char xid[24], seq[24];

	if (t->reading || !t->placed) {
		t->woken = true;
		return;
	}
	t->reading = true;
	t->woken = false;
	event_del(&t->poll);
	(void)snprintf(xid, sizeof(xid), "%llu", (unsigned long long)t->place.xid);
	(void)snprintf(seq, sizeof(seq), "%llu", (unsigned long long)t->place.seq);
	db_ask(t->db, &(struct db_ask){.query = SQL_EVENT_TAIL,
				       .params = PARAMS(xid, seq, BATCH),
				       .done = tail_came,
				       .ctx = t});
}

/*
 * A held horizon that does not move means that somebody's open transaction keeps new events from
 * everyone: its age is what /health and the alarm look at.
 */
static void
horizon_came(void *ctx, const struct db_result *result)
{
	struct tail *t = ctx;
	struct event_place seen;

	t->asking_horizon = false;
	if (result->status != DB_OK || rows_count(result->rows) == 0)
		return;
	if (!event_place_parse(rows_text(result->rows, "horizon"), &seen))
		log_die("horizon_malformed horizon=%s", rows_text(result->rows, "horizon"));
	t->last_good = clock_ticks();
	t->held = rows_bool(result->rows, "held");
	if (event_place_compare(&seen, &t->horizon_seen) != 0 || !t->held)
		t->horizon_moved = t->last_good;
	t->horizon_seen = seen;
	if (!t->placed) {
		t->placed = true;
		t->place = seen;
		t->reader.placed(t->reader.ctx);
		tail_read(t);
	}
}

static void
horizon_ask(struct tail *t)
{
	if (t->asking_horizon)
		return;
	t->asking_horizon = true;
	db_ask(t->db, &(struct db_ask){.query = SQL_EVENT_HORIZON,
				       .params = NO_PARAMS,
				       .done = horizon_came,
				       .ctx = t});
}

static void
horizon_due(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	horizon_ask(arg);
}

static void
poll_due(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	tail_read(arg);
}

static void
ring_due(evutil_socket_t fd, short what, void *arg)
{
	struct tail *t = arg;

	(void)fd;
	(void)what;
	t->ringing = false;
	db_ring(t->db);
}

/* Other servers are told at most every 5 ms, however many commits there were. */
static void
committed(void *ctx)
{
	struct tail *t = ctx;

	tail_wake(t);
	if (!t->ringing) {
		t->ringing = true;
		timer_in(&t->ring, RING_EVERY_US);
	}
}

static void
notified(void *ctx)
{
	tail_wake(ctx);
}

void
tail_wake(struct tail *t)
{
	t->poll_us = POLL_SOON_US;
	tail_read(t);
}

struct tail *
tail_new(struct event_base *base, struct db *db, const struct tail_reader *reader)
{
	struct timeval second = {.tv_usec = HORIZON_EVERY_US % 1000000, .tv_sec = 1};
	struct tail *t = calloc(1, sizeof(*t));

	if (t == NULL)
		log_die("out_of_memory");
	t->base = base;
	t->db = db;
	t->reader = *reader;
	t->poll_us = POLL_US;
	t->horizon_moved = t->last_good = clock_ticks();
	event_assign(&t->poll, base, -1, 0, poll_due, t);
	event_assign(&t->ring, base, -1, 0, ring_due, t);
	event_assign(&t->horizon, base, -1, EV_PERSIST, horizon_due, t);
	event_add(&t->horizon, &second);
	db_on_commit(db, committed, t);
	db_on_notify(db, notified, t);
	horizon_ask(t);
	return t;
}

void
tail_free(struct tail *t)
{
	event_del(&t->poll);
	event_del(&t->ring);
	event_del(&t->horizon);
	free(t);
}

bool
tail_place(const struct tail *t, struct event_place *out)
{
	*out = t->place;
	return t->placed;
}

double
tail_age_s(const struct tail *t)
{
	int64_t now = clock_ticks();
	int64_t held = t->held ? now - t->horizon_moved : 0;
	int64_t away = now - t->last_good - HORIZON_EVERY_US;
	int64_t age = held > away ? held : away;

	return age < 0 ? 0 : (double)age / (double)CLOCK_US;
}
