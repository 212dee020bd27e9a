/*
 * prepare.c -- what a fresh connection is told before it serves: settings, LISTEN, all its
 * queries, in one pipeline with one Sync.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/log.h"
#include "private.h"

#include "lantern/banned.h"

/* statement_timeout is the lane's own; a read that hangs must not hold those behind it. */
static const char settings[] =
	"SELECT set_config('statement_timeout', CASE $1 WHEN '0' THEN"
	" current_setting('statement_timeout') ELSE $1 END, false),"
	" set_config('jit', 'off', false), set_config('timezone', 'UTC', false),"
	" set_config('datestyle', 'ISO, YMD', false),"
	" set_config('idle_in_transaction_session_timeout', '5s', false),"
	" set_config('client_connection_check_interval', '2s', false)";

static bool
belongs(const struct conn *c, const struct query *q)
{
	return &lane_rules[q->lane] == c->lane->rule ||
	       (q == &queries[SQL_IDENTITY_SET] && !c->lane->rule->clock);
}

static bool
prepare_one(struct conn *c, const struct query *q)
{
	return !belongs(c, q) || PQsendPrepare(c->pg, q->name, q->text, 0, NULL) == 1;
}

bool
conn_prepare_send(struct conn *c)
{
	char timeout[16];
	const char *const params[] = {timeout};
	int i;

	(void)snprintf(timeout, sizeof(timeout), "%d", c->lane->rule->statement_ms);
	c->prepared = 0;
	if (PQsendQueryParams(c->pg, settings, 1, NULL, params, NULL, NULL, 0) != 1)
		return false;
	if (c->lane->rule->listens &&
	    PQsendQueryParams(c->pg, "LISTEN lantern", 0, NULL, NULL, NULL, NULL, 0) != 1)
		return false;
	for (i = 0; i < SQL_COUNT; i++)
		if (!prepare_one(c, &queries[i]))
			return false;
	return PQpipelineSync(c->pg) == 1;
}

/* The name of the n-th statement sent, for the log. */
static const char *
prepared_name(const struct conn *c, int n)
{
	int i, at = c->lane->rule->listens ? 2 : 1;

	for (i = 0; i < SQL_COUNT; i++)
		if (belongs(c, &queries[i]) && at++ == n)
			return queries[i].name;
	return n == 0 ? "settings" : "listen";
}

/*
 * A query that PostgreSQL can't prepare is a fault of this build: at the start it must not go
 * unseen.
 */
static void
prepare_failed(struct conn *c, const PGresult *res)
{
	const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	bool ours = state != NULL && (strncmp(state, "42", 2) == 0 || strncmp(state, "0A", 2) == 0);
	const char *text = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);

	log_error(NULL, "db_prepare_failed lane=%s query=%s sqlstate=%s text=%s",
		  c->lane->rule->name, prepared_name(c, c->prepared), state,
		  text == NULL ? PQresultErrorMessage(res) : text);
	if (ours && !c->db->was_ready)
		exit(EXIT_FAILURE);
}

bool
conn_prepare_results(struct conn *c)
{
	while (!PQisBusy(c->pg)) {
		PGresult *res = PQgetResult(c->pg);
		ExecStatusType status = PQresultStatus(res);

		if (res == NULL) {
			if (PQstatus(c->pg) == CONNECTION_BAD)
				return false;
			c->prepared++;
			continue;
		}
		if (status == PGRES_FATAL_ERROR) {
			prepare_failed(c, res);
			PQclear(res);
			conn_drop(c, "prepare failed");
			return false;
		}
		PQclear(res);
		if (status == PGRES_PIPELINE_SYNC) {
			event_del(&c->timer);
			return true;
		}
	}
	return false;
}
