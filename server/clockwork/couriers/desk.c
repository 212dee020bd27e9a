/* desk.c -- what is due goes to its courier, and what became of it into its row. */
#include "lantern/clockwork/couriers.h"

#include <event2/event.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/clock.h"
#include "lantern/clockwork/letters.h"
#include "lantern/clockwork/transfer.h"
#include "lantern/config.h"
#include "lantern/courier.h"
#include "lantern/db.h"
#include "lantern/ids.h"
#include "lantern/log.h"
#include "lantern/metrics.h"
#include "lantern/rows.h"

#include "lantern/banned.h"

#define LOOK_US 1000000	     /* between two looks at what is due */
#define LOOK_DRIVEN_US 10000 /* tests move the clock and wait for us */
#define DRIVEN_IDLE_US \
	250000		     /* a driven clock that stands still: a message may come all the same */
#define STATE_US 5000000     /* between two counts for /metrics */
#define END_AGAIN_US 1000000 /* the database was away: the end is written again */
#define END_TRY_US 110000000 /* until the lease has run out */
#define STOP_S 5
#define STALE_US 30000000 /* nothing could be leased for that long: unwell */
#define SLOTS 16	  /* letters under way */
#define COURIERS 4
#define ERROR_SIZE 201
#define ADDRESS_SIZE 321

struct couriers {
	struct event_base *base;
	struct db *db;
	struct transfers *transfers;
	struct event *timer, *stopping;
	struct courier *courier[COURIERS]; /* NULL: not set up */
	const char *public_url;
	char host[256];
	bool stopped, leasing, counting;
	int under_way;
	int64_t leased_ticks, counted_ticks, looked_us, looked_ticks;
	double waiting, oldest_s, dead, unknown; /* as counted last */
	uint64_t *sent, *failed;
};

/* One letter under way. Its desk comes first: couriers know no more of it. */
struct delivery {
	struct courier_desk desk;
	struct couriers *all;
	struct courier *courier;
	struct letter letter;
	struct letter_words words;
	char id[UUID_SIZE], staff[UUID_SIZE], lease[UUID_SIZE];
	char kind[32], to[ADDRESS_SIZE], error[ERROR_SIZE];
	int32_t tries;
	int64_t begun_us, ticks;
	bool handing, handed, ended;
	void (*answer)(void *ctx, bool may); /* of who waits for handing */
	void *answer_ctx;
	enum courier_said said;
	struct courier_verdict verdict;
	struct event *again;
};

static void look_soon(struct couriers *c);
static void end_write(struct delivery *d);

/* ---------------------------------------------------------------- how it ended */

static void
delivery_free(struct delivery *d)
{
	struct couriers *c = d->all;

	if (d->again)
		event_free(d->again);
	free(d);
	c->under_way--;
	look_soon(c);
}

static void
end_again(evutil_socket_t fd, short what, void *ctx)
{
	(void)fd;
	(void)what;
	end_write(ctx);
}

/* Still ours, and the database was away: once more in a while, as long as the lease is. */
static void
end_later(struct delivery *d)
{
	const struct timeval wait = {.tv_usec = END_AGAIN_US % 1000000,
				     .tv_sec = END_AGAIN_US / 1000000};

	if (clock_ticks() - d->ticks > END_TRY_US || d->all->stopped) {
		log_error(NULL, "courier_end_not_written message=%s", d->id);
		delivery_free(d);
		return;
	}
	if (d->again == NULL && (d->again = evtimer_new(d->all->base, end_again, d)) == NULL)
		log_die("couriers_no_memory");
	event_add(d->again, &wait);
}

static void
end_written(void *ctx, const struct db_result *result)
{
	struct delivery *d = ctx;

	if (result->status == DB_OK) {
		delivery_free(d);
		return;
	}
	if (result->status == DB_REFUSED)
		log_error(NULL, "courier_end_refused message=%s sqlstate=%s reason=%s", d->id,
			  result->sqlstate, result->message);
	end_later(d);
}

static void
end_write(struct delivery *d)
{
	static const char *const states[] = {[FATE_SENT] = "sent",
					     [FATE_AGAIN] = "open",
					     [FATE_DEAD] = "dead",
					     [FATE_UNKNOWN] = "unknown"};
	char now[CLOCK_ISO_SIZE], next[CLOCK_ISO_SIZE];
	bool again = d->verdict.fate == FATE_AGAIN;
	struct db_ask ask = {.query = SQL_OUTBOX_END, .done = end_written, .ctx = d};

	ask.params = PARAMS(d->id, d->lease, states[d->verdict.fate],
			    again ? clock_iso(d->verdict.next_us, next) : NULL, d->error,
			    d->courier->name, clock_iso(clock_now(), now));
	db_ask(d->all->db, &ask);
}

static void
end(struct delivery *d)
{
	struct couriers *c = d->all;

	d->verdict = courier_judge(&(struct courier_try){.said = d->said,
							 .handed = d->handed,
							 .tries = d->tries,
							 .begun_us = d->begun_us,
							 .now_us = clock_now(),
							 .draw = randombytes_random()});
	if (d->verdict.fate == FATE_SENT)
		(*c->sent)++;
	else
		(*c->failed)++;
	if (d->verdict.fate == FATE_DEAD || d->verdict.fate == FATE_UNKNOWN)
		log_warn(NULL, "courier_gave_up message=%s courier=%s state=%s", d->id,
			 d->courier->name, d->verdict.fate == FATE_DEAD ? "dead" : "unknown");
	end_write(d);
}

/* Others' words go to a page and a column: printable, and not longer than it takes. */
static void
keep_words(struct delivery *d, const char *words)
{
	size_t i;

	for (i = 0; i < sizeof(d->error) - 1 && words[i]; i++)
		d->error[i] = (char)(words[i] < ' ' || words[i] > '~' ? '?' : words[i]);
	d->error[i] = '\0';
}

static void
done(struct courier_desk *desk, const struct courier_answer *answer)
{
	struct delivery *d = (struct delivery *)desk;

	d->said = answer->said;
	d->ended = true;
	keep_words(d, answer->said == SAID_TAKEN ? "" : answer->words);
	if (!d->handing)
		end(d);
}

/* ---------------------------------------------------------------- handing over */

/*
 * Given up before the answer came: nothing has gone out, whatever is written, and the end says so.
 */
static void
hand_written(void *ctx, const struct db_result *result)
{
	struct delivery *d = ctx;
	bool may = result->status == DB_OK && rows_count(result->rows) == 1;

	d->handing = false;
	if (d->ended) {
		end(d);
		return;
	}
	d->handed = may;
	d->answer(d->answer_ctx, may);
}

static void
hand(struct courier_desk *desk, void (*answer)(void *ctx, bool may), void *ctx)
{
	struct delivery *d = (struct delivery *)desk;
	char now[CLOCK_ISO_SIZE];
	struct db_ask ask = {.query = SQL_OUTBOX_HAND, .done = hand_written, .ctx = d};

	d->handing = true;
	d->answer = answer;
	d->answer_ctx = ctx;
	ask.params = PARAMS(d->id, d->lease, d->courier->name, clock_iso(clock_now(), now));
	db_ask(d->all->db, &ask);
}

/* ---------------------------------------------------------------- what is due */

static struct courier *
courier_find(const struct couriers *c, const char *name)
{
	size_t i;

	for (i = 0; i < COURIERS; i++)
		if (c->courier[i] && strcmp(c->courier[i]->name, name) == 0)
			return c->courier[i];
	return c->courier[0]; /* the inbox is always there */
}

/* What one message says in a column of its claim. */
struct message {
	const struct rows *rows;
	size_t row;
};

static const char *
message_text(const struct message *m, const char *column)
{
	return rows_cell(m->rows, m->row, rows_column(m->rows, column));
}

static int64_t
message_number(const struct message *m, const char *column)
{
	return strtoll(message_text(m, column), NULL, 10);
}

static void
message_copy(const struct message *m, const char *column, char *out, size_t size)
{
	snprintf(out, size, "%s", message_text(m, column));
}

static struct delivery *
delivery_new(struct couriers *c, const struct message *m)
{
	struct delivery *d = calloc(1, sizeof(*d));

	if (d == NULL)
		log_die("couriers_no_memory");
	d->desk = (struct courier_desk){.hand = hand, .done = done};
	d->all = c;
	d->ticks = clock_ticks();
	d->tries = (int32_t)message_number(m, "tries");
	d->begun_us = message_number(m, "begun_us");
	d->courier = courier_find(c, message_text(m, "courier"));
	message_copy(m, "id", d->id, sizeof(d->id));
	message_copy(m, "staff", d->staff, sizeof(d->staff));
	message_copy(m, "lease", d->lease, sizeof(d->lease));
	message_copy(m, "kind", d->kind, sizeof(d->kind));
	if (d->courier != c->courier[0])
		message_copy(m, "address", d->to, sizeof(d->to));
	return d;
}

static bool
delivery_write(struct delivery *d, const struct message *m)
{
	struct letter_counts counts = {.updates = (int)message_number(m, "updates"),
				       .good = (int)message_number(m, "good"),
				       .waiting = (int)message_number(m, "waiting"),
				       .residents = (int)message_number(m, "residents")};

	letter_link(d->all->public_url, d->id, &d->words);
	if (!letter_write(d->kind, &counts, &d->words))
		return false;
	d->letter = (struct letter){.id = d->id,
				    .staff = d->staff,
				    .to = d->to,
				    .kind = d->kind,
				    .subject = d->words.subject,
				    .body = d->words.body,
				    .link = d->words.link,
				    .host = d->all->host,
				    .now_us = clock_now()};
	return true;
}

static void
deliver(struct couriers *c, const struct message *m)
{
	struct delivery *d = delivery_new(c, m);
	const char *fault = NULL;

	c->under_way++;
	if (!delivery_write(d, m))
		fault = "nobody knows this kind of message";
	else if (!address_ok(d->courier->name, d->to))
		fault = "this is no address";
	if (fault)
		done(&d->desk, &(struct courier_answer){SAID_NEVER, fault});
	else
		d->courier->send(d->courier, &d->letter, &d->desk);
}

static void
leased(void *ctx, const struct db_result *result)
{
	struct couriers *c = ctx;
	size_t row;

	c->leasing = false;
	if (result->status != DB_OK) {
		if (result->status == DB_REFUSED)
			log_error(NULL, "courier_lease_refused sqlstate=%s reason=%s",
				  result->sqlstate, result->message);
		return;
	}
	c->leased_ticks = clock_ticks();
	/* Stopped meanwhile: the leases run out by themselves. */
	for (row = 0; row < rows_count(result->rows) && !c->stopped; row++)
		deliver(c, &(struct message){result->rows, row});
}

static void
lease(struct couriers *c)
{
	char now[CLOCK_ISO_SIZE], id[UUID_SIZE], most[12];
	struct db_ask ask = {.query = SQL_OUTBOX_LEASE, .done = leased, .ctx = c};

	c->leasing = true;
	snprintf(most, sizeof(most), "%d", SLOTS - c->under_way);
	ask.params = PARAMS(clock_iso(clock_now(), now), id_random(id), most);
	db_ask(c->db, &ask);
}

/* ---------------------------------------------------------------- looking */

static void
counted(void *ctx, const struct db_result *result)
{
	struct couriers *c = ctx;

	c->counting = false;
	if (result->status != DB_OK)
		return;
	c->waiting = (double)rows_int(result->rows, "waiting", 0);
	c->oldest_s = (double)rows_int(result->rows, "oldest_s", 0);
	c->dead = (double)rows_int(result->rows, "dead", 0);
	c->unknown = (double)rows_int(result->rows, "unknown", 0);
}

static void
count(struct couriers *c)
{
	char now[CLOCK_ISO_SIZE];
	struct db_ask ask = {.query = SQL_OUTBOX_STATE, .done = counted, .ctx = c};

	if (c->counting ||
	    clock_ticks() - c->counted_ticks < (clock_is_driven() ? DRIVEN_IDLE_US : STATE_US))
		return;
	c->counting = true;
	c->counted_ticks = clock_ticks();
	ask.params = PARAMS(clock_iso(clock_now(), now));
	db_ask(c->db, &ask);
}

/* A driven clock stands still between its steps: asking all the time would only keep tests busy. */
static bool
worth_a_look(struct couriers *c)
{
	if (c->leasing || c->under_way == SLOTS)
		return false;
	if (clock_is_driven() && clock_now() == c->looked_us &&
	    clock_ticks() - c->looked_ticks < DRIVEN_IDLE_US)
		return false;
	c->looked_us = clock_now();
	c->looked_ticks = clock_ticks();
	return true;
}

static void
look(evutil_socket_t fd, short what, void *ctx)
{
	struct couriers *c = ctx;
	const struct timeval wait = {clock_is_driven() ? 0 : LOOK_US / 1000000,
				     clock_is_driven() ? LOOK_DRIVEN_US : LOOK_US % 1000000};

	(void)fd;
	(void)what;
	if (c->stopped)
		return;
	if (clock_is_known()) {
		if (worth_a_look(c))
			lease(c);
		count(c);
	}
	event_add(c->timer, &wait);
}

/* A place has become free, and there may be more than there were places. */
static void
look_soon(struct couriers *c)
{
	const struct timeval at_once = {0, 0};

	c->looked_ticks = 0;
	if (!c->stopped)
		event_add(c->timer, &at_once);
}

/* ---------------------------------------------------------------- setup */

static double
read_waiting(void *ctx)
{
	return ((struct couriers *)ctx)->waiting;
}

static double
read_oldest(void *ctx)
{
	return ((struct couriers *)ctx)->oldest_s;
}

static double
read_dead(void *ctx)
{
	return ((struct couriers *)ctx)->dead;
}

static double
read_unknown(void *ctx)
{
	return ((struct couriers *)ctx)->unknown;
}

/* A mail server that is away is no ill health of ours: what waits is in the figures. */
static bool
healthy(void *ctx, char *members, size_t size)
{
	static const char *const names[COURIERS] = {"inbox", "mail", "webhook", "notify"};
	const struct couriers *c = ctx;
	size_t i, length = 0;

	for (i = 0; i < COURIERS; i++)
		length += (size_t)snprintf(members + length, size - length, "\"%s\":%s,", names[i],
					   c->courier[i] ? "true" : "false");
	snprintf(members + length, size - length, "\"waiting\":%.0f,\"dead\":%.0f,\"unknown\":%.0f",
		 c->waiting, c->dead, c->unknown);
	return clock_ticks() - c->leased_ticks < STALE_US || c->under_way == SLOTS;
}

static void
register_all(struct couriers *c)
{
	c->sent = metrics_counter("lantern_outbox_sent_total", "Messages sent by this server");
	c->failed = metrics_counter("lantern_outbox_failed_total", "Tries that did not send one");
	metrics_gauge("lantern_outbox_waiting", "Messages not sent yet", read_waiting, c);
	metrics_gauge("lantern_outbox_oldest_seconds", "Age of the oldest of them", read_oldest, c);
	metrics_gauge("lantern_outbox_dead", "Messages given up, not seen by a person", read_dead,
		      c);
	metrics_gauge("lantern_outbox_unknown",
		      "Messages whose fate is unknown, not seen by a person", read_unknown, c);
	health_add("couriers", healthy, c);
}

static bool
wrong(const char *setting, const char *why)
{
	log_error(NULL, "courier_setting_wrong setting=%s reason=%s", setting, why);
	return false;
}

static bool
config_fits(const struct config *c)
{
	bool outside = *c->mail_url || *c->webhook_secret || *c->notify_key;
	size_t length = strlen(c->public_url);

	if (outside && !address_ok("webhook", c->public_url))
		return wrong("public_url", "letters need an https address to lead back to");
	if (length > 200 || (length > 0 && c->public_url[length - 1] == '/'))
		return wrong("public_url", "at most 200 characters, without a slash at its end");
	if (*c->mail_url && strncmp(c->mail_url, "smtp://", 7) != 0 &&
	    strncmp(c->mail_url, "smtps://", 8) != 0)
		return wrong("mail_url", "smtp://host:port or smtps://host:port");
	if (*c->mail_url && !address_ok("mail", c->mail_from))
		return wrong("mail_from", "the address of the sender");
	if (*c->notify_key && !address_ok("webhook", c->notify_url))
		return wrong("notify_url", "an https address");
	if (*c->notify_key && !id_parse(c->notify_template, NULL))
		return wrong("notify_template", "the id of a template");
	return true;
}

static void
stop_overdue(evutil_socket_t fd, short what, void *ctx)
{
	struct couriers *c = ctx;

	(void)fd;
	(void)what;
	transfers_cancel(c->transfers);
}

/* Of https://host:port/... the host. */
static void
host_of(const char *url, char *out, size_t size)
{
	const char *host = strstr(url, "://");

	host = host ? host + 3 : "localhost";
	snprintf(out, size, "%.*s", (int)strcspn(host, ":/"), host);
}

struct couriers *
couriers_new(struct event_base *base, struct db *db, const struct config *config)
{
	struct couriers *c;

	if (!config_fits(config))
		return NULL;
	if ((c = calloc(1, sizeof(*c))) == NULL ||
	    (c->timer = evtimer_new(base, look, c)) == NULL ||
	    (c->stopping = evtimer_new(base, stop_overdue, c)) == NULL)
		log_die("couriers_no_memory");
	c->base = base;
	c->db = db;
	c->public_url = config->public_url;
	host_of(config->public_url, c->host, sizeof(c->host));
	c->transfers = transfers_new(base, (long)config->courier_s * 1000);
	c->courier[0] = courier_inbox(db);
	c->courier[1] = courier_mail(config, c->transfers);
	c->courier[2] = courier_webhook(config, c->transfers);
	c->courier[3] = courier_notify(config, c->transfers);
	c->leased_ticks = clock_ticks();
	register_all(c);
	look_soon(c);
	return c;
}

void
couriers_stop(struct couriers *c)
{
	const struct timeval limit = {.tv_sec = STOP_S};

	c->stopped = true;
	event_del(c->timer);
	event_add(c->stopping, &limit);
}

bool
couriers_busy(const struct couriers *c)
{
	return c->under_way > 0;
}

void
couriers_free(struct couriers *c)
{
	size_t i;

	if (c == NULL)
		return;
	for (i = 0; i < COURIERS; i++)
		if (c->courier[i])
			c->courier[i]->free(c->courier[i]);
	transfers_free(c->transfers);
	event_free(c->timer);
	event_free(c->stopping);
	free(c);
}
