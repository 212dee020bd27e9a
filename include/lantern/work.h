/*
 * work.h -- a few threads for what takes over 5 ms; the loop goes on. Requests use req_work().
 */
#ifndef LANTERN_WORK_H
#define LANTERN_WORK_H

#include <stdbool.h>

struct event_base;
struct work_pool;

#define WORK_QUEUE_MAX 32 /* in each line */

/* Whom a job is for: the house (a session or an enrolled terminal) always comes first. */
enum work_line { WORK_HOUSE, WORK_STRANGERS, WORK_LINES };

/* fn(ctx) on a thread, then done(ctx) on the loop. fn may touch nothing but ctx. */
struct work_job {
	void (*fn)(void *ctx);
	void (*done)(void *ctx);
	void *ctx;
};

/* Never NULL; aborts when threads can't be made. */
struct work_pool *work_new(struct event_base *base, int threads);

/* Waits for jobs that run; those still queued are dropped without `done`. */
void work_free(struct work_pool *pool);

/* False when WORK_QUEUE_MAX are waiting in that line: answer 429. */
bool work_submit(struct work_pool *pool, enum work_line line, const struct work_job *job);

#endif
