/*
 * inbox.c -- the inbox within: a row that she finds after signing in. It is there without any
 * setup, and for whoever has no address.
 *
 * Putting a letter there twice leaves one: nothing needs to be handed over first.
 */
#include "lantern/courier.h"

#include <stdlib.h>

#include "lantern/clock.h"
#include "lantern/db.h"
#include "lantern/log.h"

#include "lantern/banned.h"

struct inbox {
	struct courier courier;
	struct db *db;
};

static void
put(void *ctx, const struct db_result *result)
{
	struct courier_desk *desk = ctx;
	struct courier_answer answer = {SAID_TAKEN, ""};

	if (result->status != DB_OK)
		answer = (struct courier_answer){SAID_LATER, "the database did not answer"};
	desk->done(desk, &answer);
}

static void
inbox_send(struct courier *courier, const struct letter *letter, struct courier_desk *desk)
{
	struct inbox *inbox = (struct inbox *)courier;
	char now[CLOCK_ISO_SIZE];
	struct db_ask ask = {.query = SQL_INBOX_PUT, .done = put, .ctx = desk};

	ask.params = PARAMS(letter->id, letter->staff, letter->subject, letter->body,
			    clock_iso(letter->now_us, now));
	db_ask(inbox->db, &ask);
}

static void
inbox_free(struct courier *courier)
{
	free(courier);
}

struct courier *
courier_inbox(struct db *db)
{
	struct inbox *inbox = calloc(1, sizeof(*inbox));

	if (inbox == NULL)
		log_die("inbox_no_memory");
	inbox->courier = (struct courier){"inbox", inbox_send, inbox_free};
	inbox->db = db;
	return &inbox->courier;
}
