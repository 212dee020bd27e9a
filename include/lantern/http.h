/*
 * http.h -- the HTTP server as main sees it.
 */
#ifndef LANTERN_HTTP_H
#define LANTERN_HTTP_H

#include <stdbool.h>

struct config;
struct db;
struct event_base;
struct http;

/*
 * Listens and serves from the loop's next turn on. NULL (logged) when it can't: address,
 * certificate.
 */
struct http *http_new(struct event_base *base, const struct config *config, struct db *db);

/* Reads the client's files, the certificate and the OpenAPI document again (SIGHUP). */
void http_reload(struct http *h);

/* Accepts nothing new, says bye to streams, lets requests finish; then drained(ctx). */
void http_drain(struct http *h, void (*drained)(void *ctx), void *ctx);

/* After it is drained (or given up): nothing may be in flight any more. */
void http_free(struct http *h);

#endif
