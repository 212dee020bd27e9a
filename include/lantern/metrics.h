/*
 * metrics.h -- what /metrics and /health tell; a small registry that every module may add to.
 *
 * Register at start only; names by Prometheus' rules (lantern_..._total for counters).
 */
#ifndef LANTERN_METRICS_H
#define LANTERN_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A counter to add to, from the loop's thread: `(*deadlines_fired)++`. Lives as long as the
 * process.
 */
uint64_t *metrics_counter(const char *name, const char *help);

/* A value asked for at each scrape. */
void metrics_gauge(const char *name, const char *help, double (*read)(void *ctx), void *ctx);

/*
 * A dependency of /health: true = well. `detail` (at most `size` bytes with NUL) says why or since
 * when,
 * never a name or a secret. One that is not well makes /health 503.
 */
void health_add(const char *name, bool (*check)(void *ctx, char *detail, size_t size), void *ctx);

#endif
