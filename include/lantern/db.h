/*
 * db.h -- queries to PostgreSQL without ever blocking the loop. Knows nothing of HTTP.
 *
 * Each query is one file of sql/queries/; the build makes `enum sql` (SQL_<NAME>) of them, all are
 * prepared on each connection of their lane, and a broken one stops the start. A file begins:
 *
 *	-- name: visit_basis :one read
 *	-- $1 stay uuid
 *	-- $2 at timestamptz
 *	-- what it is for, in words
 *
 * An ask on the lanes read, write and slow is `identity_set` + the query + Sync in one pipeline:
 * one
 * implicit transaction, answered only once it has committed. Lanes clock and tail run as the
 * clock's role and have no identity.
 *
 * Reads may be sent twice when a connection breaks; writes never: their outcome is then unknown.
 */
#ifndef LANTERN_DB_H
#define LANTERN_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "queries.h" /* generated: enum sql, SQL_COUNT */

struct config;
struct event_base;
struct rows;

enum lane {
	LANE_READ,  /* 4 connections, 16 asks a Sync; statement_timeout 2 s */
	LANE_WRITE, /* 16 connections, 1 deep */
	LANE_SLOW,  /* 1 connection; searches and exports, 10 s */
	LANE_CLOCK, /* 1 connection as lantern_clock */
	LANE_TAIL,  /* 1 connection as lantern_clock, listening */
	LANE_COUNT
};

/* One row of the generated table. */
struct query {
	const char *name; /* file's name; also the prepared statement's */
	const char *text;
	int params;
	enum lane lane;
};
extern const struct query queries[SQL_COUNT];

#define DB_PARAMS_MAX 24

/*
 * The parameters of an ask, text or NULL for SQL NULL, copied at once: PARAMS(id, note, NULL).
 * Their number must be the query's; a wrong number aborts.
 */
extern const char params_end[];
#define PARAMS(...) ((const char *const[]){__VA_ARGS__, params_end})
#define NO_PARAMS ((const char *const[]){params_end})

/* What identity_set.sql gets, $1..$14 in this order; all text, never NULL (docs/design.md). */
struct db_identity {
	const char *now;       /* instant, RFC 3339 */
	const char *staff;     /* uuid or '' */
	const char *terminal;  /* uuid or '' */
	const char *premises;  /* {uuid,...} */
	const char *residents; /* {uuid,...} */
	const char *circle;    /* {uuid,...} */
	const char *names;     /* t or f */
	const char *roles;     /* {role,...} */
	const char *request;   /* uuid */
	const char *board;     /* {uuid,...}, of the premises */
	const char *plans;     /* {uuid,...}, of those */
	const char *health;    /* {uuid,...}, of those */
	const char *kitchen;   /* {uuid,...} */
	const char *family;    /* {uuid,...} */
};

enum db_status {
	DB_OK,
	DB_REFUSED, /* PostgreSQL said no: see sqlstate and constraint; nothing written */
	DB_AWAY,    /* not done and not written: no connection in time, or the queue is full */
	DB_UNKNOWN, /* a write whose commit is not known: only the same id again is safe */
};

struct db_result {
	enum db_status status;
	const struct rows *rows; /* DB_OK only; dies when the callback returns */
	const char *sqlstate;	 /* five characters, "" when there is none */
	const char *constraint;	 /* its name, "" when there is none */
	const char *message;	 /* for the log, never for the caller */
	int64_t took_us;	 /* from the ask to its answer */
};

typedef void db_done_fn(void *ctx, const struct db_result *result);

struct db_ask {
	enum sql query;
	const char *const *params;     /* PARAMS(...), copied */
	const struct db_identity *who; /* copied; must be NULL on lanes clock and tail */
	db_done_fn *done;	       /* called exactly once, never from inside db_ask */
	void *ctx;
};

struct db;

/* Starts connecting; returns at once. Aborts on a fault of the configuration. */
struct db *db_new(struct event_base *base, const struct config *config);

/* Every ask must be answered before (main drains); closes the connections. */
void db_free(struct db *db);

void db_ask(struct db *db, const struct db_ask *ask);

/* Called after every commit on the lane `write`, at most once a turn: the tail's wake-up. */
void db_on_commit(struct db *db, void (*fn)(void *ctx), void *ctx);

/* Called for each NOTIFY heard and whenever the listening connection is up (again). */
void db_on_notify(struct db *db, void (*fn)(void *ctx), void *ctx);

/* Rings the doorbell of all servers (channel `lantern`); an own tiny statement. */
void db_ring(struct db *db);

/* State of a lane, for /health and /metrics. */
struct db_lane_state {
	const char *name;
	int connections, ready;
	size_t queued, in_flight;
};
void db_lane_state(const struct db *db, enum lane lane, struct db_lane_state *out);

/* Asks not yet answered; 0 means that db_free is safe. */
size_t db_pending(const struct db *db);

/*
 * Migrations, blocking, before anything else: takes an advisory lock, runs what is new in
 * <sql>/migrations/NNNN_*.sql, each in its own transaction, then <sql>/always/ if it changed.
 * False (logged) when a landed file has changed, one fails, or the database can't be reached in 30
 * s.
 */
bool db_migrate(const struct config *config);

#endif
