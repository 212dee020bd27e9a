/*
 * ops.c -- what operators and machines ask: alive, healthy, numbers, the API document, problem
 * pages.
 */
#include <event2/buffer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/clock.h"
#include "lantern/config.h"
#include "lantern/live.h"
#include "lantern/log.h"
#include "lantern/metrics.h"
#include "lantern/ops.h"
#include "metrics.h"
#include "private.h"

#include "lantern/banned.h"

static struct {
	struct http *http;
	char *api; /* the OpenAPI document, NULL when it could not be read */
} ops;

struct problem *
ping_get(struct req *r, const struct rows *none)
{
	(void)none;
	return req_answer(r, 200, "{\"pong\":true}");
}

struct problem *
info_get(struct req *r, const struct rows *none)
{
	(void)none;
	return req_answer(r, 200,
			  req_printf(r, "{\"name\":\"Lantern\",\"build\":\"%s\",\"now\":\"%s\"}",
				     files_build(), req_iso(r, r->now)));
}

/* What stands in req->output_buffer is the answer. */
static struct problem *
answer_buffer(struct req *r, int status, const char *type, struct evbuffer *out)
{
	struct exchange *x = exchange_of(r);

	x->answered = true;
	reply_header(x, "Content-Type", type);
	reply_send(x, status, REPLY_API, out);
	return NULL;
}

struct problem *
health_get(struct req *r, const struct rows *none)
{
	struct evbuffer *out = evhttp_request_get_output_buffer(exchange_of(r)->ev);
	bool well;

	(void)none;
	well = health_write(out);
	return answer_buffer(r, well ? 200 : 503, "application/json", out);
}

struct problem *
metrics_get(struct req *r, const struct rows *none)
{
	struct evbuffer *out = evhttp_request_get_output_buffer(exchange_of(r)->ev);

	(void)none;
	metrics_write(out);
	return answer_buffer(r, 200, "text/plain; version=0.0.4", out);
}

struct problem *
openapi_get(struct req *r, const struct rows *none)
{
	(void)none;
	if (ops.api == NULL)
		return problem(r, PROBLEM_NOT_FOUND, "This server was started without it.");
	return req_answer(r, 200, ops.api);
}

struct problem *
problem_page_get(struct req *r, const struct rows *none)
{
	const char *slug = req_param(r, "slug");
	int i;

	(void)none;
	for (i = 0; i < PROBLEM_COUNT; i++) {
		const struct problem_row *row = &problem_table[i];

		if (strcmp(row->slug, slug) == 0)
			return req_answer_as(
				r, "text/html; charset=utf-8",
				req_printf(r,
					   "<!doctype html><html lang=\"en\"><title>%s - Lantern"
					   "</title><h1>%s</h1><p>%s</p><p>Status %d.</p></html>",
					   row->title, row->title, row->page, row->status));
	}
	return problem(r, PROBLEM_NOT_FOUND, "No such problem.");
}

static bool
lane_check(void *ctx, char *members, size_t size)
{
	struct db_lane_state s;
	bool well = true;
	int i, n = 0;

	(void)ctx;
	for (i = 0; i < LANE_COUNT; i++) {
		db_lane_state(ops.http->db, (enum lane)i, &s);
		well = well && s.ready > 0;
		n += snprintf(members + n, size - (size_t)n, "%s\"%s\":{\"ready\":%d,\"of\":%d}",
			      i == 0 ? "" : ",", s.name, s.ready, s.connections);
	}
	return well;
}

static double
lanes_queued(void *ctx)
{
	struct db_lane_state s;
	double sum = 0;
	int i;

	(void)ctx;
	for (i = 0; i < LANE_COUNT; i++) {
		db_lane_state(ops.http->db, (enum lane)i, &s);
		sum += (double)s.queued;
	}
	return sum;
}

static double
lanes_in_flight(void *ctx)
{
	struct db_lane_state s;
	double sum = 0;
	int i;

	(void)ctx;
	for (i = 0; i < LANE_COUNT; i++) {
		db_lane_state(ops.http->db, (enum lane)i, &s);
		sum += (double)s.in_flight;
	}
	return sum;
}

static double
clock_apart_s(void *ctx)
{
	(void)ctx;
	return (double)clock_offset() / (double)CLOCK_US;
}

static char *
document_read(const char *path)
{
	FILE *f = fopen(path, "re");
	char *text = NULL;
	long size;

	if (f == NULL)
		return NULL;
	if (fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) > 0 && fseek(f, 0, SEEK_SET) == 0) {
		text = calloc(1, (size_t)size + 1);
		if (text != NULL && fread(text, 1, (size_t)size, f) != (size_t)size) {
			free(text);
			text = NULL;
		}
	}
	fclose(f);
	return text;
}

void
ops_reload(void)
{
	char *fresh = document_read(ops.http->config->api);

	if (fresh == NULL) {
		log_warn(NULL, "api_document_unreadable file=%s", ops.http->config->api);
		return;
	}
	free(ops.api);
	ops.api = fresh;
}

void
ops_init(struct http *h)
{
	ops.http = h;
	metrics_init();
	health_add("database", lane_check, NULL);
	h->asked = metrics_counter("lantern_request_asks_total", "Statements asked for requests.");
	h->worked = metrics_counter("lantern_request_work_total", "Jobs given to worker threads.");
	metrics_gauge("lantern_db_queued", "Asks waiting for a connection.", lanes_queued, NULL);
	metrics_gauge("lantern_db_in_flight", "Asks sent and not answered.", lanes_in_flight, NULL);
	metrics_gauge("lantern_clock_offset_seconds", "Database's clock minus ours.", clock_apart_s,
		      NULL);
	ops_reload();
}

void
ops_free(void)
{
	free(ops.api);
	ops.api = NULL;
	metrics_free();
}

void
ops_request_done(const struct exchange *x, int64_t took_us)
{
	metrics_request(x->r.route, x->status, took_us);
}
