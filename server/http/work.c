/*
 * work.c -- threads that take jobs from two bounded queues, and an eventfd that brings them back.
 *
 * A hash takes a core for a good while, and anybody on the network can ask for one by trying to
 * sign in. So strangers queue by themselves, and are served when nobody of the house waits.
 */
#include "lantern/work.h"

#include <errno.h>
#include <event2/event.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/queue.h>
#include <unistd.h>

#include "lantern/log.h"

#include "lantern/banned.h"

#define THREADS_MAX 16

struct errand {
	STAILQ_ENTRY(errand) link;
	struct work_job job;
};
STAILQ_HEAD(errand_list, errand);

struct work_pool {
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct errand_list waiting[WORK_LINES], finished;
	int waiting_count[WORK_LINES];
	bool ending;
	pthread_t threads[THREADS_MAX];
	int count;
	int bell; /* eventfd: something is finished */
	struct event *heard;
};

static void
ring(struct work_pool *pool)
{
	uint64_t one = 1;

	while (write(pool->bell, &one, sizeof(one)) < 0 && errno == EINTR)
		;
}

/* The first of the first line that has any, NULL when none has. Under the lock. */
static struct errand *
waiting_take(struct work_pool *pool)
{
	struct errand *e = NULL;
	int line;

	for (line = 0; line < WORK_LINES && e == NULL; line++) {
		e = STAILQ_FIRST(&pool->waiting[line]);
		if (e != NULL) {
			STAILQ_REMOVE_HEAD(&pool->waiting[line], link);
			pool->waiting_count[line]--;
		}
	}
	return e;
}

static void *
thread_run(void *arg)
{
	struct work_pool *pool = arg;
	struct errand *e;

	pthread_mutex_lock(&pool->lock);
	while (!pool->ending) {
		e = waiting_take(pool);
		if (e == NULL) {
			pthread_cond_wait(&pool->more, &pool->lock);
			continue;
		}
		pthread_mutex_unlock(&pool->lock);
		e->job.fn(e->job.ctx);
		pthread_mutex_lock(&pool->lock);
		STAILQ_INSERT_TAIL(&pool->finished, e, link);
		ring(pool);
	}
	pthread_mutex_unlock(&pool->lock);
	return NULL;
}

static struct errand *
finished_take(struct work_pool *pool)
{
	struct errand *e;

	pthread_mutex_lock(&pool->lock);
	e = STAILQ_FIRST(&pool->finished);
	if (e != NULL)
		STAILQ_REMOVE_HEAD(&pool->finished, link);
	pthread_mutex_unlock(&pool->lock);
	return e;
}

static void
bell_heard(evutil_socket_t fd, short what, void *arg)
{
	struct work_pool *pool = arg;
	struct errand *e;
	uint64_t count;

	(void)what;
	if (read(fd, &count, sizeof(count)) < 0 && errno != EAGAIN)
		log_warn(NULL, "work_bell_failed errno=%d", errno);
	while ((e = finished_take(pool)) != NULL) {
		e->job.done(e->job.ctx);
		free(e);
	}
}

/* Signals are the loop's: a thread that caught one would interrupt a hash for nothing. */
static void
threads_start(struct work_pool *pool, int threads)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	for (; pool->count < threads; pool->count++)
		if (pthread_create(&pool->threads[pool->count], NULL, thread_run, pool) != 0)
			log_die("no_threads");
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

struct work_pool *
work_new(struct event_base *base, int threads)
{
	struct work_pool *pool = calloc(1, sizeof(*pool));
	int line;

	if (pool == NULL)
		log_die("out_of_memory");
	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->more, NULL);
	for (line = 0; line < WORK_LINES; line++)
		STAILQ_INIT(&pool->waiting[line]);
	STAILQ_INIT(&pool->finished);
	pool->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (pool->bell < 0)
		log_die("no_eventfd errno=%d", errno);
	pool->heard = event_new(base, pool->bell, EV_READ | EV_PERSIST, bell_heard, pool);
	if (pool->heard == NULL)
		log_die("out_of_memory");
	event_add(pool->heard, NULL);
	threads_start(pool, threads < THREADS_MAX ? threads : THREADS_MAX);
	return pool;
}

static void
list_free(struct errand_list *list)
{
	struct errand *e;

	while ((e = STAILQ_FIRST(list)) != NULL) {
		STAILQ_REMOVE_HEAD(list, link);
		free(e);
	}
}

void
work_free(struct work_pool *pool)
{
	int i;

	pthread_mutex_lock(&pool->lock);
	pool->ending = true;
	pthread_cond_broadcast(&pool->more);
	pthread_mutex_unlock(&pool->lock);
	for (i = 0; i < pool->count; i++)
		pthread_join(pool->threads[i], NULL);
	for (i = 0; i < WORK_LINES; i++)
		list_free(&pool->waiting[i]);
	list_free(&pool->finished);
	event_free(pool->heard);
	close(pool->bell);
	pthread_cond_destroy(&pool->more);
	pthread_mutex_destroy(&pool->lock);
	free(pool);
}

bool
work_submit(struct work_pool *pool, enum work_line line, const struct work_job *job)
{
	struct errand *e;
	bool room;

	pthread_mutex_lock(&pool->lock);
	room = pool->waiting_count[line] < WORK_QUEUE_MAX;
	if (room) {
		e = calloc(1, sizeof(*e));
		if (e == NULL)
			log_die("out_of_memory");
		e->job = *job;
		STAILQ_INSERT_TAIL(&pool->waiting[line], e, link);
		pool->waiting_count[line]++;
		pthread_cond_signal(&pool->more);
	}
	pthread_mutex_unlock(&pool->lock);
	return room;
}
