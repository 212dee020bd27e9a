/* metrics.h -- the registry as the rest of http sees it. */
#ifndef LANTERN_HTTP_METRICS_H
#define LANTERN_HTTP_METRICS_H

#include <stdbool.h>
#include <stdint.h>

struct evbuffer;
struct route;

void metrics_init(void);
void metrics_free(void);

/* One answered request; `route` NULL when it had none. */
void metrics_request(const struct route *route, int status, int64_t took_us);

void metrics_write(struct evbuffer *out);

/* The JSON object of /health; true when everything is well. */
bool health_write(struct evbuffer *out);

#endif
