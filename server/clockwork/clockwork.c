/*
 * clockwork.c -- the deadline loop: read what is due, ask what follows, record it, say how far
 * we are.
 */
#include "lantern/clockwork.h"

#include <event2/event.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/clock.h"
#include "lantern/clockwork/follow.h"
#include "lantern/clockwork/sealer.h"
#include "lantern/db.h"
#include "lantern/facts/record.h"
#include "lantern/ids.h"
#include "lantern/log.h"
#include "lantern/metrics.h"
#include "lantern/rows.h"

#include "lantern/banned.h"

#define SWEEP_US 250000		/* between sweeps when nothing is due */
#define SWEEP_DRIVEN_US 2000	/* tests move the clock by hours and wait for us */
#define BATCH 200		/* deadlines in one record */
#define STALE_US 10000000	/* nobody has swept for that long: loud */
#define PASSED_OVER_MAX 64	/* deadlines that could not be recorded */
#define PASSED_OVER_US 60000000 /* until their next try */

enum state { IDLE, READING, RECORDING, TICKING, STOPPED };

struct passed_over {
	int64_t id, until_ticks;
};

struct clockwork {
	struct db *db;
	struct event *timer;
	struct sealer *sealer;
	enum state state;
	char server[UUID_SIZE];
	int64_t now_us;	  /* of the sweep under way */
	int64_t swept_us; /* everything due until then is dealt with; CLOCK_NONE at first */
	int64_t swept_ticks;
	int batch;    /* 1 after a refusal, to find the one that is to blame */
	int64_t only; /* the deadline of a batch of one */
	bool ensured; /* the houses have their standing deadlines */
	struct passed_over passed_over[PASSED_OVER_MAX];
	size_t passed_over_count;
	uint64_t *fired, *conflicts, *refused;
};

static void read_due(struct clockwork *c);

static void
become(struct clockwork *c, enum state state)
{
	if (c->state != STOPPED)
		c->state = state;
}

static void
sleep_until_next(struct clockwork *c)
{
	struct timeval wait = {0, clock_is_driven() ? SWEEP_DRIVEN_US : SWEEP_US};

	become(c, IDLE);
	if (c->state == IDLE)
		event_add(c->timer, &wait);
}

/* ---------------------------------------------------------------- what could not be recorded */

static void
pass_over(struct clockwork *c, int64_t id)
{
	if (c->passed_over_count == PASSED_OVER_MAX)
		memmove(c->passed_over, c->passed_over + 1,
			--c->passed_over_count * sizeof(c->passed_over[0]));
	c->passed_over[c->passed_over_count++] =
		(struct passed_over){.id = id, .until_ticks = clock_ticks() + PASSED_OVER_US};
	(*c->refused)++;
	log_error(NULL, "deadline_passed_over id=%lld", (long long)id);
}

static void
try_again_in_time(struct clockwork *c)
{
	size_t i, kept = 0;

	for (i = 0; i < c->passed_over_count; i++)
		if (c->passed_over[i].until_ticks > clock_ticks())
			c->passed_over[kept++] = c->passed_over[i];
	c->passed_over_count = kept;
}

/* {1,2} */
static void
passed_over_list(const struct clockwork *c, char *out, size_t size)
{
	size_t i, length = 1;

	out[0] = '{';
	for (i = 0; i < c->passed_over_count; i++)
		length += (size_t)snprintf(out + length, size - length, "%s%lld", i ? "," : "",
					   (long long)c->passed_over[i].id);
	snprintf(out + length, size - length, "}");
}

/* Away is logged by the database module; a refusal would otherwise only show as ill health. */
static void
log_refusal(const char *what, const struct db_result *result)
{
	if (result->status == DB_REFUSED)
		log_error(NULL, "clockwork_refused what=%s sqlstate=%s constraint=%s message=%s",
			  what, result->sqlstate, result->constraint, result->message);
}

/* ---------------------------------------------------------------- tick */

static void
ticked(void *ctx, const struct db_result *result)
{
	struct clockwork *c = ctx;

	if (result->status == DB_OK) {
		c->swept_us = c->now_us;
		c->swept_ticks = clock_ticks();
	}
	sleep_until_next(c);
}

static void
tick(struct clockwork *c)
{
	char now[CLOCK_ISO_SIZE];
	struct db_ask ask = {.query = SQL_CLOCK_TICK, .done = ticked, .ctx = c};

	become(c, TICKING);
	ask.params = PARAMS(c->server, clock_iso(c->now_us, now));
	db_ask(c->db, &ask);
}

/* ---------------------------------------------------------------- record */

static void
recorded(void *ctx, const struct db_result *result)
{
	struct clockwork *c = ctx;

	if (c->state == STOPPED)
		return;
	if (result->status == DB_AWAY || result->status == DB_UNKNOWN) {
		sleep_until_next(c); /* what was recorded after all is simply no longer due */
		return;
	}
	if (result->status == DB_REFUSED && strncmp(result->sqlstate, "40", 2) != 0) {
		log_refusal("record", result);
		if (c->batch == 1)
			pass_over(c, c->only);
		c->batch = 1;
	} else if (result->status == DB_REFUSED || rows_text(result->rows, "recorded") == NULL) {
		(*c->conflicts)++;
	} else {
		c->batch = BATCH;
	}
	read_due(c);
}

static void
record_send(struct clockwork *c, json_t *record)
{
	char *facts = json_dumps(record, JSON_COMPACT);
	struct db_ask ask = {.query = SQL_CLOCK_RECORD, .done = recorded, .ctx = c};

	if (facts == NULL)
		log_die("deadline_record_not_written");
	*c->fired += json_array_size(json_object_get(record, "claimed"));
	become(c, RECORDING);
	ask.params = PARAMS(facts);
	db_ask(c->db, &ask);
	free(facts);
}

/* ---------------------------------------------------------------- read */

static bool
row_follow(json_t *record, const struct rows *rows, size_t row)
{
	json_t *data = json_loads(rows_cell(rows, row, rows_column(rows, "data")), 0, NULL);
	json_t *bases = json_loads(rows_cell(rows, row, rows_column(rows, "bases")), 0, NULL);
	json_t *house =
		json_loads(rows_cell(rows, row, rows_column(rows, "house")), JSON_DECODE_ANY, NULL);
	struct due due = {
		.id = strtoll(rows_cell(rows, row, rows_column(rows, "id")), NULL, 10),
		.kind = rows_cell(rows, row, rows_column(rows, "kind")),
		.due_us = strtoll(rows_cell(rows, row, rows_column(rows, "due_us")), NULL, 10),
		.premises = rows_cell(rows, row, rows_column(rows, "premises")),
		.subject = rows_cell(rows, row, rows_column(rows, "subject")),
		.data = data,
		.bases = bases,
		.house = house,
	};
	bool followed = follow(record, &due);

	json_decref(data);
	json_decref(bases);
	json_decref(house);
	return followed;
}

static json_t *
rows_follow(struct clockwork *c, const struct rows *rows)
{
	json_t *record = record_new(c->now_us);
	int id = rows_column(rows, "id");
	size_t row;

	for (row = 0; row < rows_count(rows); row++) {
		c->only = strtoll(rows_cell(rows, row, id), NULL, 10);
		if (!row_follow(record, rows, row))
			pass_over(c, c->only);
	}
	return record;
}

static void
due_read(void *ctx, const struct db_result *result)
{
	struct clockwork *c = ctx;
	json_t *record;

	if (c->state == STOPPED)
		return;
	if (result->status != DB_OK) {
		log_refusal("read", result);
		sleep_until_next(c);
		return;
	}
	if (rows_count(result->rows) == 0) {
		tick(c);
		return;
	}
	record = rows_follow(c, result->rows);
	if (json_array_size(json_object_get(record, "claimed")) > 0)
		record_send(c, record);
	else
		read_due(c);
	json_decref(record);
}

static void
read_due(struct clockwork *c)
{
	char now[CLOCK_ISO_SIZE], batch[12], passed_over[PASSED_OVER_MAX * 21 + 3];
	struct db_ask ask = {.query = SQL_DEADLINE_DUE, .done = due_read, .ctx = c};

	become(c, READING);
	snprintf(batch, sizeof(batch), "%d", c->batch);
	passed_over_list(c, passed_over, sizeof(passed_over));
	ask.params = PARAMS(clock_iso(c->now_us, now), batch, passed_over, follow_kinds());
	db_ask(c->db, &ask);
}

/* ---------------------------------------------------------------- sweep */

static void
ensured(void *ctx, const struct db_result *result)
{
	struct clockwork *c = ctx;

	if (c->state == STOPPED)
		return;
	if (result->status != DB_OK) {
		log_refusal("ensure", result);
		sleep_until_next(c);
		return;
	}
	c->ensured = true;
	read_due(c);
}

static void
ensure(struct clockwork *c)
{
	char now[CLOCK_ISO_SIZE];
	struct db_ask ask = {.query = SQL_CLOCK_ENSURE, .done = ensured, .ctx = c};

	become(c, READING);
	ask.params = PARAMS(clock_iso(c->now_us, now));
	db_ask(c->db, &ask);
}

static void
sweep(evutil_socket_t fd, short what, void *ctx)
{
	struct clockwork *c = ctx;

	(void)fd;
	(void)what;
	if (!clock_is_known()) {
		sleep_until_next(c); /* this machine's own may be wrong: nothing goes off by it */
		return;
	}
	c->now_us = clock_now();
	try_again_in_time(c);
	if (!c->ensured)
		ensure(c);
	else if (clock_is_driven() && c->now_us == c->swept_us &&
		 clock_ticks() - c->swept_ticks < SWEEP_US)
		sleep_until_next(c); /* a driven clock stands still between its steps */
	else
		read_due(c);
}

/* ---------------------------------------------------------------- from outside */

static bool
healthy(void *ctx, char *members, size_t size)
{
	const struct clockwork *c = ctx;
	char swept[CLOCK_ISO_SIZE];

	if (c->swept_us == CLOCK_NONE)
		return false;
	snprintf(members, size, "\"swept_to\":\"%s\",\"passed_over\":%zu",
		 clock_iso(c->swept_us, swept), c->passed_over_count);
	return clock_ticks() - c->swept_ticks < STALE_US && c->passed_over_count == 0;
}

struct clockwork *
clockwork_new(struct event_base *base, struct db *db)
{
	struct clockwork *c = calloc(1, sizeof(*c));

	if (c == NULL || (c->timer = evtimer_new(base, sweep, c)) == NULL)
		log_die("clockwork_no_memory");
	c->db = db;
	c->batch = BATCH;
	c->swept_us = CLOCK_NONE;
	id_random(c->server);
	c->fired = metrics_counter("lantern_deadlines_fired_total",
				   "Deadlines read as due and sent to be recorded");
	c->conflicts = metrics_counter("lantern_deadlines_conflicts_total",
				       "Batches that somebody else was first with");
	c->refused = metrics_counter("lantern_deadlines_refused_total",
				     "Deadlines that could not be recorded");
	health_add("clockwork", healthy, c);
	c->sealer = sealer_new(base, db);
	sleep_until_next(c);
	return c;
}

void
clockwork_stop(struct clockwork *c)
{
	c->state = STOPPED;
	event_del(c->timer);
	sealer_stop(c->sealer);
}

void
clockwork_free(struct clockwork *c)
{
	if (c == NULL)
		return;
	sealer_free(c->sealer);
	event_free(c->timer);
	free(c);
}
