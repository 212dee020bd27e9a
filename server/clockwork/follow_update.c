/*
 * follow_update.c -- an update of level now that nobody has read in time: it goes to whom her
 * practitioner named, or, where she named nobody, back to who is on call (features 61).
 */
#include "lantern/clockwork/follow_case.h"

#include <string.h>

#include "lantern/facts/outbox.h"
#include "lantern/facts/record.h"
#include "lantern/ids.h"

#include "lantern/banned.h"

static void
put_pass(struct case_of *one, const char *deputy)
{
	const char *update = one->due->subject;
	struct record_event event = {.kind = "update.passed", .happened_us = one->due->due_us};
	char id[UUID_SIZE];

	/* From the moment of the record on: so long does a deputy see her. */
	record_row(one->record, "update_pass",
		   json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:s, s:O}", "id",
			     id_ordered(one->due->due_us, id), "update_id", update, "resident_id",
			     one->facts.resident, "premises_id", one->facts.premises, "kind",
			     *deputy ? "deputy" : "no_deputy", "staff_id", record_text(deputy),
			     "words", "", "at", json_object_get(one->record, "now")));
	event.data = json_pack("{s:s, s:o}", "update", update, "to", record_text(deputy));
	record_event(one->record, &one->facts, &event);
}

static void
send(struct case_of *one, const char *staff)
{
	outbox_put(one->record, &(struct outbox_message){.letter = OUTBOX_UPDATE_PASSED,
							 .now_us = one->due->due_us,
							 .premises = one->facts.premises,
							 .staff = staff,
							 .about = one->due->subject,
							 .cause = one->due->subject,
							 .updates = 1});
}

void
follow_unread(struct case_of *one)
{
	json_t *unread = json_object_get(one->due->data, "unread"), *staff;
	const char *deputy = facts_text(unread, "deputy");
	size_t i;

	if (json_is_true(json_object_get(unread, "read")))
		return;
	put_pass(one, deputy);
	if (*deputy) {
		send(one, deputy);
		return;
	}
	json_array_foreach(json_object_get(unread, "on_call"), i, staff) {
		send(one, json_string_value(staff));
	}
}
