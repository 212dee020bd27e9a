/*
 * pipeline.c -- jobs onto a connection and their results off it.
 *
 * What libpq gives back, in order: for each statement its result and then NULL; for each Sync one
 * PIPELINE_SYNC and no NULL. Invariants:
 *
 *  1. Everything between two Syncs is one transaction: no job is answered before its Sync has come.
 *  2. An error undoes its neighbours too. Reads that shared a Sync with it go again, each alone.
 *  3. An error at the Sync itself (a deferred constraint) belongs to all jobs of that Sync.
 *  4. A write whose connection broke after it was sent is unknown and never sent again.
 *  5. PQgetResult is asked only while jobs are in flight: on an empty queue it gives NULL for ever.
 */
#include <string.h>

#include "lantern/clock.h"
#include "lantern/log.h"
#include "private.h"

#include "lantern/banned.h"

static int
statements_of(const struct job *job)
{
	return job->identified ? 2 : 1;
}

static bool
statement_send(struct conn *c, const struct query *q, const char *const *params)
{
	return PQsendQueryPrepared(c->pg, q->name, q->params, params, NULL, NULL, 0) == 1;
}

void
conn_send(struct conn *c, struct job *job)
{
	job->sent = clock_ticks();
	TAILQ_INSERT_TAIL(&c->in_flight, job, link);
	c->depth++;
	c->unsynced++;
	if (c->cursor == NULL && !c->at_sync)
		c->cursor = job;
	if ((job->identified && !statement_send(c, &queries[SQL_IDENTITY_SET], job->who)) ||
	    !statement_send(c, job->query, job->params))
		log_warn(NULL, "db_send_failed query=%s text=%s", job->query->name,
			 PQerrorMessage(c->pg));
}

void
conn_sync(struct conn *c)
{
	TAILQ_LAST(&c->in_flight, job_list)->ends_sync = true;
	c->unsynced = 0;
	if (PQpipelineSync(c->pg) != 1)
		event_active(&c->io, EV_READ,
			     0); /* broken: found out by reading, where it is handled */
	else
		conn_flush(c);
}

/* One statement has given all its results. */
static void
statement_ended(struct conn *c)
{
	struct job *job = c->cursor;

	if (job == NULL || ++c->statement < statements_of(job))
		return;
	c->statement = 0;
	c->at_sync = job->ends_sync;
	c->cursor = c->at_sync ? NULL : TAILQ_NEXT(job, link);
}

static void
error_take(struct conn *c, PGresult *res)
{
	struct job *job = c->cursor != NULL ? c->cursor : TAILQ_FIRST(&c->in_flight);

	if (c->at_sync && !job->ends_sync)
		c->group_failed = true;
	if (job->error != NULL || c->group_failed) {
		PQclear(res);
		return;
	}
	job->error = res;
}

/* Answers one job of a group whose Sync has come; `failed` when the transaction was undone. */
static void
job_synced(struct conn *c, struct job *job, bool failed)
{
	struct db *db = c->db;

	if (job->error != NULL) {
		job_finish(db, job, DB_REFUSED);
	} else if (failed) {
		job->alone = true;
		job_put_back(db, c->lane, job);
	} else if (job->warned) {
		job_finish(db, job, DB_UNKNOWN);
	} else {
		if (c->lane->rule->writes)
			db->committed = true;
		job_finish(db, job, DB_OK);
	}
}

/*
 * These say that the connection, not the statement, is wrong: primary lost, going down, stale
 * plans.
 */
static bool
is_connection_fault(const char *state)
{
	static const char *const faults[] = {"25006", "57P", "08", "0A000", "26000", "25P02"};
	size_t i;

	for (i = 0; i < sizeof(faults) / sizeof(*faults); i++)
		if (strncmp(state, faults[i], strlen(faults[i])) == 0)
			return true;
	return false;
}

static void
group_take(struct conn *c, struct job_list *group, bool *failed)
{
	struct job *job;
	bool last;

	*failed = c->group_failed;
	do {
		job = TAILQ_FIRST(&c->in_flight);
		last = job->ends_sync;
		TAILQ_REMOVE(&c->in_flight, job, link);
		TAILQ_INSERT_TAIL(group, job, link);
		c->depth--;
		*failed = *failed || job->error != NULL;
	} while (!last);
}

static void
sync_came(struct conn *c)
{
	struct job_list group = TAILQ_HEAD_INITIALIZER(group);
	struct job *job;
	bool failed;

	group_take(c, &group, &failed);
	c->at_sync = c->group_failed = false;
	c->statement = 0;
	c->cursor = TAILQ_FIRST(&c->in_flight);
	/* From the last, so that those put back stand in their old order. */
	while (failed && (job = TAILQ_LAST(&group, job_list)) != NULL) {
		TAILQ_REMOVE(&group, job, link);
		job_synced(c, job, true);
	}
	while ((job = TAILQ_FIRST(&group)) != NULL) {
		TAILQ_REMOVE(&group, job, link);
		job_synced(c, job, false);
	}
	db_pump_soon(c->db); /* there is room for more */
}

/* False when the connection had to go. */
static bool
result_take(struct conn *c, PGresult *res)
{
	struct job *job = c->cursor;

	switch (PQresultStatus(res)) {
	case PGRES_PIPELINE_SYNC:
		PQclear(res);
		sync_came(c);
		return true;
	case PGRES_TUPLES_OK:
	case PGRES_COMMAND_OK:
		if (job != NULL && c->statement == statements_of(job) - 1 && job->result == NULL)
			job->result = res;
		else
			PQclear(res);
		return true;
	case PGRES_PIPELINE_ABORTED:
		PQclear(res);
		return true;
	default: {
		const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
		bool fault = state == NULL || is_connection_fault(state);

		error_take(c, res);
		if (fault)
			conn_drop(c, state == NULL ? PQerrorMessage(c->pg) : "connection fault");
		return !fault;
	}
	}
}

/* A server that was the primary may have become a standby with our connection still open. */
static bool
became_standby(const struct conn *c)
{
	const char *standby;

	if (!c->lane->rule->writes)
		return false;
	standby = PQparameterStatus(c->pg, "in_hot_standby");
	return standby != NULL && strcmp(standby, "on") == 0;
}

void
conn_results(struct conn *c)
{
	int nothing = 0;

	while (!TAILQ_EMPTY(&c->in_flight) && nothing < 2 && !PQisBusy(c->pg)) {
		PGresult *res = PQgetResult(c->pg);

		if (res == NULL) {
			nothing = c->at_sync ? nothing + 1 : 0;
			if (PQstatus(c->pg) == CONNECTION_BAD)
				return;
			statement_ended(c);
			continue;
		}
		nothing = 0;
		if (!result_take(c, res))
			return;
	}
	if (became_standby(c))
		conn_drop(c, "now a standby");
}

/* The statement itself failed, so there is no doubt: nothing was committed. */
static bool
surely_failed(const struct job *job)
{
	const char *state = job_sqlstate(job);

	return state[0] != '\0' && strncmp(state, "57P", 3) != 0 && strncmp(state, "08", 2) != 0;
}

static void
job_abandoned(struct conn *c, struct job *job)
{
	bool failed = surely_failed(job), fault = is_connection_fault(job_sqlstate(job));

	if (failed && !fault) {
		job_finish(c->db, job, DB_REFUSED);
	} else if (c->lane->rule->writes) {
		job_finish(c->db, job, failed ? DB_AWAY : DB_UNKNOWN);
	} else if (job->tries++ == 0) {
		job->alone = true;
		job_put_back(c->db, c->lane, job);
	} else {
		job_finish(c->db, job, DB_AWAY);
	}
}

void
conn_abandon(struct conn *c)
{
	struct job_list lost = TAILQ_HEAD_INITIALIZER(lost);
	struct job *job;

	TAILQ_CONCAT(&lost, &c->in_flight, link);
	c->depth = c->unsynced = 0;
	c->cursor = NULL;
	c->statement = 0;
	c->at_sync = c->group_failed = false;
	while ((job = TAILQ_LAST(&lost, job_list)) != NULL) {
		TAILQ_REMOVE(&lost, job, link);
		job_abandoned(c, job);
	}
}
