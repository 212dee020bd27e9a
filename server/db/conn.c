/*
 * conn.c -- one connection's life: connect, prepare, serve, break, wait, again. Nothing blocks.
 *
 * libpq may change its socket at each step of connecting, so the events are assigned anew each
 * time; and it ignores connect_timeout here, so the time limit is ours.
 */
#include <errno.h>
#include <event2/util.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/config.h"
#include "lantern/log.h"
#include "private.h"

#include "lantern/banned.h"

#define CONNECT_US (2 * INT64_C(1000000))
#define PREPARE_US (10 * INT64_C(1000000))
#define BACKOFF_FIRST_US INT64_C(20000)
#define BACKOFF_LAST_US INT64_C(1000000)

static void conn_connect(struct conn *c);
static void conn_poll(struct conn *c);

static void
conn_become(struct conn *c, enum conn_state state, const char *why)
{
	static const char *const names[] = {"down", "connecting", "preparing", "ready"};
	enum log_level level = state == CONN_DOWN && c->failures == 0 ? LOG_WARN : LOG_DEBUG;

	log_line(level, NULL, "db_connection lane=%s number=%d from=%s to=%s why=%s",
		 c->lane->rule->name, c->number, names[c->state], names[state], why);
	c->state = state;
}

static void
timer_in(struct conn *c, int64_t us)
{
	struct timeval tv = {.tv_sec = us / 1000000, .tv_usec = us % 1000000};

	event_add(&c->timer, &tv);
}

/* 20 ms to 1 s, doubling, less up to half at random: servers must not all come back in step. */
static int64_t
backoff_us(int failures)
{
	int64_t us = BACKOFF_FIRST_US << (failures < 6 ? failures : 6);
	uint32_t dice;

	if (us > BACKOFF_LAST_US)
		us = BACKOFF_LAST_US;
	evutil_secure_rng_get_bytes(&dice, sizeof(dice));
	return us - (int64_t)(dice % (uint32_t)(us / 2));
}

static void
conn_forget_socket(struct conn *c)
{
	if (c->io_set) {
		event_del(&c->io);
		event_del(&c->out);
		c->io_set = false;
	}
}

void
conn_drop(struct conn *c, const char *why)
{
	if (c->state == CONN_DOWN)
		return;
	conn_forget_socket(c);
	conn_become(c, CONN_DOWN, why);
	PQfinish(c->pg);
	c->pg = NULL;
	timer_in(c, backoff_us(c->failures));
	c->failures++;
	conn_abandon(c);
}

static void
conn_readable(struct conn *c)
{
	bool alive = PQconsumeInput(c->pg) == 1;
	PGnotify *note;
	bool rung = false;

	if (c->state == CONN_PREPARING && conn_prepare_results(c)) {
		c->failures = 0;
		c->db->was_ready = true;
		conn_become(c, CONN_READY, "prepared");
		rung = c->lane->rule->listens;
		db_pump_soon(c->db);
	} else if (c->state == CONN_READY) {
		conn_results(c);
	}
	if (c->state == CONN_DOWN)
		return;
	if (!alive || PQstatus(c->pg) == CONNECTION_BAD) {
		conn_drop(c, PQerrorMessage(c->pg));
		return;
	}
	for (; (note = PQnotifies(c->pg)) != NULL; PQfreemem(note))
		rung = rung || note->be_pid != PQbackendPID(c->pg); /* not our own bell */
	if (rung && c->db->on_notify != NULL)
		c->db->on_notify(c->db->on_notify_ctx);
}

static void
conn_event(evutil_socket_t fd, short what, void *arg)
{
	struct conn *c = arg;

	(void)fd;
	if (c->state == CONN_CONNECTING) {
		conn_poll(c);
		return;
	}
	if (what & EV_READ)
		conn_readable(c);
	if ((what & EV_WRITE) && c->state != CONN_DOWN)
		conn_flush(c);
}

/* libpq: while PQflush says 1, wait for both, or client and server may each wait for the other. */
void
conn_flush(struct conn *c)
{
	switch (PQflush(c->pg)) {
	case 0:
		event_del(&c->out);
		break;
	case 1:
		event_add(&c->out, NULL);
		break;
	default:
		/*
		 * The reason, and answers already sent, are still to be read: let the socket tell.
		 */
		event_del(&c->out);
		event_active(&c->io, EV_READ, 0);
	}
}

static void
conn_watch(struct conn *c, short read, short write)
{
	int fd = PQsocket(c->pg);

	conn_forget_socket(c);
	event_assign(&c->io, c->db->base, fd, EV_READ | EV_PERSIST, conn_event, c);
	event_assign(&c->out, c->db->base, fd, EV_WRITE | EV_PERSIST, conn_event, c);
	c->io_set = true;
	if (read)
		event_add(&c->io, NULL);
	if (write)
		event_add(&c->out, NULL);
}

/*
 * A warning with a write ("canceling wait for synchronous replication") means: success may be a
 * lie.
 */
static void
conn_notice(void *arg, const PGresult *res)
{
	struct conn *c = arg;
	const char *severity = PQresultErrorField(res, PG_DIAG_SEVERITY_NONLOCALIZED);
	bool warning = severity != NULL && strcmp(severity, "WARNING") == 0;
	struct job *job = TAILQ_FIRST(&c->in_flight);

	log_line(warning ? LOG_WARN : LOG_DEBUG, NULL, "db_notice lane=%s query=%s text=%s",
		 c->lane->rule->name, job == NULL ? "-" : job->query->name,
		 PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY));
	if (warning && job != NULL && c->lane->rule->writes)
		job->warned = true;
}

static void
conn_connected(struct conn *c)
{
	event_del(&c->timer);
	PQsetNoticeReceiver(c->pg, conn_notice, c);
	if (PQsetnonblocking(c->pg, 1) != 0 || PQenterPipelineMode(c->pg) != 1 ||
	    !conn_prepare_send(c)) {
		conn_drop(c, PQerrorMessage(c->pg));
		return;
	}
	conn_watch(c, 1, 0);
	conn_become(c, CONN_PREPARING, "connected");
	timer_in(c, PREPARE_US);
	conn_flush(c);
}

static void
conn_poll(struct conn *c)
{
	switch (PQconnectPoll(c->pg)) {
	case PGRES_POLLING_OK:
		conn_connected(c);
		break;
	case PGRES_POLLING_READING:
		conn_watch(c, 1, 0);
		break;
	case PGRES_POLLING_WRITING:
		conn_watch(c, 0, 1);
		break;
	default:
		conn_drop(c, PQerrorMessage(c->pg));
	}
}

/* The operator's conninfo comes last and wins. */
static void
conn_connect(struct conn *c)
{
	const struct config *config = c->db->config;
	const char *const names[] = {"application_name",
				     "tcp_user_timeout",
				     "keepalives_idle",
				     "keepalives_interval",
				     "keepalives_count",
				     "dbname",
				     NULL};
	const char *const values[] = {
		"lanternd", "3000", "5",
		"2",	    "2",    c->lane->rule->clock ? config->db_clock : config->db,
		NULL};

	c->pg = PQconnectStartParams(names, values, 1);
	if (c->pg == NULL)
		log_die("out_of_memory");
	conn_become(c, CONN_CONNECTING, "its time");
	if (PQstatus(c->pg) == CONNECTION_BAD) {
		conn_drop(c, PQerrorMessage(c->pg));
		return;
	}
	timer_in(c, CONNECT_US);
	conn_watch(c, 0, 1); /* as if PQconnectPoll had said WRITING, by the manual */
}

static void
conn_timer(evutil_socket_t fd, short what, void *arg)
{
	struct conn *c = arg;

	(void)fd;
	(void)what;
	if (c->state == CONN_DOWN)
		conn_connect(c);
	else if (c->state != CONN_READY)
		conn_drop(c, "connecting took too long");
}

void
conn_init(struct conn *c, struct db *db, struct lane_line *lane, int number)
{
	c->db = db;
	c->lane = lane;
	c->number = number;
	TAILQ_INIT(&c->in_flight);
	event_assign(&c->timer, db->base, -1, 0, conn_timer, c);
	timer_in(c, 0);
}

void
conn_release(struct conn *c)
{
	conn_forget_socket(c);
	event_del(&c->timer);
	c->state = CONN_DOWN;
	PQfinish(c->pg);
	c->pg = NULL;
	conn_abandon(c);
}
