/*
 * server.c -- evhttp made strict: limits, listener, TLS, reload, drain.
 *
 * Its own defaults let everything in: bodies and headers without end, HTML error pages, no PATCH.
 * On SIGTERM a late reply after evhttp_free would abort, so it is freed only when no exchange is
 * left.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <event2/bufferevent.h>
#include <event2/listener.h>
#include <event2/util.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "head.h"
#include "lantern/config.h"
#include "lantern/http.h"
#include "lantern/log.h"
#include "lantern/work.h"
#include "private.h"

#include "lantern/banned.h"

#define BACKLOG 4096
#define PAUSE_US 200000
#define DRAIN_LOOK_US 50000
#define METHODS \
	(EVHTTP_REQ_GET | EVHTTP_REQ_HEAD | EVHTTP_REQ_POST | EVHTTP_REQ_PUT | EVHTTP_REQ_PATCH | \
	 EVHTTP_REQ_DELETE | EVHTTP_REQ_OPTIONS)

/* The listener's callbacks get what evhttp put there, so they look here. */
static struct http *serving;

static void
listen_again(evutil_socket_t fd, short what, void *arg)
{
	struct http *h = arg;

	(void)fd;
	(void)what;
	if (!h->draining)
		evconnlistener_enable(h->listener);
}

/* Out of descriptors, accept() fails at once and for ever: a full core and a full log. So pause. */
static void
listen_failed(struct evconnlistener *listener, void *arg)
{
	const struct timeval pause = {.tv_usec = PAUSE_US};

	(void)arg;
	log_error(NULL, "accept_failed errno=%d", errno);
	evconnlistener_disable(listener);
	event_add(serving->listen_again, &pause);
}

static bool
listener_open(struct http *h)
{
	struct sockaddr_storage address;
	int n = sizeof(address), on = 1;

	if (evutil_parse_sockaddr_port(h->config->listen, (struct sockaddr *)&address, &n) != 0) {
		log_error(NULL, "listen_address_malformed address=%s", h->config->listen);
		return false;
	}
	h->listener = evconnlistener_new_bind(h->base, NULL, NULL,
					      LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC |
						      LEV_OPT_REUSEABLE,
					      BACKLOG, (struct sockaddr *)&address, n);
	if (h->listener == NULL) {
		log_error(NULL, "listen_failed address=%s reason=%s", h->config->listen,
			  strerror(errno));
		return false;
	}
	/* Accepted sockets inherit it; without it TLS loses most of its speed. */
	(void)setsockopt(evconnlistener_get_fd(h->listener), IPPROTO_TCP, TCP_NODELAY, &on,
			 sizeof(on));
	evconnlistener_set_error_cb(h->listener, listen_failed);
	h->bound = evhttp_bind_listener(h->evhttp, h->listener);
	serving = h;
	return h->bound != NULL;
}

static void
evhttp_prepare(struct http *h)
{
	h->evhttp = evhttp_new(h->base);
	h->listen_again = event_new(h->base, -1, 0, listen_again, h);
	if (h->evhttp == NULL || h->listen_again == NULL)
		log_die("out_of_memory");
	evhttp_set_allowed_methods(h->evhttp, METHODS);
	/*
	 * The guard refuses at the limits themselves, with a problem; these are the net below it.
	 */
	evhttp_set_max_headers_size(h->evhttp, HEAD_BYTES_MAX + 1024);
	evhttp_set_max_body_size(h->evhttp, BODY_BYTES_MAX + 1024);
	evhttp_set_timeout(h->evhttp, (int)h->config->idle_s);
	evhttp_set_default_content_type(h->evhttp, NULL);
	evhttp_set_bevcb(h->evhttp, guard_bufferevent, h);
	evhttp_set_gencb(h->evhttp, exchange_begin, h);
}

struct http *
http_new(struct event_base *base, const struct config *config, struct db *db)
{
	struct http *h = calloc(1, sizeof(*h));

	if (h == NULL)
		log_die("out_of_memory");
	h->base = base;
	h->config = config;
	h->db = db;
	if (config->tls_cert[0] != '\0' &&
	    (h->tls = tls_new(config->tls_cert, config->tls_key)) == NULL) {
		free(h);
		return NULL;
	}
	router_init();
	evhttp_prepare(h);
	h->pool = work_new(base, (int)config->workers);
	ops_init(h);
	guards_init(h);
	sessions_init(base, db);
	files_init(config->web);
	live_init(h);
	if (!listener_open(h)) {
		http_free(h);
		return NULL;
	}
	log_info(NULL, "listening address=%s tls=%s", config->listen,
		 h->tls == NULL ? "no" : "yes");
	return h;
}

void
http_reload(struct http *h)
{
	files_reload();
	ops_reload();
	if (h->tls != NULL && !tls_reload(h->tls))
		log_warn(NULL, "tls_certificate_kept");
}

static void
drain_look(evutil_socket_t fd, short what, void *arg)
{
	struct http *h = arg;

	(void)fd;
	(void)what;
	if (h->exchanges > 0)
		return;
	event_del(h->drain);
	h->drained(h->drained_ctx);
}

void
http_drain(struct http *h, void (*drained)(void *ctx), void *ctx)
{
	const struct timeval often = {.tv_usec = DRAIN_LOOK_US};

	h->draining = true;
	h->drained = drained;
	h->drained_ctx = ctx;
	/* Closed, not paused: who comes now is refused at once and goes to another server. */
	evhttp_del_accept_socket(h->evhttp, h->bound);
	live_say_bye("stopping");
	h->drain = event_new(h->base, -1, EV_PERSIST, drain_look, h);
	if (h->drain == NULL)
		log_die("out_of_memory");
	event_add(h->drain, &often); /* the first look comes after the byes were written */
}

void
http_free(struct http *h)
{
	live_free();
	evhttp_free(h->evhttp); /* and the listener with it */
	work_free(h->pool);
	guards_free();
	sessions_free();
	files_free();
	ops_free();
	router_free();
	event_free(h->listen_again);
	if (h->drain != NULL)
		event_free(h->drain);
	tls_free(h->tls);
	free(h);
}
