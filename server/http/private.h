/*
 * private.h -- what the files of http share: the server, one exchange, the reply.
 */
#ifndef LANTERN_HTTP_PRIVATE_H
#define LANTERN_HTTP_PRIVATE_H

#include <event2/event.h>
#include <event2/http.h>
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lantern/http.h"
#include "lantern/req.h"
#include "lantern/session.h"

#define ROUTE_PARAMS_MAX 4
#define ASKS_MAX 16

struct evbuffer;
struct evconnlistener;
struct guard;
struct session;
struct work_pool;

struct http {
	struct event_base *base;
	const struct config *config;
	struct db *db;
	struct work_pool *pool;
	struct evhttp *evhttp;
	struct evconnlistener *listener; /* gone once draining */
	struct evhttp_bound_socket *bound;
	struct event *listen_again; /* after running out of descriptors */
	struct tls *tls;	    /* NULL: plain */
	size_t exchanges;	    /* requests not yet answered */
	uint64_t *asked, *worked;   /* metrics: statements and worker jobs of requests */
	bool draining;
	struct event *drain; /* looks whether all is done */
	void (*drained)(void *ctx);
	void *drained_ctx;
};

struct route_param {
	const char *name;
	const char *value;
};

/* A request with what only http needs; struct req is its first member, so one is the other. */
struct exchange {
	struct req r;
	struct http *http;
	struct evhttp_request *ev; /* evhttp's again after the answer: don't touch */
	struct identity who;	   /* r.who points here */
	struct session *session;   /* held; NULL when anonymous */
	struct route_param params[ROUTE_PARAMS_MAX];
	size_t params_count;
	const char *method;
	const char *path, *query; /* path as sent; query text or NULL */
	json_t *body, *query_json;
	step_fn *next;
	int asks, status;
	bool asking, answered, write, head, close;
	int64_t began, db_us; /* clock_ticks; microseconds waited for the database */
};

struct exchange *exchange_of(struct req *r);

/* exchange.c */
void exchange_begin(struct evhttp_request *ev, void *http);
void exchange_run(struct exchange *x, step_fn *step, const struct rows *rows);
void exchange_problem(struct exchange *x, struct problem *p);
/* Frees it; answered, or turned into a stream. */
void exchange_end(struct exchange *x);

/* reply.c */
enum reply_kind { REPLY_API, REPLY_PAGE };
void reply_text(struct exchange *x, int status, const char *type, const char *text);
/* Takes what is in `body` (left empty). */
void reply_send(struct exchange *x, int status, enum reply_kind kind, struct evbuffer *body);
void reply_header(struct exchange *x, const char *name, const char *value);
void reply_common_headers(struct exchange *x, enum reply_kind kind);

/* access.c: NULL when the request may go on. */
struct problem *access_check_origin(struct exchange *x);
struct problem *access_check_roles(struct exchange *x, bool token_given);

/* dbproblem.c */
struct problem *problem_of_db(struct req *r, const struct db_result *result);

/*
 * problem.c: Retry-After in seconds, 0 = none; and for refusals before there is a request (returns
 * `out`).
 */
int problem_retry_s(const struct problem *p);
char *problem_raw(enum problem_kind kind, const char *detail, char *out, size_t size);

/* router.c */
struct router_match {
	const struct route *route; /* NULL: no such path, or not by this method */
	unsigned methods;	   /* bits of what the path does answer, for Allow */
};
void router_init(void);
void router_free(void);
struct router_match router_find(struct exchange *x, const char *method);
/* "GET, HEAD, OPTIONS" in `out` (64 bytes). */
char *router_allow(unsigned methods, char *out);

/*
 * cookies.c: the value of `name` in a Cookie header, at `*value` of *n bytes; false when not
 * exactly once.
 */
bool cookie_find(const char *header, const char *name, const char **value, size_t *n);

/* sessions.c */
void sessions_init(struct event_base *base, struct db *db);
void sessions_free(void);
/* Finds out who asks and goes on with exchange_authorized(), now or later. */
void session_begin(struct exchange *x);
void exchange_authorized(struct exchange *x, bool token_given);
/* Notes an action of the person at x->r.now. */
void session_act(struct exchange *x);
struct session *session_hold(struct session *s);
void session_release(struct session *s);
/*
 * Why a stream of this session must end now: NULL, "locked", "rights", "ended". `board`: as what it
 * was opened.
 */
const char *session_bye(struct session *s, int64_t now_us, bool board);
/*
 * True when the session may follow the events of a premises (16 bytes, or NULL: the estate's);
 * `board`: as a locked terminal.
 */
bool session_sees(const struct session *s, const unsigned char *premises, bool board);
/* True when the session may hear that there is something new of a woman (16 bytes, or NULL). */
bool session_knows(const struct session *s, const unsigned char *resident);
const char *session_key(const struct session *s); /* for counting streams */
bool session_is(const struct session *s, const char *session, const char *staff,
		const char *terminal);

/* guard.c */
void guards_init(struct http *h);
void guards_free(void);
struct bufferevent *guard_bufferevent(struct event_base *base, void *http);
/* Of the connection that `ev` came on. NULL: its head was never found whole, do not trust it. */
struct guard *guard_take(struct evhttp_request *ev);
/* Before the answer: false when what follows on the connection is malformed, so it must close. */
bool guard_next(struct evhttp_request *ev);
/* It is a stream from now on; what it sends is thrown away. */
void guard_stream(struct evhttp_request *ev);
size_t guards_count(void);

/* tls.c */
struct ssl_st;
struct tls *tls_new(const char *cert, const char *key);
struct ssl_st *tls_session(struct tls *t);
bool tls_reload(struct tls *t);
void tls_free(struct tls *t);

/* files.c */
void files_init(const char *folder);
void files_reload(void);
void files_free(void);
void files_answer(struct exchange *x);
/* The build's hash, "" when there is no client. */
const char *files_build(void);

/* ops.c, metrics.c */
void ops_init(struct http *h);
void ops_reload(void);
void ops_free(void);
void ops_request_done(const struct exchange *x, int64_t took_us);

/* stream.c */
void live_init(struct http *h);
void live_say_bye(const char *why);
void live_free(void);

#endif
