/* sealer.c -- seals what has been committed, again at once while there is more than one batch. */
#include "lantern/clockwork/sealer.h"

#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>

#include "lantern/clock.h"
#include "lantern/db.h"
#include "lantern/log.h"
#include "lantern/metrics.h"
#include "lantern/rows.h"

#include "lantern/banned.h"

#define SEAL_US 200000	  /* between two seals */
#define SEAL_MOST "2000"  /* events in one */
#define STALE_US 10000000 /* not sealed for that long: unwell */

struct sealer {
	struct db *db;
	struct event *timer;
	bool stopped;
	int64_t sealed_ticks;
	uint64_t *links;
};

static void
sealed(void *ctx, const struct db_result *result)
{
	struct sealer *s = ctx;
	struct timeval wait = {0, SEAL_US};
	int64_t count;

	if (s->stopped)
		return;
	if (result->status == DB_OK) {
		count = rows_int(result->rows, "sealed", 0);
		s->sealed_ticks = clock_ticks();
		*s->links += (uint64_t)count;
		if (count == strtoll(SEAL_MOST, NULL, 10))
			wait.tv_usec = 0;
	} else if (result->status == DB_REFUSED) {
		log_error(NULL, "seal_refused sqlstate=%s constraint=%s message=%s",
			  result->sqlstate, result->constraint, result->message);
	}
	event_add(s->timer, &wait);
}

static void
seal(evutil_socket_t fd, short what, void *ctx)
{
	struct sealer *s = ctx;
	char now[CLOCK_ISO_SIZE];
	struct db_ask ask = {.query = SQL_SEAL, .done = sealed, .ctx = s};
	struct timeval wait = {0, SEAL_US};

	(void)fd;
	(void)what;
	if (!clock_is_known()) {
		event_add(s->timer, &wait);
		return;
	}
	ask.params = PARAMS(SEAL_MOST, clock_iso(clock_now(), now));
	db_ask(s->db, &ask);
}

static bool
healthy(void *ctx, char *members, size_t size)
{
	const struct sealer *s = ctx;

	snprintf(members, size, "\"age_s\":%lld",
		 (long long)((clock_ticks() - s->sealed_ticks) / CLOCK_US));
	return clock_ticks() - s->sealed_ticks < STALE_US;
}

struct sealer *
sealer_new(struct event_base *base, struct db *db)
{
	struct sealer *s = calloc(1, sizeof(*s));
	struct timeval wait = {0, SEAL_US};

	if (s == NULL || (s->timer = evtimer_new(base, seal, s)) == NULL)
		log_die("sealer_no_memory");
	s->db = db;
	s->sealed_ticks = clock_ticks();
	s->links = metrics_counter("lantern_events_sealed_total", "Events chained by this server");
	health_add("sealer", healthy, s);
	event_add(s->timer, &wait);
	return s;
}

void
sealer_stop(struct sealer *s)
{
	s->stopped = true;
	event_del(s->timer);
}

void
sealer_free(struct sealer *s)
{
	if (s == NULL)
		return;
	event_free(s->timer);
	free(s);
}
