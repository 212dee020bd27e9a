/*
 * live.c -- GET /api/live: from the tail into the ring, and where a new stream begins.
 *
 * A client comes with a place it has seen everything up to: its page's horizon, or the last
 * event's id. If the ring reaches back that far the stream begins there. If not, what lies between
 * is read from the table into the ring's front, once for everybody who waits for it. What is too
 * old is a reset.
 */
#include "lantern/live.h"

#include <event2/http.h>
#include <event2/http_struct.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uuid/uuid.h>

#include "lantern/clock.h"
#include "lantern/config.h"
#include "lantern/json_read.h"
#include "lantern/log.h"
#include "lantern/metrics.h"
#include "lantern/route.h"
#include "lantern/tail.h"
#include "live.h"
#include "session.h"

#include "lantern/banned.h"

#define FETCH_ROWS 500
#define FETCH_MAX 10000 /* older than that: the page is quicker loaded again */
#define AGE_ALARM_S 5.0

static struct {
	struct http *http;
	struct tail *tail;
	struct ring ring;
	bool placed; /* the ring is there */
	struct event *beat;
	uint64_t *events;

	bool fetching; /* older events are being read */
	struct event_place fetch_from, fetch_at;
	struct frame *fetched[FETCH_MAX];
	size_t fetched_count;
} source;

static void fetch_begin(const struct event_place *from);
static void fetch_next(void);

/* The columns of event_tail, looked up once for a batch. */
struct columns {
	int id, premises, resident, whole, board, hers, staff, terminal, session;
};

static struct columns
columns_of(const struct rows *rows)
{
	return (struct columns){
		.id = rows_column(rows, "id"),
		.premises = rows_column(rows, "premises_id"),
		.resident = rows_column(rows, "resident_id"),
		.whole = rows_column(rows, "full_json"),
		.board = rows_column(rows, "board_json"),
		.hers = rows_column(rows, "hers_json"),
		.staff = rows_column(rows, "access_staff"),
		.terminal = rows_column(rows, "access_terminal"),
		.session = rows_column(rows, "access_session"),
	};
}

static struct frame *
row_frame(const struct rows *rows, size_t i, const struct columns *c)
{
	struct event_row row = {
		.id = rows_cell(rows, i, c->id),
		.premises = rows_cell(rows, i, c->premises),
		.resident = rows_cell(rows, i, c->resident),
		.whole = rows_cell(rows, i, c->whole),
		.board = rows_cell(rows, i, c->board),
		.hers = rows_cell(rows, i, c->hers),
	};
	struct frame *f = frame_new(&row);

	if (f == NULL)
		log_die("event_id_malformed id=%s", row.id);
	return f;
}

/* Rights changed somewhere: whoever it is about is asked anew, here and on every other server. */
static void
access_noticed(const struct rows *rows, size_t i, const struct columns *c)
{
	const char *session = rows_cell(rows, i, c->session);
	const char *staff = rows_cell(rows, i, c->staff);
	const char *terminal = rows_cell(rows, i, c->terminal);

	if (session != NULL || staff != NULL || terminal != NULL)
		session_drop(session, staff, terminal);
}

static bool
ring_ready(void)
{
	struct event_place place;

	if (!source.placed && tail_place(source.tail, &place)) {
		source.placed = true;
		ring_init(&source.ring, &place);
	}
	return source.placed;
}

static void
placed(void *ctx)
{
	(void)ctx;
	(void)ring_ready();
}

static void
events_came(void *ctx, const struct rows *rows)
{
	struct columns c = columns_of(rows);
	size_t i, n = rows_count(rows);

	(void)ctx;
	for (i = 0; i < n; i++)
		ring_push(&source.ring, row_frame(rows, i, &c));
	*source.events += n;
	for (i = 0; i < n; i++)
		access_noticed(rows, i, &c);
	streams_fan();
}

/* Who came meanwhile may have been away for longer still: after a restart all come at once. */
static void
fetch_done(bool good)
{
	const struct event_place *older;
	size_t i;

	source.fetching = false;
	if (good) {
		good = ring_extend(&source.ring, source.fetched, source.fetched_count,
				   &source.fetch_from);
	} else {
		for (i = 0; i < source.fetched_count; i++)
			frame_release(source.fetched[i]);
	}
	source.fetched_count = 0;
	streams_resume(!good);
	older = streams_oldest_waiting();
	if (older != NULL)
		fetch_begin(older);
}

static void
fetch_came(void *ctx, const struct db_result *result)
{
	struct columns c;
	size_t i, n;

	(void)ctx;
	if (result->status != DB_OK) {
		fetch_done(false);
		return;
	}
	n = rows_count(result->rows);
	c = columns_of(result->rows);
	for (i = 0; i < n; i++) {
		struct frame *f = row_frame(result->rows, i, &c);

		if (event_place_compare(&f->place, &source.ring.floor) > 0) {
			frame_release(f);
			fetch_done(true);
			return;
		}
		source.fetch_at = f->place;
		source.fetched[source.fetched_count++] = f;
	}
	if (n < FETCH_ROWS)
		fetch_done(true);
	else if (source.fetched_count + FETCH_ROWS > FETCH_MAX)
		fetch_done(false);
	else
		fetch_next();
}

static void
fetch_next(void)
{
	char xid[24], seq[24], rows[16];

	(void)snprintf(xid, sizeof(xid), "%llu", (unsigned long long)source.fetch_at.xid);
	(void)snprintf(seq, sizeof(seq), "%llu", (unsigned long long)source.fetch_at.seq);
	(void)snprintf(rows, sizeof(rows), "%d", FETCH_ROWS);
	db_ask(source.http->db, &(struct db_ask){.query = SQL_EVENT_TAIL,
						 .params = PARAMS(xid, seq, rows),
						 .done = fetch_came});
}

static void
fetch_begin(const struct event_place *from)
{
	if (source.fetching)
		return;
	source.fetching = true;
	source.fetch_from = source.fetch_at = *from;
	fetch_next();
}

static void
start_choose(struct stream_start *start, const struct event_place *from)
{
	struct event_place newest = ring_newest(&source.ring);

	start->from = newest;
	if (from == NULL)
		return;
	start->reset = from->epoch != newest.epoch;
	if (start->reset)
		return;
	start->from = *from;
	if (event_place_compare(from, &source.ring.floor) < 0) {
		start->waiting = true;
		fetch_begin(from);
	}
}

static struct problem *
limits_check(struct req *r)
{
	const struct config *config = source.http->config;

	if (source.http->draining || !ring_ready())
		return problem_retry(problem(r, PROBLEM_AWAY, "%s", ""), 2);
	if (live_count() >= (size_t)config->streams ||
	    streams_of(exchange_of(r)) >= (size_t)config->streams_each)
		return problem_retry(problem(r, PROBLEM_TOO_MANY, "Too many streams are open."),
				     15);
	return NULL;
}

struct live_query {
	const char *premises, *from;
	int women; /* 0: her own */
};

/* Whose house she works in follows what happens there; whose women she supervises, that alone. */
static struct problem *
scope_check(struct req *r, const struct live_query *q)
{
	uuid_t id;
	const struct exchange *x = exchange_of(r);
	uint32_t who = q->women == 0 ? R_PRACTITIONER : R_HAS_BOARD | R_TERMINAL;

	if ((x->who.roles & who) == 0)
		return problem(r, PROBLEM_NOT_ALLOWED, "%s", "");
	if (q->premises == NULL ||
	    (uuid_parse(q->premises, id) == 0 && session_sees(x->session, id, x->who.locked)))
		return NULL;
	return problem(r, PROBLEM_NOT_FOUND, "No such premises.");
}

struct problem *
live_open(struct req *r, const struct rows *none)
{
	static const char *const mine[] = {"mine", NULL};
	static const struct field fields[] = {
		{"premises", FIELD_UUID, 0, AT(struct live_query, premises), 0, 0, NULL, NULL,
		 NULL},
		{"from", FIELD_TEXT, 0, AT(struct live_query, from), 0, 64, NULL, NULL, NULL},
		{"women", FIELD_ENUM, 0, AT(struct live_query, women), 0, 0, mine, NULL, NULL},
		{NULL, 0, 0, 0, 0, 0, NULL, NULL, NULL},
	};
	struct exchange *x = exchange_of(r);
	struct stream_start start = {.premises = NULL};
	const char *last = req_header(r, "Last-Event-ID");
	struct event_place from;
	struct live_query q;
	struct problem *p = req_query(r, fields, &q);

	(void)none;
	if (last != NULL && last[0] != '\0')
		q.from = last;
	if (p == NULL && q.from != NULL && !event_place_parse(q.from, &from)) {
		p = problem(r, PROBLEM_INVALID_INPUT, "%s", "");
		problem_field(p, "/from", "must be the id of an event");
	}
	if (p == NULL)
		p = limits_check(r);
	if (p == NULL)
		p = scope_check(r, &q);
	if (p == NULL && (x->head || x->ev->minor == 0))
		p = problem(r, PROBLEM_METHOD_NOT_ALLOWED, "A stream needs GET by HTTP/1.1.");
	if (p != NULL)
		return p;
	start.premises = q.premises;
	start.hers = q.women == 0;
	start_choose(&start, q.from == NULL ? NULL : &from);
	stream_open(x, &start);
	return NULL;
}

static void
beat_due(evutil_socket_t fd, short what, void *arg)
{
	struct event_place newest;
	char now[CLOCK_ISO_SIZE];

	(void)fd;
	(void)what;
	(void)arg;
	if (!source.placed)
		return;
	newest = ring_newest(&source.ring);
	ring_push(&source.ring, frame_beat(clock_iso(clock_now(), now), &newest));
	streams_fan();
}

static bool
tail_check(void *ctx, char *members, size_t size)
{
	double age = tail_age_s(source.tail);

	(void)ctx;
	(void)snprintf(members, size, "\"age_s\":%.1f", age);
	return source.placed && age < AGE_ALARM_S;
}

static double
age_read(void *ctx)
{
	(void)ctx;
	return tail_age_s(source.tail);
}

void
live_init(struct http *h)
{
	struct timeval every = {.tv_sec = h->config->beat_s};

	source.http = h;
	streams_init(h, &source.ring);
	source.events = metrics_counter("lantern_events_total", "Events read from the table.");
	source.tail = tail_new(h->base, h->db, &(struct tail_reader){placed, events_came, NULL});
	source.beat = event_new(h->base, -1, EV_PERSIST, beat_due, NULL);
	if (source.beat == NULL)
		log_die("out_of_memory");
	event_add(source.beat, &every);
	health_add("tail", tail_check, NULL);
	metrics_gauge("lantern_horizon_age_seconds", "How long the event horizon has stood still.",
		      age_read, NULL);
}

void
live_free(void)
{
	streams_free();
	tail_free(source.tail);
	event_free(source.beat);
	ring_free(&source.ring);
	source.placed = false;
}
