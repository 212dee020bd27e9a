/* job.c -- one ask: made with copies of all it needs, answered once, freed. */
#include <stdlib.h>
#include <string.h>

#include "lantern/clock.h"
#include "lantern/log.h"

#include "private.h"
#include "rows_private.h"

#include "lantern/banned.h"

const char params_end[] = "";

/* Copies `text` to *room and moves *room on; NULL stays NULL. */
static const char *
text_keep(char **room, const char *text)
{
	size_t n;
	char *copy = *room;

	if (text == NULL)
		return NULL;
	n = strlen(text) + 1;
	memcpy(copy, text, n);
	*room += n;
	return copy;
}

static size_t
params_check(const struct db_ask *ask, const struct query *query)
{
	size_t bytes = 0;
	int n;

	for (n = 0; ask->params[n] != params_end; n++) {
		if (n == query->params)
			log_die("ask_with_too_many_parameters query=%s", query->name);
		if (ask->params[n] != NULL)
			bytes += strlen(ask->params[n]) + 1;
	}
	if (n != query->params)
		log_die("ask_with_too_few_parameters query=%s given=%d", query->name, n);
	return bytes;
}

struct job *
job_new(const struct db_ask *ask)
{
	const struct query *query = &queries[ask->query];
	const struct db_identity none = {0}, *w = ask->who == NULL ? &none : ask->who;
	const char *const who[IDENTITY_PARAMS] = {
		w->now,	  w->staff,   w->terminal, w->premises, w->residents, w->circle,  w->names,
		w->roles, w->request, w->board,	   w->plans,	w->health,    w->kitchen, w->family,
	};
	size_t texts = params_check(ask, query), slots = (size_t)query->params + IDENTITY_PARAMS;
	struct job *job;
	char *room;
	int i;

	for (i = 0; i < IDENTITY_PARAMS; i++)
		texts += who[i] == NULL ? 0 : strlen(who[i]) + 1;
	job = calloc(1, sizeof(*job) + slots * sizeof(job->params[0]) + texts);
	if (job == NULL)
		log_die("out_of_memory");
	job->query = query;
	job->identified = ask->who != NULL;
	job->done = ask->done;
	job->ctx = ask->ctx;
	job->asked = clock_ticks();
	room = (char *)&job->params[slots];
	for (i = 0; i < query->params; i++)
		job->params[i] = text_keep(&room, ask->params[i]);
	job->who = &job->params[query->params];
	for (i = 0; i < IDENTITY_PARAMS; i++)
		job->params[query->params + i] = text_keep(&room, who[i]);
	return job;
}

static const char *
error_field(const struct job *job, int code)
{
	const char *text = job->error == NULL ? NULL : PQresultErrorField(job->error, code);

	return text == NULL ? "" : text;
}

const char *
job_sqlstate(const struct job *job)
{
	return error_field(job, PG_DIAG_SQLSTATE);
}

void
job_answer_early(struct db *db, struct job *job, enum db_status status)
{
	struct rows rows = {.result = job->result};
	struct db_result result = {
		.status = status,
		.rows = status == DB_OK ? &rows : NULL,
		.sqlstate = job_sqlstate(job),
		.constraint = error_field(job, PG_DIAG_CONSTRAINT_NAME),
		.message = error_field(job, PG_DIAG_MESSAGE_PRIMARY),
		.took_us = clock_ticks() - job->asked,
	};
	db_done_fn *done = job->done;

	if (done == NULL)
		return;
	job->done = NULL;
	db->pending--;
	done(job->ctx, &result);
}

void
job_finish(struct db *db, struct job *job, enum db_status status)
{
	job_answer_early(db, job, status);
	PQclear(job->result);
	PQclear(job->error);
	free(job);
}

void
job_put_back(struct db *db, struct lane_line *lane, struct job *job)
{
	PQclear(job->result);
	PQclear(job->error);
	job->result = job->error = NULL;
	job->ends_sync = job->warned = false;
	TAILQ_INSERT_HEAD(&lane->queue, job, link);
	lane->queued++;
	db_pump_soon(db);
}
