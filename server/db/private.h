/*
 * private.h -- what the files of db share: jobs, connections, lanes.
 *
 * A job is one ask. It is in exactly one list: its lane's queue, or in_flight of a connection, in
 * the order in which answers will come. Only job_finish() ends it.
 */
#ifndef LANTERN_DB_PRIVATE_H
#define LANTERN_DB_PRIVATE_H

#include <event2/event.h>
#include <event2/event_struct.h>
#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

#include "lantern/db.h"

#define LANE_CONNECTIONS_MAX 16
#define IDENTITY_PARAMS 14 /* of identity_set.sql: struct db_identity */
#define SYNC_JOBS_MAX 16 /* reads that share a Sync; more would hold back the first one's answer */

struct job {
	TAILQ_ENTRY(job) link;
	const struct query *query;
	bool identified;     /* identity_set goes first; who[] are its parameters */
	bool alone;	     /* its neighbours failed once: this time with a Sync of its own */
	bool ends_sync;	     /* the last one before a Sync */
	bool warned;	     /* a WARNING came with it: its commit is in doubt */
	int tries;	     /* connections that broke under it */
	int64_t asked, sent; /* clock_ticks */
	PGresult *result, *error;
	db_done_fn *done; /* NULL once answered early (a write past its time) */
	void *ctx;
	const char *const *who;
	const char *params[]; /* query->params of them, then who's nine, then all their text */
};
TAILQ_HEAD(job_list, job);

/*
 * DOWN -> CONNECTING [its timer, back-off] -> PREPARING [PQconnectPoll says OK] -> READY [the Sync
 * of all prepares]; any -> DOWN [conn_drop]. Only conn_become() changes the state.
 */
enum conn_state { CONN_DOWN, CONN_CONNECTING, CONN_PREPARING, CONN_READY };

struct conn {
	struct db *db;
	struct lane_line *lane;
	int number;
	enum conn_state state;
	PGconn *pg; /* NULL when DOWN */
	struct event io, out, timer;
	bool io_set; /* io and out are assigned to the present socket */
	int failures;

	struct job_list in_flight;
	size_t depth;	    /* jobs in in_flight */
	size_t unsynced;    /* of these, sent since the last Sync */
	struct job *cursor; /* whose results come next; NULL when none */
	int statement;	    /* which of its statements: identity, then query */
	bool at_sync;	    /* all of a group's results are here, its Sync is next */
	bool group_failed;  /* an error came at the Sync of several */
	int prepared;	    /* PREPARING: statements answered */
};

struct lane_rule {
	const char *name;
	size_t depth, queue_max;
	int connections;
	int statement_ms; /* statement_timeout; 0 = the role's own */
	int overdue_ms;	  /* no answer so long after sending: the connection is dead; 0 = never */
	bool writes, clock, listens, shares_sync;
};
extern const struct lane_rule lane_rules[LANE_COUNT];

struct lane_line {
	const struct lane_rule *rule;
	struct conn conns[LANE_CONNECTIONS_MAX];
	struct job_list queue;
	size_t queued;
};

struct db {
	struct event_base *base;
	const struct config *config;
	struct lane_line lanes[LANE_COUNT];
	struct event pump;	 /* end of turn: send what was asked, answer what was refused */
	struct event sweep;	 /* ten times a second: time limits */
	struct event clock;	 /* once a second: the offset to the database's clock */
	struct job_list refused; /* answered DB_AWAY at the end of the turn */
	size_t pending;
	bool committed;	     /* a write of others committed in this turn */
	bool was_ready;	     /* some connection has been READY since the start */
	int64_t clock_asked; /* when the present measurement began */
	bool clock_asking;
	void (*on_commit)(void *ctx);
	void *on_commit_ctx;
	void (*on_notify)(void *ctx);
	void *on_notify_ctx;
};

/* job.c */
struct job *job_new(const struct db_ask *ask);
/* Answers (unless answered before) and frees. */
void job_finish(struct db *db, struct job *job, enum db_status status);
/* Answers now, the job lives on until its connection is done with it. */
void job_answer_early(struct db *db, struct job *job, enum db_status status);
/* Back to the head of its lane's queue, forgetting what was received. */
void job_put_back(struct db *db, struct lane_line *lane, struct job *job);
/* SQLSTATE of what went wrong, "" when nothing did. */
const char *job_sqlstate(const struct job *job);

/* conn.c */
void conn_init(struct conn *c, struct db *db, struct lane_line *lane, int number);
void conn_drop(struct conn *c, const char *why);
void conn_release(struct conn *c);
/* Sends what libpq holds; asks for writability when the socket is full. */
void conn_flush(struct conn *c);

/* prepare.c */
bool conn_prepare_send(struct conn *c);
/* Reads answers; true at their Sync, when the connection is READY for use. */
bool conn_prepare_results(struct conn *c);

/* pipeline.c */
void conn_send(struct conn *c, struct job *job);
void conn_sync(struct conn *c);
void conn_results(struct conn *c);
/* Every job in flight, when the connection is gone. */
void conn_abandon(struct conn *c);

/* db.c */
void db_pump_soon(struct db *db);

/* offset.c */
void clock_measure_start(struct db *db);

#endif
