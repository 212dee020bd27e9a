/*
 * req.h -- one request, from its first step to its answer.
 *
 * A request moves in named steps. Each ends in exactly one of: an ask (a query, and the next step),
 * an answer, or a returned problem. Nothing blocks, and nothing else calls steps. One feature,
 * whole:
 *
 *	// sql/queries/room_get.sql
 *	-- name: room_get :one read
 *	-- $1 room uuid
 *	SELECT to_jsonb(r)::text AS room FROM lantern.room r WHERE id = $1::uuid
 *
 *	// server/app/rooms.c
 *	static step_fn room_loaded;
 *
 *	struct problem *
 *	room_get(struct req *r, const struct rows *none)
 *	{
 *		(void)none;
 *		return req_ask(r, SQL_ROOM_GET, PARAMS(req_param(r, "room")), room_loaded);
 *	}
 *
 *	static struct problem *
 *	room_loaded(struct req *r, const struct rows *rows)
 *	{
 *		if (rows_count(rows) == 0)
 *			return problem(r, PROBLEM_NOT_FOUND, "No such room.");
 *		return req_answer(r, 200, rows_text(rows, "room"));
 *	}
 *
 *	// server/routes.c
 *	{"GET", "/api/rooms/{room:uuid}", R_STAFF, room_get, 0},
 *
 * A write reads its body first: `struct problem *p = req_read(r, fields, &claim); if (p) return p;`
 * (json_read.h), keeps what later steps need in r->ctx, loads the basis, judges, and asks
 * lantern.record(). Database faults never reach a step: they are answered by the table in
 * dbproblem.c.
 */
#ifndef LANTERN_REQ_H
#define LANTERN_REQ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lantern/db.h"
#include "lantern/ids.h"
#include "lantern/problem.h"
#include "lantern/rows.h"

struct arena;
struct identity;
struct req;
struct route;

/*
 * Returns NULL after it has asked or answered, else the problem to answer. `rows` is NULL in a
 * first step.
 */
typedef struct problem *step_fn(struct req *r, const struct rows *rows);

struct req {
	char id[UUID_SIZE];	    /* in the log, the access log and X-Request-Id */
	int64_t now;		    /* the request's instant, microseconds; taken once */
	const struct identity *who; /* session.h; never NULL, anonymous when nobody is signed in */
	const struct route *route;
	struct arena *arena;
	void *ctx; /* the feature's own, for its later steps; from req_alloc */
};

/* Zeroed memory until the request ends; never fails. */
void *req_alloc(struct req *r, size_t bytes);
char *req_strdup(struct req *r, const char *s);
char *req_printf(struct req *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* RFC 3339 text of an instant; NULL for CLOCK_NONE. For PARAMS. */
char *req_iso(struct req *r, int64_t us);

/* A {name} of the path, checked by its type; aborts on a name that the path does not have. */
const char *req_param(struct req *r, const char *name);

/* A request header, NULL when absent. */
const char *req_header(struct req *r, const char *name);

/* Where people reach this: LANTERN_PUBLIC_URL, or https:// and the host that was asked. */
const char *req_public_url(struct req *r);

/*
 * The address that asks, as text: of the connection, or, on plain HTTP, the last one that the proxy
 * in front names in X-Forwarded-For. "" when there is none.
 */
const char *req_address(struct req *r);

/* A cookie's value, NULL when absent or given twice. */
const char *req_cookie(struct req *r, const char *name);

/* Asks the database as r->who; `next` gets the rows. At most 16 asks a request. Returns NULL. */
struct problem *req_ask(struct req *r, enum sql query, const char *const *params, step_fn *next);

/*
 * Runs `fn(ctx)` on a worker thread (hashing, anything over 5 ms), then the step `next` with rows
 * NULL.
 * fn may touch nothing but ctx. Returns NULL, or the problem TOO_MANY when 32 are waiting.
 */
struct problem *req_work(struct req *r, void (*fn)(void *ctx), void *ctx, step_fn *next);

/* Answers with JSON text (copied); 201, 200... Returns NULL. */
struct problem *req_answer(struct req *r, int status, const char *json);

/* 204. Returns NULL. */
struct problem *req_answer_empty(struct req *r);

/* Answers 200 with text of another type (copied), say text/csv. Returns NULL. */
struct problem *req_answer_as(struct req *r, const char *type, const char *text);

/* Before the answer. Values must be printable ASCII without line breaks; anything else aborts. */
void req_header_set(struct req *r, const char *name, const char *value);

/*
 * Set-Cookie with HttpOnly, Secure, SameSite=Strict, Path=/; max_age_s 0 removes it, -1 = until
 * closed.
 */
void req_cookie_set(struct req *r, const char *name, const char *value, int64_t max_age_s);

/* True when one of `roles` (R_...) is held at `premises` (uuid), or for the whole estate. */
bool req_may(const struct req *r, const char *premises, uint32_t roles);

/* The one database. */
struct db *req_db(struct req *r);

#endif
