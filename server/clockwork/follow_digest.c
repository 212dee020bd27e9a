/*
 * follow_digest.c -- practitioners are told of what is new: one message each, with counts, and
 * nothing when there is nothing (features 60).
 */
#include <stdio.h>
#include <string.h>

#include "lantern/clock.h"
#include "lantern/clockwork/follow_case.h"
#include "lantern/facts/outbox.h"
#include "lantern/facts/record.h"
#include "lantern/ids.h"

#include "lantern/banned.h"

static int
number_of(json_t *worker, const char *name)
{
	return (int)json_integer_value(json_object_get(worker, name));
}

/* Told by this, or read before it could be told: neither comes again. */
static void
mark_told(json_t *record, const struct due *due, json_t *worker)
{
	json_t *id;
	size_t i;

	json_array_foreach(json_object_get(worker, "ids"), i, id) {
		record_end(record, "practitioner_update",
			   json_pack("{s:O, s:o}", "id", id, "told_at", record_iso(due->due_us)));
	}
}

static void
say_sent(json_t *record, const struct due *due, json_t *worker)
{
	json_t *events = json_object_get(record, "events");
	json_t *event =
		json_pack("{s:s, s:s, s:o, s:{s:s, s:O, s:O}}", "kind", "digest.sent", "premises",
			  due->premises, "happened_at", record_iso(due->due_us), "data", "level",
			  due->kind + strlen("digest."), "staff", json_object_get(worker, "staff"),
			  "updates", json_object_get(worker, "updates"));

	if (events == NULL) {
		events = json_array();
		json_object_set_new(record, "events", events);
	}
	json_array_append_new(events, event);
}

static void
tell(json_t *record, const struct due *due, json_t *worker)
{
	char iso[CLOCK_ISO_SIZE], cause[UUID_SIZE + CLOCK_ISO_SIZE];
	bool today = strcmp(due->kind, "digest.today") == 0;

	snprintf(cause, sizeof(cause), "%s %s", due->premises, clock_iso(due->due_us, iso));
	outbox_put(record, &(struct outbox_message){.letter = today ? OUTBOX_DIGEST_TODAY
								    : OUTBOX_DIGEST_WEEKLY,
						    .now_us = due->due_us,
						    .premises = due->premises,
						    .staff = facts_text(worker, "staff"),
						    .cause = cause,
						    .updates = number_of(worker, "updates"),
						    .good = number_of(worker, "good"),
						    .residents = number_of(worker, "residents")});
	say_sent(record, due, worker);
}

/* The first of a house only says when the next one is: it was put there when the house was. */
void
follow_digest(json_t *record, const struct due *due)
{
	json_t *worker;
	size_t i;

	if (json_is_true(json_object_get(due->data, "first")))
		return;
	json_array_foreach(json_object_get(due->house, "workers"), i, worker) {
		mark_told(record, due, worker);
		if (number_of(worker, "updates") > 0)
			tell(record, due, worker);
	}
}
