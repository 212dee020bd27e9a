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
 * A dependency of /health, which says {"ok": bool, "<name>": {"ok": bool, ...}, ...}. true = well;
 * one that is not makes /health 503. `members` (`size` bytes with NUL, "" at first) takes further
 * JSON members, say `"swept_to":"2026-11-10T18:35:00.000000Z"`; never a name or a secret.
 */
void health_add(const char *name, bool (*check)(void *ctx, char *members, size_t size), void *ctx);

#endif
