/*
 * guard.c -- watches each connection from its first byte: heads are read strictly before evhttp
 * reads them, requests must arrive in time, refused ones get a problem and a closed connection.
 *
 * evhttp's time-out starts anew with every byte, so a slow client could hold a connection for
 * ever. The guard keeps a reference to the bufferevent and looks at all of them five times a
 * second; a NULL event callback means that evhttp has let go of it, then so does the guard.
 */
#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/bufferevent_ssl.h>
#include <event2/listener.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "head.h"
#include "lantern/clock.h"
#include "lantern/config.h"
#include "lantern/log.h"
#include "lantern/metrics.h"
#include "private.h"

#include "lantern/banned.h"

#define SWEEP_US 200000
#define LINGER_US (2 * CLOCK_US) /* for a refusal to be read before the reset */

struct guard {
	LIST_ENTRY(guard) link;
	struct bufferevent *bev;
	int64_t since;	/* a request has been arriving since; 0 = none is */
	int64_t cut_at; /* refused: end it then */
	bool good;	/* the head of the present request was read and is fine */
	bool refused, stream;
	int fd;	     /* where by_fd names it; -1 before the first byte */
	char *begun; /* of a head that comes in pieces; evhttp has eaten its first lines */
	size_t begun_n;
};

static struct {
	struct http *http;
	LIST_HEAD(, guard) all;
	size_t count;
	struct guard **by_fd;
	size_t fds;
	struct event *sweep;
	uint64_t *refusals;
	bool full;
} guards;

static struct guard *
guard_of(struct evhttp_request *ev)
{
	struct evhttp_connection *conn = evhttp_request_get_connection(ev);
	int fd = bufferevent_getfd(evhttp_connection_get_bufferevent(conn));

	return fd >= 0 && (size_t)fd < guards.fds ? guards.by_fd[fd] : NULL;
}

static void
raw_write(struct guard *g, const char *text, size_t n)
{
	SSL *ssl = bufferevent_openssl_get_ssl(g->bev);

	if (ssl != NULL && SSL_is_init_finished(ssl))
		(void)SSL_write(ssl, text, (int)n);
	else if (ssl == NULL)
		(void)send(bufferevent_getfd(g->bev), text, n, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/*
 * Answered past evhttp, which would send HTML. Then our side is shut; what still comes is thrown
 * away for a while, because closing at once would reset the connection before the answer is read.
 */
static void
guard_refuse(struct guard *g, enum problem_kind kind, const char *why)
{
	char body[512], text[1024];
	int n;

	(void)problem_raw(kind, why, body, sizeof(body));
	n = snprintf(text, sizeof(text),
		     "HTTP/1.1 %d Problem\r\nContent-Type: application/problem+json\r\n"
		     "Content-Length: %zu\r\nX-Content-Type-Options: nosniff\r\n"
		     "Cache-Control: no-store\r\nConnection: close\r\n\r\n%s",
		     problem_table[kind].status, strlen(body), body);
	log_info(NULL, "request_refused problem=%s why=%s", problem_table[kind].slug, why);
	(*guards.refusals)++;
	g->refused = true;
	g->cut_at = clock_ticks() + LINGER_US;
	raw_write(g, text, (size_t)n);
	(void)shutdown(bufferevent_getfd(g->bev), SHUT_WR);
}

static void
guard_keep(struct guard *g, const char *bytes, size_t n)
{
	char *copy = malloc(n);

	if (copy == NULL)
		log_die("out_of_memory");
	memcpy(copy, bytes, n);
	g->begun = copy;
	g->begun_n = n;
}

/*
 * Looks at the head so far, of which the last `fresh` bytes of `input` are new; keeps it while it
 * is not whole.
 */
static struct head
guard_look(struct guard *g, struct evbuffer *input, size_t fresh)
{
	static char bytes[HEAD_BYTES_MAX + 1];
	size_t n = g->begun_n, room = sizeof(bytes) - n;
	struct evbuffer_ptr at;
	struct head h;

	if (n > 0)
		memcpy(bytes, g->begun, n);
	free(g->begun);
	g->begun = NULL;
	g->begun_n = 0;
	evbuffer_ptr_set(input, &at, evbuffer_get_length(input) - fresh, EVBUFFER_PTR_SET);
	n += (size_t)evbuffer_copyout_from(input, &at, bytes + n, fresh < room ? fresh : room);
	h = head_check(bytes, n);
	g->good = h.verdict == HEAD_GOOD;
	if (h.verdict == HEAD_MORE)
		guard_keep(g, bytes, n);
	return h;
}

static void
guard_input(struct evbuffer *input, const struct evbuffer_cb_info *info, void *arg)
{
	struct guard *g = arg;
	struct head h;
	int fd;

	if (info->n_added == 0)
		return;
	if (g->refused || g->stream) {
		evbuffer_drain(input, evbuffer_get_length(input));
		return;
	}
	fd = bufferevent_getfd(g->bev);
	if (fd >= 0 && (size_t)fd < guards.fds) {
		guards.by_fd[fd] = g;
		g->fd = fd;
	}
	if (g->since == 0)
		g->since = clock_ticks();
	if (g->good)
		return;
	h = guard_look(g, input, info->n_added);
	if (h.verdict == HEAD_BAD) {
		guard_refuse(g, h.kind, h.why);
		evbuffer_drain(input, evbuffer_get_length(input));
	}
}

struct guard *
guard_take(struct evhttp_request *ev)
{
	struct guard *g = guard_of(ev);

	if (g == NULL || !g->good)
		return NULL;
	g->since = 0;
	return g;
}

bool
guard_next(struct evhttp_request *ev)
{
	struct guard *g = guard_of(ev);
	struct evbuffer *input;
	struct head h;

	if (g == NULL)
		return false;
	g->good = false;
	input = bufferevent_get_input(g->bev);
	if (evbuffer_get_length(input) == 0)
		return true;
	g->since = clock_ticks();
	h = guard_look(g, input, evbuffer_get_length(input));
	return h.verdict != HEAD_BAD;
}

void
guard_stream(struct evhttp_request *ev)
{
	struct guard *g = guard_of(ev);

	if (g != NULL)
		g->stream = true;
}

static void
guard_free(struct guard *g)
{
	if (g->fd >= 0 && guards.by_fd[g->fd] == g)
		guards.by_fd[g->fd] = NULL;
	LIST_REMOVE(g, link);
	bufferevent_decref(g->bev);
	free(g->begun);
	free(g);
	guards.count--;
}

static void
guard_sweep(struct guard *g, int64_t now)
{
	bufferevent_event_cb letting_go;
	int64_t limit = guards.http->config->arrive_s * CLOCK_US;

	bufferevent_getcb(g->bev, NULL, NULL, &letting_go, NULL);
	if (letting_go == NULL) {
		guard_free(g);
		return;
	}
	if (!g->refused && !g->stream && g->since != 0 && now - g->since > limit)
		guard_refuse(g, PROBLEM_TOO_SLOW, "");
	if (g->refused && now > g->cut_at)
		(void)shutdown(bufferevent_getfd(g->bev), SHUT_RDWR);
}

/*
 * At the limit nobody new is accepted: they wait in the kernel's queue instead of taking
 * descriptors.
 */
static void
limit_connections(void)
{
	bool full = guards.count >= (size_t)guards.http->config->connections;

	if (full == guards.full || guards.http->draining)
		return;
	guards.full = full;
	if (full) {
		log_warn(NULL, "connections_full count=%zu", guards.count);
		evconnlistener_disable(guards.http->listener);
	} else {
		evconnlistener_enable(guards.http->listener);
	}
}

static void
sweep(evutil_socket_t fd, short what, void *arg)
{
	int64_t now = clock_ticks();
	struct guard *g, *next;

	(void)fd;
	(void)what;
	(void)arg;
	for (g = LIST_FIRST(&guards.all); g != NULL; g = next) {
		next = LIST_NEXT(g, link);
		guard_sweep(g, now);
	}
	limit_connections();
}

struct bufferevent *
guard_bufferevent(struct event_base *base, void *arg)
{
	struct http *h = arg;
	struct guard *g = calloc(1, sizeof(*g));

	if (g == NULL)
		log_die("out_of_memory");
	g->fd = -1;
	if (h->tls != NULL) {
		g->bev = bufferevent_openssl_socket_new(base, -1, tls_session(h->tls),
							BUFFEREVENT_SSL_ACCEPTING,
							BEV_OPT_CLOSE_ON_FREE);
		g->since = clock_ticks(); /* the handshake counts too */
	} else {
		g->bev = bufferevent_socket_new(base, -1, BEV_OPT_CLOSE_ON_FREE);
	}
	if (g->bev == NULL)
		log_die("out_of_memory");
	if (h->tls != NULL)
		bufferevent_openssl_set_allow_dirty_shutdown(g->bev, 1);
	bufferevent_incref(g->bev);
	evbuffer_add_cb(bufferevent_get_input(g->bev), guard_input, g);
	LIST_INSERT_HEAD(&guards.all, g, link);
	guards.count++;
	limit_connections();
	return g->bev;
}

size_t
guards_count(void)
{
	return guards.count;
}

static double
count_read(void *ctx)
{
	(void)ctx;
	return (double)guards.count;
}

void
guards_init(struct http *h)
{
	struct timeval every = {.tv_usec = SWEEP_US};
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur > 1 << 20)
		files.rlim_cur = 1 << 20;
	guards.http = h;
	guards.fds = files.rlim_cur;
	guards.by_fd = calloc(guards.fds, sizeof(struct guard *));
	guards.sweep = event_new(h->base, -1, EV_PERSIST, sweep, NULL);
	if (guards.by_fd == NULL || guards.sweep == NULL)
		log_die("out_of_memory");
	event_add(guards.sweep, &every);
	guards.refusals = metrics_counter("lantern_http_refused_total",
					  "Requests refused before they were read.");
	metrics_gauge("lantern_http_connections", "Connections open.", count_read, NULL);
}

void
guards_free(void)
{
	struct guard *g, *next;

	for (g = LIST_FIRST(&guards.all); g != NULL; g = next) {
		next = LIST_NEXT(g, link);
		guard_free(g);
	}
	event_free(guards.sweep);
	free(guards.by_fd);
}
