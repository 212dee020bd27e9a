/*
 * stream.c -- the open streams: each a place in the ring, brought up to its end in short turns.
 *
 * evhttp's rule for us here: when the client leaves, the close callback runs and the connection is
 * freed; the request is then ours, but only if it has lost its connection. When we end a stream,
 * the callback is taken away first.
 */
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/http.h>
#include <event2/http_struct.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <uuid/uuid.h>

#include "lantern/clock.h"
#include "lantern/live.h"
#include "lantern/log.h"
#include "lantern/metrics.h"
#include "live.h"
#include "sse.h"

#include "lantern/banned.h"

#define TURN_US 500
#define STREAMS_A_LOOK 16 /* at the clock */
#define PENDING_MAX (256UL * 1024)
#define READ_MAX 4096
#define WRITE_S 30
#define PARTS_MAX 16

struct stream {
	TAILQ_ENTRY(stream) link;
	struct evhttp_request *ev;
	struct bufferevent *bev;
	struct session *session;
	uint64_t at;		 /* position of its next frame */
	struct event_place from; /* nothing up to here */
	int64_t opened;		 /* clock_ticks */
	unsigned char premises[16];
	bool only_premises, board, waiting;
	bool hers; /* a practitioner's, who follows her women and no house */
};
TAILQ_HEAD(stream_list, stream);

/* Part of a frame on its way to a stream. */
struct part {
	struct frame *frame;
	struct iovec bytes;
};

static struct {
	struct http *http;
	struct ring *ring;
	struct stream_list all;
	size_t count;
	struct stream *turn; /* whose turn it is; NULL = the first's */
	size_t left;	     /* streams still to be brought up */
	struct event *fan;
	uint64_t *cut, *opened;
} live;

static void
frame_sent(const void *bytes, size_t n, void *frame)
{
	(void)bytes;
	(void)n;
	frame_release(frame);
}

static void
stream_forget(struct stream *s)
{
	if (live.turn == s)
		live.turn = TAILQ_NEXT(s, link);
	TAILQ_REMOVE(&live.all, s, link);
	live.count--;
	session_release(s->session);
	free(s);
}

static void
client_left(struct evhttp_connection *conn, void *arg)
{
	struct stream *s = arg;
	struct evhttp_request *ev = s->ev;

	(void)conn;
	stream_forget(s);
	if (evhttp_request_get_connection(ev) == NULL)
		evhttp_request_free(ev);
}

/* It does not read: it may come again and resume. */
static void
stream_cut(struct stream *s)
{
	struct evhttp_connection *conn = evhttp_request_get_connection(s->ev);

	(*live.cut)++;
	evhttp_connection_set_closecb(conn, NULL, NULL);
	stream_forget(s);
	evhttp_connection_free(conn);
}

static void
stream_say(struct stream *s, const char *event, const char *data)
{
	char chunk[256];
	size_t n = sse_write(&(struct sse){NULL, event, data}, chunk, sizeof(chunk));

	if (n <= sizeof(chunk))
		bufferevent_write(s->bev, chunk, n);
}

static void
stream_end(struct stream *s, const char *why)
{
	struct evhttp_request *ev = s->ev;
	char data[64];

	(void)evutil_snprintf(data, sizeof(data), "{\"why\":\"%s\"}", why);
	stream_say(s, "bye", data);
	evhttp_connection_set_closecb(evhttp_request_get_connection(ev), NULL, NULL);
	stream_forget(s);
	evhttp_send_reply_end(ev);
}

/*
 * Straight to the socket while nothing is waiting; the rest by reference, shared with all others.
 */
static void
parts_send(struct stream *s, const struct part *parts, int count)
{
	struct evbuffer *out = bufferevent_get_output(s->bev);
	struct iovec iov[PARTS_MAX];
	struct msghdr msg = {.msg_iov = iov, .msg_iovlen = (size_t)count};
	ssize_t sent = 0;
	int i;

	for (i = 0; i < count; i++)
		iov[i] = parts[i].bytes;
	if (live.http->tls == NULL && evbuffer_get_length(out) == 0)
		sent = sendmsg(bufferevent_getfd(s->bev), &msg, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (sent < 0)
		sent = 0; /* full, or broken: bufferevent finds out which */
	for (i = 0; i < count; i++) {
		size_t n = parts[i].bytes.iov_len, gone = (size_t)sent < n ? (size_t)sent : n;

		sent -= (ssize_t)gone;
		if (gone == n)
			continue;
		parts[i].frame->holders++;
		evbuffer_add_reference(out, (char *)parts[i].bytes.iov_base + gone, n - gone,
				       frame_sent, parts[i].frame);
	}
}

/* What a practitioner hears of `f`: that there is something to read about one of her women. */
static bool
part_of_hers(const struct stream *s, const struct frame *f, struct part *out)
{
	if (!f->has_resident || !session_knows(s->session, f->resident))
		return false;
	out->bytes = (struct iovec){(char *)f->bytes + f->whole_n + f->board_n, f->hers_n};
	return f->hers_n > 0;
}

/* The piece of `f` that this stream may have; false when there is none. */
static bool
part_for(const struct stream *s, struct frame *f, struct part *out)
{
	const unsigned char *premises = f->has_premises ? f->premises : NULL;

	out->frame = f;
	out->bytes = (struct iovec){f->bytes, f->whole_n};
	if (f->beat)
		return f->made >= s->opened;
	if (event_place_compare(&f->place, &s->from) <= 0)
		return false;
	if (s->hers)
		return part_of_hers(s, f, out);
	if (s->only_premises &&
	    (premises == NULL || memcmp(premises, s->premises, sizeof(s->premises)) != 0))
		return false;
	if (!session_sees(s->session, premises, s->board))
		return false;
	if (s->board)
		out->bytes = (struct iovec){f->bytes + f->whole_n, f->board_n};
	return out->bytes.iov_len > 0;
}

static void
stream_send_new(struct stream *s)
{
	struct part parts[PARTS_MAX];
	int count = 0;

	if (s->at < live.ring->first) {
		stream_say(s, "reset", "{}");
		s->at = live.ring->next;
	}
	while (s->at < live.ring->next) {
		if (part_for(s, ring_at(live.ring, s->at++), &parts[count]))
			count++;
		if (count == PARTS_MAX) {
			parts_send(s, parts, count);
			count = 0;
		}
	}
	if (count > 0)
		parts_send(s, parts, count);
}

static void
stream_catch_up(struct stream *s, int64_t now_us)
{
	const char *why = session_bye(s->session, now_us, s->board);

	if (why != NULL) {
		stream_end(s, why);
		return;
	}
	if (s->waiting)
		return;
	stream_send_new(s);
	if (evbuffer_get_length(bufferevent_get_output(s->bev)) > PENDING_MAX)
		stream_cut(s);
}

/* Brings up the next few. */
static void
fan_some(int64_t now_us)
{
	for (int n = 0; n < STREAMS_A_LOOK && live.left > 0 && live.count > 0; n++, live.left--) {
		struct stream *s = live.turn != NULL ? live.turn : TAILQ_FIRST(&live.all);

		live.turn = TAILQ_NEXT(s, link);
		stream_catch_up(s, now_us);
	}
	if (live.count == 0)
		live.left = 0;
}

/*
 * Half a millisecond for the streams, then everybody else's turn: requests must not wait for ten
 * thousand sends, and each of them comes by here several times.
 */
static void
fan(evutil_socket_t fd, short what, void *arg)
{
	const struct timeval next_turn = {0, 0};
	int64_t now_us = clock_now(), began = clock_ticks();

	(void)fd;
	(void)what;
	(void)arg;
	do
		fan_some(now_us);
	while (live.left > 0 && clock_ticks() - began < TURN_US);
	if (live.left > 0)
		event_add(live.fan, &next_turn);
}

void
streams_fan(void)
{
	const struct timeval now = {0, 0};

	if (live.count == 0)
		return;
	if (live.left == 0)
		event_add(live.fan, &now);
	live.left = live.count;
}

static void
socket_prepare(struct stream *s)
{
	const struct timeval write_limit = {.tv_sec = WRITE_S};
	int limit_ms = WRITE_S * 1000;

	/* A stream may be silent for as long as it likes; only writing must get on. */
	bufferevent_set_timeouts(s->bev, NULL, &write_limit);
	bufferevent_setwatermark(s->bev, EV_READ, 0, READ_MAX);
	(void)setsockopt(bufferevent_getfd(s->bev), IPPROTO_TCP, TCP_USER_TIMEOUT, &limit_ms,
			 sizeof(limit_ms));
}

static void
headers_send(struct exchange *x)
{
	reply_header(x, "Content-Type", "text/event-stream");
	reply_header(x, "X-Accel-Buffering", "no");
	reply_header(x, "Connection", "close");
	reply_common_headers(x, REPLY_API);
	evhttp_send_reply_start(x->ev, 200, "OK");
	guard_stream(x->ev);
	evhttp_clear_headers(evhttp_request_get_input_headers(x->ev));
	evhttp_clear_headers(evhttp_request_get_output_headers(x->ev));
}

static void
stream_greet(struct stream *s, const struct stream_start *start)
{
	static const char retry[] = "d\r\nretry: 2000\n\n\r\n";
	char now[CLOCK_ISO_SIZE], data[64];

	bufferevent_write(s->bev, retry, sizeof(retry) - 1);
	(void)evutil_snprintf(data, sizeof(data), "{\"now\":\"%s\"}", clock_iso(clock_now(), now));
	stream_say(s, "beat", data);
	if (start->reset)
		stream_say(s, "reset", "{}");
}

void
stream_open(struct exchange *x, const struct stream_start *start)
{
	struct evhttp_connection *conn = evhttp_request_get_connection(x->ev);
	struct stream *s = calloc(1, sizeof(*s));

	if (s == NULL)
		log_die("out_of_memory");
	s->ev = x->ev;
	s->bev = evhttp_connection_get_bufferevent(conn);
	s->session = session_hold(x->session);
	s->board = x->who.locked;
	s->hers = start->hers;
	s->opened = clock_ticks();
	s->waiting = start->waiting;
	s->from = start->from;
	s->only_premises = start->premises != NULL && uuid_parse(start->premises, s->premises) == 0;
	s->at = start->reset ? live.ring->next : ring_find(live.ring, &start->from);
	TAILQ_INSERT_TAIL(&live.all, s, link);
	live.count++;
	(*live.opened)++;
	headers_send(x);
	evhttp_connection_set_closecb(conn, client_left, s);
	socket_prepare(s);
	stream_greet(s, start);
	if (!s->waiting)
		stream_send_new(s);
	x->status = 200;
	x->answered = true;
}

void
streams_resume(bool reset)
{
	struct stream *s;

	TAILQ_FOREACH(s, &live.all, link)
	{
		bool reached = event_place_compare(&s->from, &live.ring->floor) >= 0;

		if (!s->waiting || (!reached && !reset))
			continue;
		s->waiting = false;
		s->at = ring_find(live.ring, &s->from);
		if (!reached) {
			stream_say(s, "reset", "{}");
			s->at = live.ring->next;
		}
	}
	streams_fan();
}

const struct event_place *
streams_oldest_waiting(void)
{
	const struct event_place *oldest = NULL;
	struct stream *s;

	TAILQ_FOREACH(s, &live.all, link)
	if (s->waiting && (oldest == NULL || event_place_compare(&s->from, oldest) < 0))
		oldest = &s->from;
	return oldest;
}

size_t
streams_of(const struct exchange *x)
{
	const char *key = session_key(x->session);
	const struct stream *s;
	size_t n = 0;

	TAILQ_FOREACH(s, &live.all, link)
	if (s->session == x->session || strcmp(session_key(s->session), key) == 0)
		n++;
	return n;
}

void
live_drop(const char *session, const char *staff, const char *terminal)
{
	bool all = session == NULL && staff == NULL && terminal == NULL;
	struct stream *s, *next;

	for (s = TAILQ_FIRST(&live.all); s != NULL; s = next) {
		next = TAILQ_NEXT(s, link);
		if (all || session_is(s->session, session, staff, terminal))
			stream_end(s, "rights");
	}
}

void
live_say_bye(const char *why)
{
	while (!TAILQ_EMPTY(&live.all))
		stream_end(TAILQ_FIRST(&live.all), why);
}

size_t
live_count(void)
{
	return live.count;
}

static double
count_read(void *ctx)
{
	(void)ctx;
	return (double)live.count;
}

void
streams_init(struct http *h, struct ring *ring)
{
	live.http = h;
	live.ring = ring;
	TAILQ_INIT(&live.all);
	live.fan = event_new(h->base, -1, 0, fan, NULL);
	if (live.fan == NULL)
		log_die("out_of_memory");
	metrics_gauge("lantern_live_streams", "Event streams open.", count_read, NULL);
	live.opened = metrics_counter("lantern_live_opened_total", "Event streams opened.");
	live.cut =
		metrics_counter("lantern_live_cut_total", "Streams cut because they did not read.");
}

void
streams_free(void)
{
	live_say_bye("stopping");
	event_free(live.fan);
}
