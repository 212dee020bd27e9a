/*
 * db.c -- lanes: which ask goes to which connection, how many may wait, and for how long.
 *
 * Asks are collected during a turn of the loop and sent at its end (db_pump), so that many small
 * reads share a system call and a Sync. Nothing is answered from inside db_ask().
 */
#include "lantern/db.h"

#include <stdlib.h>
#include <string.h>

#include "lantern/clock.h"
#include "lantern/config.h"
#include "lantern/log.h"
#include "private.h"

#include "lantern/banned.h"

#define SWEEP_US 100000

const struct lane_rule lane_rules[LANE_COUNT] = {
	[LANE_READ] = {.name = "read",
		       .connections = 4,
		       .depth = 64,
		       .queue_max = 2000,
		       .statement_ms = 2000,
		       .overdue_ms = 5000,
		       .shares_sync = true},
	[LANE_WRITE] =
		{.name = "write", .connections = 16, .depth = 1, .queue_max = 1000, .writes = true},
	[LANE_SLOW] = {.name = "slow",
		       .connections = 1,
		       .depth = 1,
		       .queue_max = 32,
		       .statement_ms = 10000,
		       .overdue_ms = 15000},
	[LANE_CLOCK] = {.name = "clock",
			.connections = 1,
			.depth = 1,
			.queue_max = 1000,
			.statement_ms = 10000,
			.overdue_ms = 30000,
			.writes = true,
			.clock = true},
	[LANE_TAIL] = {.name = "tail",
		       .connections = 1,
		       .depth = 1,
		       .queue_max = 1000,
		       .statement_ms = 5000,
		       .overdue_ms = 10000,
		       .clock = true,
		       .listens = true},
};

/* Runs once more in this turn, after everything that is ready now: no system call of its own. */
void
db_pump_soon(struct db *db)
{
	event_active(&db->pump, EV_TIMEOUT, 0);
}

/*
 * Where Syncs are shared, what comes while one is under way waits for the next: all of it then
 * shares one commit. Sent at once, each ask would bring a commit of its own, one after the other.
 */
static bool
conn_takes(const struct conn *c)
{
	const struct lane_rule *rule = c->lane->rule;

	if (c->state != CONN_READY || c->depth >= rule->depth)
		return false;
	return !rule->shares_sync || c->depth == c->unsynced;
}

static struct conn *
lane_pick(struct lane_line *lane)
{
	struct conn *best = NULL;
	int i;

	for (i = 0; i < lane->rule->connections; i++) {
		struct conn *c = &lane->conns[i];

		if (conn_takes(c) && (best == NULL || c->depth < best->depth))
			best = c;
	}
	return best;
}

static void
lane_pump(struct lane_line *lane)
{
	struct job *job;
	struct conn *c;
	int i;

	while ((job = TAILQ_FIRST(&lane->queue)) != NULL && (c = lane_pick(lane)) != NULL) {
		TAILQ_REMOVE(&lane->queue, job, link);
		lane->queued--;
		if (job->alone && c->unsynced > 0)
			conn_sync(c);
		conn_send(c, job);
		if (!lane->rule->shares_sync || job->alone || c->unsynced == SYNC_JOBS_MAX)
			conn_sync(c);
	}
	for (i = 0; i < lane->rule->connections; i++)
		if (lane->conns[i].unsynced > 0)
			conn_sync(&lane->conns[i]);
}

static void
db_pump(evutil_socket_t fd, short what, void *arg)
{
	struct db *db = arg;
	struct job *job;
	int i;

	(void)fd;
	(void)what;
	while ((job = TAILQ_FIRST(&db->refused)) != NULL) {
		TAILQ_REMOVE(&db->refused, job, link);
		job_finish(db, job, DB_AWAY);
	}
	for (i = 0; i < LANE_COUNT; i++)
		lane_pump(&db->lanes[i]);
	if (db->committed && db->on_commit != NULL) {
		db->committed = false;
		db->on_commit(db->on_commit_ctx);
	}
}

/* What has waited too long in the queue was never sent: it may be said so, and tried again. */
static void
lane_sweep_queue(struct db *db, struct lane_line *lane, int64_t now)
{
	struct job *job;

	while ((job = TAILQ_FIRST(&lane->queue)) != NULL &&
	       now - job->asked > db->config->wait_ms * 1000) {
		TAILQ_REMOVE(&lane->queue, job, link);
		lane->queued--;
		job_finish(db, job, DB_AWAY);
	}
}

/*
 * A write is answered at its time but never cancelled: it may be waiting for a standby and commit
 * yet. On other lanes PostgreSQL's own time-out must have answered by now, so the connection is
 * dead.
 */
static void
conn_sweep(struct conn *c, int64_t now)
{
	const struct lane_rule *rule = c->lane->rule;
	struct job *job = TAILQ_FIRST(&c->in_flight);

	if (c->state != CONN_READY || job == NULL)
		return;
	if (rule->overdue_ms > 0) {
		if (now - job->sent > rule->overdue_ms * INT64_C(1000))
			conn_drop(c, "no answer");
		return;
	}
	for (; job != NULL; job = TAILQ_NEXT(job, link))
		if (now - job->sent > c->db->config->write_ms * 1000)
			job_answer_early(c->db, job, DB_UNKNOWN);
}

static void
db_sweep(evutil_socket_t fd, short what, void *arg)
{
	struct db *db = arg;
	int64_t now = clock_ticks();
	int i, k;

	(void)fd;
	(void)what;
	for (i = 0; i < LANE_COUNT; i++) {
		lane_sweep_queue(db, &db->lanes[i], now);
		for (k = 0; k < lane_rules[i].connections; k++)
			conn_sweep(&db->lanes[i].conns[k], now);
	}
}

struct db *
db_new(struct event_base *base, const struct config *config)
{
	struct timeval every = {.tv_usec = SWEEP_US};
	struct db *db = calloc(1, sizeof(*db));
	int i, k;

	if (db == NULL)
		log_die("out_of_memory");
	db->base = base;
	db->config = config;
	TAILQ_INIT(&db->refused);
	event_assign(&db->pump, base, -1, 0, db_pump, db);
	event_assign(&db->sweep, base, -1, EV_PERSIST, db_sweep, db);
	event_add(&db->sweep, &every);
	for (i = 0; i < LANE_COUNT; i++) {
		struct lane_line *lane = &db->lanes[i];

		lane->rule = &lane_rules[i];
		TAILQ_INIT(&lane->queue);
		for (k = 0; k < lane->rule->connections; k++)
			conn_init(&lane->conns[k], db, lane, k);
	}
	clock_measure_start(db);
	return db;
}

void
db_free(struct db *db)
{
	int i, k;

	for (i = 0; i < LANE_COUNT; i++) {
		struct lane_line *lane = &db->lanes[i];
		struct job *job;

		for (k = 0; k < lane->rule->connections; k++)
			conn_release(&lane->conns[k]);
		while ((job = TAILQ_FIRST(&lane->queue)) != NULL) {
			TAILQ_REMOVE(&lane->queue, job, link);
			job_finish(db, job, DB_AWAY);
		}
	}
	event_del(&db->pump);
	event_del(&db->sweep);
	event_del(&db->clock);
	free(db);
}

static void
job_enqueue(struct db *db, struct job *job)
{
	struct lane_line *lane = &db->lanes[job->query->lane];

	db->pending++;
	if (lane->queued >= lane->rule->queue_max) {
		TAILQ_INSERT_TAIL(&db->refused, job, link);
	} else {
		TAILQ_INSERT_TAIL(&lane->queue, job, link);
		lane->queued++;
	}
	db_pump_soon(db);
}

void
db_ask(struct db *db, const struct db_ask *ask)
{
	const struct query *query = &queries[ask->query];

	if (lane_rules[query->lane].clock && ask->who != NULL)
		log_die("ask_of_clock_with_identity query=%s", query->name);
	job_enqueue(db, job_new(ask));
}

void
db_on_commit(struct db *db, void (*fn)(void *ctx), void *ctx)
{
	db->on_commit = fn;
	db->on_commit_ctx = ctx;
}

void
db_on_notify(struct db *db, void (*fn)(void *ctx), void *ctx)
{
	db->on_notify = fn;
	db->on_notify_ctx = ctx;
}

void
db_lane_state(const struct db *db, enum lane lane, struct db_lane_state *out)
{
	const struct lane_line *l = &db->lanes[lane];
	int i;

	*out = (struct db_lane_state){
		.name = l->rule->name,
		.connections = l->rule->connections,
		.queued = l->queued,
	};
	for (i = 0; i < l->rule->connections; i++) {
		out->ready += l->conns[i].state == CONN_READY;
		out->in_flight += l->conns[i].depth;
	}
}

size_t
db_pending(const struct db *db)
{
	return db->pending;
}
