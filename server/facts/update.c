/* update.c -- her practitioner is told, in the document of what happened. */
#include "lantern/facts/update.h"

#include <string.h>

#include "lantern/facts/outbox.h"
#include "lantern/ids.h"
#include "lantern/rules/unread.h"

#include "lantern/banned.h"

const char *
update_level_name(enum update_level level)
{
	static const char *const names[] = {
		[UPDATE_NOW] = "now", [UPDATE_TODAY] = "today", [UPDATE_WEEKLY] = "weekly"};

	return names[level];
}

static void
put_row(json_t *record, const struct stay_facts *facts, const struct update *u, const char *id)
{
	const char *practitioner = facts_text(facts->json, "practitioner");
	json_t *row = record_stay_row(facts);

	json_object_update_new(
		row, json_pack("{s:s, s:s, s:s, s:b, s:s, s:s, s:s, s:o, s:o, s:o, s:n}", "id", id,
			       "level", update_level_name(u->level), "kind", u->kind, "good",
			       u->good, "words", u->words, "about", u->about, "about_id",
			       u->about_id, "author_id", record_text(u->author), "at",
			       record_iso(facts->basis.now_us), "staff_id",
			       record_text(*practitioner ? practitioner : NULL), "told_at"));
	record_row(record, "practitioner_update", row);
}

/* To her practitioner; without one there is nobody to write to yet. */
static void
send_now(json_t *record, const struct stay_facts *facts, const char *id)
{
	const char *practitioner = facts_text(facts->json, "practitioner");

	if (*practitioner == '\0')
		return;
	outbox_put(record, &(struct outbox_message){.letter = OUTBOX_UPDATE_NOW,
						    .now_us = facts->basis.now_us,
						    .premises = facts->premises,
						    .staff = practitioner,
						    .about = id,
						    .cause = id,
						    .updates = 1});
}

void
update_tell(json_t *record, const struct stay_facts *facts, const struct update *u, char *made)
{
	int64_t now_us = facts->basis.now_us;
	struct record_event event = {.kind = "update.written", .happened_us = now_us};
	char own[UUID_SIZE];
	const char *id;

	made = made ? made : own;
	if (u->id)
		memcpy(made, u->id, UUID_SIZE);
	else
		id_ordered(now_us, made);
	id = made;
	put_row(record, facts, u, id);
	event.data = json_pack("{s:s, s:s, s:s, s:s, s:s}", "update", id, "level",
			       update_level_name(u->level), "kind", u->kind, "about", u->about,
			       "about_id", u->about_id);
	record_event(record, facts, &event);
	if (u->level != UPDATE_NOW)
		return;
	send_now(record, facts, id);
	record_deadline(
		record, facts,
		&(struct record_due){"update.unread", id,
				     unread_due(&facts->settings, facts->basis.zone, now_us)});
}
