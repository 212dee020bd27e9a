/* writes.c -- recording what was decided, once, and answering the same to the same. */
#include "lantern/app.h"

#include <string.h>

#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/log.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"

#include "lantern/banned.h"

#define DIGEST_SIZE 65

struct writing {
	char digest[DIGEST_SIZE]; /* "" without a receipt */
	int status;
	const char *answer_text;
	step_fn *stale, *done;
	void *ctx; /* the feature's */
};

static step_fn write_recorded, write_looked_up;

void
write_keep(struct req *r, json_t *doc, const struct write_receipt *receipt)
{
	char digest[DIGEST_SIZE];

	json_digest(req_body(r), receipt->secret, digest);
	json_object_set_new(doc, "receipt",
			    json_pack("{s:s, s:s, s:s, s:i, s:s?, s:o}", "id", receipt->id, "route",
				      r->route->path, "digest", digest, "status", receipt->status,
				      "premises", receipt->premises, "answer", receipt->answer));
}

void
write_event(struct req *r, json_t *doc, const struct write_event *event)
{
	json_t *events = json_object_get(doc, "events");

	if (!events) {
		events = json_array();
		json_object_set_new(doc, "events", events);
	}
	json_array_append_new(events,
			      json_pack("{s:s, s:s?, s:s?, s:s?, s:o, s:o}", "kind", event->kind,
					"premises", event->premises, "resident", event->resident,
					"stay", event->stay, "happened_at", record_iso(r->now),
					"data", event->data));
}

struct problem *
write_ask_with(struct req *r, json_t *doc, const struct write_how *how)
{
	struct writing *w = req_alloc(r, sizeof(*w));
	json_t *receipt = json_object_get(doc, "receipt");
	const char *digest = json_string_value(json_object_get(receipt, "digest"));

	if (receipt) {
		memcpy(w->digest, digest, DIGEST_SIZE);
		w->status = (int)json_integer_value(json_object_get(receipt, "status"));
		w->answer_text = json_text(r, json_incref(json_object_get(receipt, "answer")));
	}
	w->stale = how->stale;
	w->done = how->done;
	w->ctx = r->ctx;
	r->ctx = w;
	if (how->query == SQL_RECORD)
		return req_ask(r, SQL_RECORD, PARAMS(json_text(r, doc)), write_recorded);
	return req_ask(r, how->query,
		       PARAMS(json_text(r, doc), how->more[0], how->more[1], how->more[2]),
		       write_recorded);
}

struct problem *
write_ask(struct req *r, json_t *doc, step_fn *stale, step_fn *done)
{
	return write_ask_with(
		r, doc, &(struct write_how){.query = SQL_RECORD, .stale = stale, .done = done});
}

struct problem *
write_again(struct req *r, json_t *receipt, const char *digest)
{
	const char *of = json_string_value(json_object_get(receipt, "digest"));
	const char *route = json_string_value(json_object_get(receipt, "route"));
	int status = (int)json_integer_value(json_object_get(receipt, "status"));

	if (!of || strcmp(of, digest) != 0 || !route || strcmp(route, r->route->path) != 0)
		return problem(r, PROBLEM_ID_REUSED,
			       "This id was used for another record. Make a new one.");
	if (status == 204)
		return req_answer_empty(r);
	return req_answer(r, status, json_text(r, json_incref(json_object_get(receipt, "answer"))));
}

struct problem *
write_once(struct req *r, const char *secret, step_fn *next)
{
	struct writing *w = req_alloc(r, sizeof(*w));

	json_digest(req_body(r), secret, w->digest);
	w->done = next;
	w->ctx = r->ctx;
	r->ctx = w;
	return req_ask(r, SQL_RECEIPT_GET, PARAMS(req_param(r, "id")), write_looked_up);
}

static struct problem *
write_looked_up(struct req *r, const struct rows *rows)
{
	struct writing *w = r->ctx;
	const char *text = rows_text(rows, "receipt");
	struct problem *p;
	json_t *receipt;

	r->ctx = w->ctx;
	if (!text)
		return w->done(r, NULL);
	receipt = json_loads(text, 0, NULL);
	p = write_again(r, receipt, w->digest);
	json_decref(receipt);
	return p;
}

static struct problem *
write_recorded(struct req *r, const struct rows *rows)
{
	struct writing *w = r->ctx;
	const char *text = rows_text(rows, "result");
	struct problem *p;
	json_t *result, *receipt;

	r->ctx = w->ctx;
	if (!text && !w->stale)
		log_die("stale_without_guard route=%s", r->route->path);
	if (!text)
		return w->stale(r, NULL);
	/* Nearly always it is new, and what was recorded need not be read again to know that. */
	result = strstr(text, "\"receipt\"") ? json_loads(text, 0, NULL) : NULL;
	receipt = json_object_get(result, "receipt");
	if (receipt)
		p = write_again(r, receipt, w->digest);
	else if (w->done)
		p = w->done(r, rows);
	else
		p = req_answer(r, w->status, w->answer_text);
	json_decref(result);
	return p;
}
