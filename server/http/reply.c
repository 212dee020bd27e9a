/* reply.c -- the bytes of an answer: headers that every answer has, the body, the end. */
#include <event2/buffer.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "lantern/log.h"
#include "private.h"

#include "lantern/banned.h"

#define CSP \
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " \
	"connect-src 'self'; font-src 'self'; manifest-src 'self'; media-src 'self' data:; " \
	"worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " \
	"require-trusted-types-for 'script'; trusted-types worker"
#define ALWAYS \
	"nosniff\r\nReferrer-Policy: no-referrer\r\nCross-Origin-Opener-Policy: same-origin\r\n" \
	"Cross-Origin-Resource-Policy: same-origin\r\n"

/* Each value is several header lines: one insertion instead of seven for every answer. */
static const char *const common[] = {
	[REPLY_API] =
		ALWAYS "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
		       "Cache-Control: no-store",
	[REPLY_PAGE] = ALWAYS "Content-Security-Policy: " CSP,
};

/* Past evhttp_add_header, which looks for line breaks; our own text is known. evhttp frees it. */
static void
header_put(struct evhttp_request *ev, const char *name, const char *value)
{
	struct evkeyval *kv = malloc(sizeof(*kv));

	if (kv == NULL || (kv->key = strdup(name)) == NULL || (kv->value = strdup(value)) == NULL)
		log_die("out_of_memory");
	TAILQ_INSERT_TAIL(evhttp_request_get_output_headers(ev), kv, next);
}

void
reply_header(struct exchange *x, const char *name, const char *value)
{
	header_put(x->ev, name, value);
}

void
reply_common_headers(struct exchange *x, enum reply_kind kind)
{
	header_put(x->ev, "X-Content-Type-Options", common[kind]);
	if (x->http->tls != NULL) /* behind a proxy it is the proxy's to promise */
		header_put(x->ev, "Strict-Transport-Security", "max-age=31536000");
	header_put(x->ev, "X-Request-Id", x->r.id);
}

static const char *
reason(int status)
{
	switch (status) {
	case 200:
		return "OK";
	case 201:
		return "Created";
	case 204:
		return "No Content";
	case 304:
		return "Not Modified";
	default:
		return status < 400 ? "Done" : "Problem";
	}
}

/* evhttp sends a body to HEAD too, so it is taken away, its length kept. */
static void
body_drop(struct exchange *x, struct evbuffer *body)
{
	char length[24];

	(void)evutil_snprintf(length, sizeof(length), "%zu", evbuffer_get_length(body));
	header_put(x->ev, "Content-Length", length);
	evbuffer_drain(body, evbuffer_get_length(body));
}

void
reply_send(struct exchange *x, int status, enum reply_kind kind, struct evbuffer *body)
{
	x->status = status;
	reply_common_headers(x, kind);
	if (x->head)
		body_drop(x, body);
	if (!guard_next(x->ev) || x->close || x->http->draining)
		header_put(x->ev, "Connection", "close");
	evhttp_send_reply(x->ev, status, reason(status), body);
}

void
reply_text(struct exchange *x, int status, const char *type, const char *text)
{
	struct evbuffer *body = evhttp_request_get_output_buffer(x->ev);

	if (type != NULL)
		header_put(x->ev, "Content-Type", type);
	evbuffer_add(body, text, strlen(text));
	reply_send(x, status, REPLY_API, body);
}
