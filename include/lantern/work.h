/*
 * work.h -- a few threads for what takes over 5 ms; the loop goes on. Requests use req_work().
 */
#ifndef LANTERN_WORK_H
#define LANTERN_WORK_H

#include <stdbool.h>

struct event_base;
struct work_pool;

#define WORK_QUEUE_MAX 32

/* Never NULL; aborts when threads can't be made. */
struct work_pool *work_new(struct event_base *base, int threads);

/* Waits for jobs that run; those still queued are dropped without `done`. */
void work_free(struct work_pool *pool);

/*
 * fn(ctx) on a thread, then done(ctx) on the loop. fn may touch nothing but ctx.
 * False when WORK_QUEUE_MAX are waiting: answer 429.
 */
bool work_submit(struct work_pool *pool, void (*fn)(void *ctx), void (*done)(void *ctx), void *ctx);

#endif
