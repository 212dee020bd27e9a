/*
 * main.c -- lanternd: what it is told to do, and the wiring of the server.
 *
 *	lanternd [--option=value ...] [serve | migrate | hash | totp USERNAME | verify [PREMISES]]
 */
#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "lantern/clock.h"
#include "lantern/clockwork.h"
#include "lantern/clockwork/couriers.h"
#include "lantern/commands.h"
#include "lantern/config.h"
#include "lantern/db.h"
#include "lantern/http.h"
#include "lantern/log.h"
#include "lantern/secret.h"

#include "lantern/banned.h"

#define DESCRIPTORS 65536
#define STOP_S 10

struct server {
	struct event_base *base;
	struct db *db;
	struct http *http;
	struct clockwork *clockwork;
	struct couriers *couriers;
	struct event *term, *interrupt, *hangup, *deadline, *settle;
	bool stopping;
};

static void
libevent_said(int severity, const char *text)
{
	log_line(severity >= EVENT_LOG_WARN ? LOG_WARN : LOG_DEBUG, NULL, "libevent text=%s", text);
}

static void
libevent_died(int error)
{
	log_die("libevent_fatal error=%d", error);
}

/* Streams are many, and each is a descriptor. */
static void
descriptors_raise(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) != 0)
		return;
	r.rlim_cur = r.rlim_max < DESCRIPTORS ? r.rlim_max : DESCRIPTORS;
	if (setrlimit(RLIMIT_NOFILE, &r) != 0)
		log_warn(NULL, "descriptors_not_raised errno=%d", errno);
}

/* "file:PATH" as the path; NULL for anything else. */
static const char *
file_of(const char *setting)
{
	return strncmp(setting, "file:", 5) == 0 ? setting + 5 : NULL;
}

static bool
pepper_read(const char *setting)
{
	char text[SECRET_SETTING_MAX];

	if (!config_secret(setting, text))
		return false;
	secret_init(text);
	sodium_memzero(text, sizeof(text));
	return true;
}

static bool
process_prepare(const struct config *c)
{
	enum log_level level;

	if (!log_level_parse(c->log_level, &level)) {
		(void)fprintf(stderr, "lanternd: log_level must be debug, info, warn or error\n");
		return false;
	}
	log_level_set(level);
	if (c->clock[0] != '\0' && file_of(c->clock) == NULL) {
		log_error(NULL, "clock_setting_unknown clock=%s", c->clock);
		return false;
	}
	if (!clock_init(c->clock[0] == '\0' ? NULL : file_of(c->clock))) {
		log_error(NULL, "clock_unusable clock=%s reason=%s", c->clock, strerror(errno));
		return false;
	}
	(void)signal(SIGPIPE, SIG_IGN);
	event_set_log_callback(libevent_said);
	event_set_fatal_callback(libevent_died);
	descriptors_raise();
	return sodium_init() >= 0 && pepper_read(c->pepper);
}

/*
 * The tail, touches, the clockwork and couriers may still have asks or letters out; the database
 * answers within seconds.
 */
static void
settle_look(evutil_socket_t fd, short what, void *arg)
{
	struct server *s = arg;

	(void)fd;
	(void)what;
	if (db_pending(s->db) == 0 && !couriers_busy(s->couriers))
		event_base_loopbreak(s->base);
}

static void
http_drained(void *arg)
{
	const struct timeval often = {.tv_usec = 20000};
	struct server *s = arg;

	event_add(s->settle, &often);
}

static void
stop_overdue(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	(void)arg;
	log_error(NULL, "stop_overdue after_s=%d", STOP_S);
	_exit(EXIT_FAILURE);
}

static void
stop(evutil_socket_t sig, short what, void *arg)
{
	const struct timeval limit = {.tv_sec = STOP_S};
	struct server *s = arg;

	(void)what;
	if (s->stopping)
		return;
	s->stopping = true;
	log_info(NULL, "stopping signal=%d", (int)sig);
	event_add(s->deadline, &limit);
	clockwork_stop(s->clockwork);
	couriers_stop(s->couriers);
	http_drain(s->http, http_drained, s);
}

static void
reload(evutil_socket_t sig, short what, void *arg)
{
	struct server *s = arg;

	(void)sig;
	(void)what;
	http_reload(s->http);
}

static void
events_new(struct server *s)
{
	s->term = evsignal_new(s->base, SIGTERM, stop, s);
	s->interrupt = evsignal_new(s->base, SIGINT, stop, s);
	s->hangup = evsignal_new(s->base, SIGHUP, reload, s);
	s->deadline = evtimer_new(s->base, stop_overdue, s);
	s->settle = event_new(s->base, -1, EV_PERSIST, settle_look, s);
	if (!s->term || !s->interrupt || !s->hangup || !s->deadline || !s->settle)
		log_die("out_of_memory");
	event_add(s->term, NULL);
	event_add(s->interrupt, NULL);
	event_add(s->hangup, NULL);
}

static void
events_free(struct server *s)
{
	event_free(s->term);
	event_free(s->interrupt);
	event_free(s->hangup);
	event_free(s->deadline);
	event_free(s->settle);
}

static struct event_base *
base_new(void)
{
	struct event_config *config = event_config_new();
	struct event_base *base;

	if (config == NULL)
		log_die("out_of_memory");
	event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK);
	event_config_set_flag(config, EVENT_BASE_FLAG_EPOLL_USE_CHANGELIST);
	base = event_base_new_with_config(config);
	event_config_free(config);
	if (base == NULL)
		log_die("no_event_base");
	return base;
}

static int
serve(const struct config *c, char **words)
{
	struct server s = {0};

	(void)words;
	if (c->db[0] == '\0' || c->db_clock[0] == '\0') {
		log_error(NULL, "database_not_set needed=\"LANTERN_DB and LANTERN_DB_CLOCK\"");
		return EXIT_FAILURE;
	}
	if (c->db_owner[0] != '\0' && !db_migrate(c))
		return EXIT_FAILURE;
	s.base = base_new();
	s.db = db_new(s.base, c);
	s.http = http_new(s.base, c, s.db);
	if (s.http == NULL)
		return EXIT_FAILURE;
	s.clockwork = clockwork_new(s.base, s.db);
	s.couriers = couriers_new(s.base, s.db, c);
	if (s.couriers == NULL)
		return EXIT_FAILURE;
	events_new(&s);
	event_base_dispatch(s.base);
	db_free(s.db);
	http_free(s.http);
	clockwork_free(s.clockwork);
	couriers_free(s.couriers);
	events_free(&s);
	event_base_free(s.base);
	libevent_global_shutdown();
	log_info(NULL, "stopped");
	return EXIT_SUCCESS;
}

static int
migrate(const struct config *c, char **words)
{
	(void)words;
	return db_migrate(c) ? EXIT_SUCCESS : EXIT_FAILURE;
}

static const struct {
	const char *name;
	int (*run)(const struct config *c, char **words);
} commands[] = {
	{"serve", serve},	{"migrate", migrate},	    {"hash", command_hash},
	{"totp", command_totp}, {"verify", command_verify},
};

int
main(int argc, char **argv)
{
	struct config config;
	const char *name;
	int command;
	size_t i;

	if (!config_read(&config, argc, argv, &command))
		return EXIT_FAILURE;
	name = command < argc ? argv[command] : "serve";
	if (!process_prepare(&config))
		return EXIT_FAILURE;
	for (i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		if (strcmp(commands[i].name, name) == 0)
			return commands[i].run(&config,
					       command < argc ? argv + command + 1 : argv + argc);
	(void)fprintf(stderr, "lanternd: unknown command %s\n", name);
	return EXIT_FAILURE;
}
