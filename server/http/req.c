/* req.c -- what a step may do with its request. */
#include "lantern/req.h"

#include <event2/buffer.h>
#include <string.h>

#include "lantern/arena.h"
#include "lantern/clock.h"
#include "lantern/config.h"
#include "lantern/log.h"
#include "lantern/route.h"
#include "lantern/work.h"
#include "private.h"

#include "lantern/banned.h"

void *
req_alloc(struct req *r, size_t bytes)
{
	return arena_alloc(r->arena, bytes);
}

char *
req_strdup(struct req *r, const char *s)
{
	return arena_strdup(r->arena, s);
}

char *
req_printf(struct req *r, const char *fmt, ...)
{
	va_list ap;
	char *out;

	va_start(ap, fmt);
	out = arena_vprintf(r->arena, fmt, ap);
	va_end(ap);
	return out;
}

char *
req_iso(struct req *r, int64_t us)
{
	return us == CLOCK_NONE ? NULL : clock_iso(us, arena_alloc(r->arena, CLOCK_ISO_SIZE));
}

const char *
req_param(struct req *r, const char *name)
{
	struct exchange *x = exchange_of(r);
	size_t i;

	for (i = 0; i < x->params_count; i++)
		if (strcmp(x->params[i].name, name) == 0)
			return x->params[i].value;
	log_die("no_such_parameter route=%s name=%s", r->route->path, name);
}

const char *
req_header(struct req *r, const char *name)
{
	return evhttp_find_header(evhttp_request_get_input_headers(exchange_of(r)->ev), name);
}

const char *
req_public_url(struct req *r)
{
	const char *url = exchange_of(r)->http->config->public_url;
	const char *host = req_header(r, "Host");

	return *url ? url : req_printf(r, "https://%s", host ? host : "localhost");
}

const char *
req_address(struct req *r)
{
	struct exchange *x = exchange_of(r);
	const char *forwarded = x->http->tls == NULL ? req_header(r, "X-Forwarded-For") : NULL;
	char *address = NULL;
	ev_uint16_t port;

	if (forwarded != NULL) {
		const char *comma = strrchr(forwarded, ',');

		forwarded = comma ? comma + 1 : forwarded;
		return forwarded + strspn(forwarded, " \t");
	}
	evhttp_connection_get_peer(evhttp_request_get_connection(x->ev), &address, &port);
	return address ? address : "";
}

const char *
req_cookie(struct req *r, const char *name)
{
	const char *value;
	size_t n;

	if (!cookie_find(req_header(r, "Cookie"), name, &value, &n))
		return NULL;
	return arena_strndup(r->arena, value, n);
}

struct db *
req_db(struct req *r)
{
	return exchange_of(r)->http->db;
}

static void
ask_answered(void *ctx, const struct db_result *result)
{
	struct exchange *x = ctx;

	x->db_us += result->took_us;
	if (result->status == DB_OK) {
		exchange_run(x, x->next, result->rows);
		return;
	}
	exchange_problem(x, problem_of_db(&x->r, result));
	exchange_end(x);
}

static void
going_on(struct exchange *x, step_fn *next)
{
	if (x->asking || x->answered)
		log_die("step_with_two_ends route=%s", x->r.route->path);
	x->asking = true;
	x->next = next;
}

struct problem *
req_ask(struct req *r, enum sql query, const char *const *params, step_fn *next)
{
	struct exchange *x = exchange_of(r);
	char now[CLOCK_ISO_SIZE];
	const struct db_identity as = {
		.now = clock_iso(r->now, now),
		.staff = r->who->staff,
		.terminal = r->who->terminal,
		.premises = r->who->premises_list,
		.board = r->who->board_list,
		.plans = r->who->plans_list,
		.health = r->who->health_list,
		.kitchen = r->who->kitchen_list,
		.family = r->who->family_list,
		.residents = r->who->residents_list,
		.circle = r->who->circle_list,
		.names = r->who->names ? "t" : "f",
		.roles = r->who->roles_list,
		.request = r->id,
	};

	going_on(x, next);
	++*x->http->asked;
	if (++x->asks > ASKS_MAX)
		log_die("too_many_asks route=%s", r->route->path);
	db_ask(x->http->db, &(struct db_ask){.query = query,
					     .params = params,
					     .who = &as,
					     .done = ask_answered,
					     .ctx = x});
	return NULL;
}

/* What a worker thread gets: the work, and the exchange to go on with. */
struct errand {
	void (*fn)(void *ctx);
	void *ctx;
	struct exchange *x;
};

static void
errand_run(void *arg)
{
	struct errand *e = arg;

	e->fn(e->ctx);
}

static void
errand_done(void *arg)
{
	struct exchange *x = ((struct errand *)arg)->x;

	exchange_run(x, x->next, NULL);
}

struct problem *
req_work(struct req *r, void (*fn)(void *ctx), void *ctx, step_fn *next)
{
	struct exchange *x = exchange_of(r);
	struct errand *e = req_alloc(r, sizeof(*e));
	bool ours = *r->who->staff || *r->who->terminal;

	*e = (struct errand){fn, ctx, x};
	if (!work_submit(x->http->pool, ours ? WORK_HOUSE : WORK_STRANGERS,
			 &(struct work_job){errand_run, errand_done, e}))
		return problem_retry(problem(r, PROBLEM_TOO_MANY, "%s", ""), 1);
	++*x->http->worked;
	going_on(x, next);
	return NULL;
}

static void
answering(struct exchange *x)
{
	if (x->asking || x->answered)
		log_die("step_with_two_ends route=%s", x->r.route->path);
	x->answered = true;
}

struct problem *
req_answer(struct req *r, int status, const char *json)
{
	struct exchange *x = exchange_of(r);

	answering(x);
	reply_text(x, status, "application/json", json);
	return NULL;
}

struct problem *
req_answer_empty(struct req *r)
{
	struct exchange *x = exchange_of(r);

	answering(x);
	reply_text(x, 204, NULL, "");
	return NULL;
}

struct problem *
req_answer_as(struct req *r, const char *type, const char *text)
{
	struct exchange *x = exchange_of(r);

	answering(x);
	reply_text(x, 200, type, text);
	return NULL;
}

void
req_header_set(struct req *r, const char *name, const char *value)
{
	const unsigned char *p;

	for (p = (const unsigned char *)value; *p != '\0'; p++)
		if (*p < 0x20 || *p > 0x7e)
			log_die("header_value_unfit name=%s", name);
	reply_header(exchange_of(r), name, value);
}

void
req_cookie_set(struct req *r, const char *name, const char *value, int64_t max_age_s)
{
	const char *age =
		max_age_s < 0 ? "" : req_printf(r, "; Max-Age=%lld", (long long)max_age_s);

	req_header_set(r, "Set-Cookie",
		       req_printf(r, "%s=%s; Path=/; Secure; HttpOnly; SameSite=Strict%s", name,
				  value, age));
}
