/*
 * exchange.c -- one request's way: check, route, who, steps, answer, log.
 *
 * exchange_run() is the only place that calls steps. evhttp keeps the request for us until exactly
 * one reply, also when the client has left; so an exchange ends only by its answer.
 */
#include <event2/buffer.h>
#include <event2/keyvalq_struct.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/arena.h"
#include "lantern/clock.h"
#include "lantern/log.h"
#include "lantern/route.h"
#include "lantern/work.h"
#include "private.h"

#include "lantern/banned.h"

#define ARENA_BYTES 2048

struct exchange *
exchange_of(struct req *r)
{
	return (struct exchange *)(void *)r;
}

static const char *
method_name(enum evhttp_cmd_type command)
{
	switch (command) {
	case EVHTTP_REQ_GET:
		return "GET";
	case EVHTTP_REQ_HEAD:
		return "HEAD";
	case EVHTTP_REQ_POST:
		return "POST";
	case EVHTTP_REQ_PUT:
		return "PUT";
	case EVHTTP_REQ_PATCH:
		return "PATCH";
	case EVHTTP_REQ_DELETE:
		return "DELETE";
	default:
		return "OPTIONS";
	}
}

static void
exchange_log(const struct exchange *x)
{
	int64_t took = clock_ticks() - x->began;

	ops_request_done(x, took);
	log_info(x->r.id, "request method=%s route=%s status=%d ms=%.1f db_ms=%.1f staff=%s",
		 x->method, x->r.route == NULL ? "other" : x->r.route->path, x->status,
		 (double)took / 1000, (double)x->db_us / 1000, x->who.staff);
}

void
exchange_end(struct exchange *x)
{
	exchange_log(x);
	x->http->exchanges--;
	json_decref(x->body);
	json_decref(x->query_json);
	if (x->session != NULL)
		session_release(x->session);
	arena_free(x->r.arena);
}

void
exchange_problem(struct exchange *x, struct problem *p)
{
	int retry = problem_retry_s(p);

	x->answered = true;
	if (retry > 0)
		reply_header(x, "Retry-After", req_printf(&x->r, "%d", retry));
	reply_text(x, problem_table[problem_kind(p)].status, "application/problem+json",
		   problem_json(&x->r, p));
}

void
exchange_run(struct exchange *x, step_fn *step, const struct rows *rows)
{
	struct problem *p;

	x->asking = false;
	p = step(&x->r, rows);
	if (p != NULL && x->asking)
		log_die("step_asked_and_refused route=%s", x->r.route->path);
	if (p != NULL)
		exchange_problem(x, p);
	if (x->asking == x->answered)
		log_die("step_without_end route=%s", x->r.route->path);
	if (x->answered)
		exchange_end(x);
}

static void
finish_with(struct exchange *x, struct problem *p)
{
	exchange_problem(x, p);
	exchange_end(x);
}

void
exchange_authorized(struct exchange *x, bool token_given)
{
	struct problem *p = access_check_roles(x, token_given);

	if (p != NULL) {
		finish_with(x, p);
		return;
	}
	if (!(x->r.route->flags & ROUTE_QUIET))
		session_act(x);
	exchange_run(x, x->r.route->first, NULL);
}

static struct exchange *
exchange_new(struct http *h, struct evhttp_request *ev)
{
	static const struct identity nobody = {
		"", "",	   "",	  "", "", "",	"",   R_ANYONE, NULL,
		0,  false, false, 0,  0,  "{}", "{}", "{}",	"{}",
	};
	struct arena *arena = arena_new(ARENA_BYTES);
	struct exchange *x = arena_alloc(arena, sizeof(*x));

	x->r.arena = arena;
	x->r.now = clock_now();
	id_ordered(x->r.now, x->r.id);
	x->who = nobody;
	x->r.who = &x->who;
	x->http = h;
	x->ev = ev;
	x->method = method_name(evhttp_request_get_command(ev));
	x->began = clock_ticks();
	h->exchanges++;
	return x;
}

/* The path stays as sent: parameters and files decode what they allow. */
static void
target_split(struct exchange *x)
{
	const char *target = evhttp_request_get_uri(x->ev), *mark = strchr(target, '?');

	x->path =
		mark == NULL ? target : arena_strndup(x->r.arena, target, (size_t)(mark - target));
	x->query = mark == NULL ? NULL : arena_strdup(x->r.arena, mark + 1);
}

/* No route by this method: say which there are, serve a file, or 404. */
static void
unrouted(struct exchange *x, unsigned methods, const char *method)
{
	bool reads = strcmp(method, "GET") == 0;
	bool file = strncmp(x->path, "/api/", 5) != 0;
	char allow[64];

	if (methods == 0 && file && reads) {
		files_answer(x);
		exchange_end(x);
		return;
	}
	if (methods == 0 && !file) {
		finish_with(x, problem(&x->r, PROBLEM_NOT_FOUND, "No such address."));
		return;
	}
	reply_header(x, "Allow",
		     methods == 0 ? "GET, HEAD, OPTIONS" : router_allow(methods, allow));
	if (strcmp(method, "OPTIONS") == 0) {
		reply_text(x, 204, NULL, "");
		exchange_end(x);
		return;
	}
	finish_with(x, problem(&x->r, PROBLEM_METHOD_NOT_ALLOWED, "%s", ""));
}

void
exchange_begin(struct evhttp_request *ev, void *arg)
{
	struct exchange *x = exchange_new(arg, ev);
	struct router_match match;
	const char *method;
	struct problem *p;

	x->head = strcmp(x->method, "HEAD") == 0;
	method = x->head ? "GET" : x->method;
	x->write = strcmp(method, "GET") != 0 && strcmp(method, "OPTIONS") != 0;
	target_split(x);
	if (guard_take(ev) == NULL) {
		x->close = true;
		finish_with(x, problem(&x->r, PROBLEM_BAD_REQUEST, "A line ends in LF alone."));
		return;
	}
	match = router_find(x, method);
	if (match.route == NULL) {
		unrouted(x, match.methods, method);
		return;
	}
	x->r.route = match.route;
	if ((p = access_check_origin(x)) != NULL)
		finish_with(x, p);
	else if (match.route->flags & ROUTE_OPEN)
		exchange_authorized(x, false);
	else if (!clock_is_known()) /* sessions, codes and checks would be judged by a wrong one */
		finish_with(x, problem(&x->r, PROBLEM_AWAY, "The time is not known yet."));
	else
		session_begin(x);
}
