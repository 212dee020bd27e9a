/*
 * keywork_record.c -- what becomes true with a note: the note itself, what came of it, by when the
 * next session is due, and what her practitioner is told.
 */
#include "lantern/app_keywork_note.h"

#include "lantern/app_keywork.h"
#include "lantern/facts/update.h"
#include "lantern/json_read.h"
#include "lantern/rules/keywork.h"
#include "lantern/session.h"

#include "lantern/banned.h"

/* A word of a list, as it was sent. */
static json_t *
word_or_null(struct req *r, const char *name)
{
	json_t *word = json_object_get(req_body(r), name);

	return word ? json_incref(word) : json_null();
}

static const char *
kind_of_note(const struct session_put *s)
{
	return s->kind == NOTE_ATTEMPT ? "attempt" : "session";
}

static json_t *
list_or_empty(json_t *list)
{
	return list ? json_incref(list) : json_array();
}

static void
put_session(struct req *r, struct noting *n)
{
	const struct session_put *s = n->put;
	json_t *row = record_stay_row(n->facts);

	json_object_update_new(
		row,
		json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:s, s:b, s:s, s:o}", "id", s->write.id,
			  "kind", kind_of_note(s), "happened_at", record_iso(s->happened_us),
			  "minutes",
			  s->minutes == FIELD_NO_INTEGER ? json_null() : json_integer(s->minutes),
			  "begun_at", record_iso(s->begun_us), "recorded_at", record_iso(r->now),
			  "place", s->place, "without_devices", s->without_devices == 1,
			  "author_id", r->who->staff, "terminal_id",
			  record_text(r->who->terminal)));
	json_object_update_new(
		row,
		json_pack("{s:o, s:s, s:o, s:o, s:s, s:s, s:s, s:b, s:s}", "not_held",
			  word_or_null(r, "not_held"), "not_held_words", s->not_held_words, "tags",
			  list_or_empty(s->tags), "own_tags", list_or_empty(s->own_tags),
			  "she_said", s->she_said, "we_did", s->we_did, "went_well", s->went_well,
			  "nothing_yet", s->nothing_yet == 1, "purposeful", s->purposeful));
	json_object_update_new(
		row, json_pack("{s:o, s:o, s:o, s:s, s:b, s:b, s:o, s:s, s:b, s:o}", "came",
			       word_or_null(r, "came"), "went", word_or_null(r, "went"), "did_we",
			       word_or_null(r, "did_we"), "next_topic", s->next_topic, "sensitive",
			       s->sensitive == 1, "shared", n->shared, "read_with_her",
			       s->read_with_her < 0 ? json_string("no")
						    : word_or_null(r, "read_with_her"),
			       "her_correction", s->her_correction, "changes_plan",
			       s->changes_plan == 1, "corrects_id", record_text(s->corrects)));
	record_row(n->record, "keywork_session", row);
}

static void
put_skills(struct noting *n)
{
	json_t *one;
	size_t i;

	json_array_foreach(n->put->skills, i, one) {
		record_row(n->record, "keywork_skill",
			   json_pack("{s:s, s:s, s:s, s:i, s:O, s:O}", "session_id",
				     n->put->write.id, "resident_id", n->facts->resident,
				     "premises_id", n->facts->premises, "place", (int)i + 1,
				     "skill", json_object_get(one, "skill"), "how",
				     json_object_get(one, "how")));
	}
}

/* Those that nobody had read. */
static json_t *
put_moments(struct req *r, struct noting *n)
{
	json_t *read = json_array(), *one;
	size_t i;

	json_array_foreach(json_object_get(n->json, "moments"), i, one) {
		if (json_is_true(json_object_get(one, "reviewed")))
			continue;
		json_array_append(read, json_object_get(one, "id"));
		record_row(n->record, "moment_review",
			   json_pack("{s:O, s:s, s:s, s:s, s:s, s:o}", "moment_id",
				     json_object_get(one, "id"), "resident_id", n->facts->resident,
				     "premises_id", n->facts->premises, "session_id",
				     n->put->write.id, "staff_id", r->who->staff, "at",
				     record_iso(r->now)));
	}
	return read;
}

/* The next one's date, where this note moves it. */
static void
put_due(struct noting *n)
{
	const struct rules_settings *settings = &n->facts->settings;
	const struct zone *zone = n->facts->basis.zone;
	int64_t arrived_us = facts_us(n->facts->json, "arrived_us", n->put->happened_us);
	int64_t others_us = facts_us(n->json, "others_us", US_NEVER);
	int64_t this_us = n->put->kind == NOTE_SESSION ? n->put->happened_us : US_NEVER;
	int64_t was_us =
		keywork_due_us(settings, zone, arrived_us, facts_us(n->json, "last_us", US_NEVER));
	int64_t due_us =
		keywork_due_us(settings, zone, arrived_us, keywork_later_us(others_us, this_us));

	if (due_us == was_us)
		return;
	record_void(n->record, "keywork.due", n->facts->stay);
	record_deadline(n->record, n->facts,
			&(struct record_due){"keywork.due", n->facts->stay, due_us});
}

static void
tell(struct req *r, struct noting *n)
{
	const struct session_put *s = n->put;
	struct record_event event = {.kind = s->corrects ? "keywork.corrected" : "keywork.recorded",
				     .happened_us = s->happened_us};
	struct agreed agreed = note_agreed(r, n);

	event.data = json_pack("{s:s, s:s, s:o, s:o, s:o, s:o}", "session", s->write.id, "kind",
			       kind_of_note(s), "corrects", record_text(s->corrects), "suggestion",
			       record_text(facts_text(s->suggestion, "id")), "actions",
			       agreed_put(r, n->record, n->facts, &agreed), "moments",
			       put_moments(r, n));
	record_event(n->record, n->facts, &event);
}

/* ---------------------------------------------------------------- her practitioner */

static void
tell_practitioner(struct req *r, struct noting *n, const struct update *what)
{
	struct update update = *what;

	update.about = "session";
	update.about_id = n->put->write.id;
	update.author = r->who->staff;
	update_tell(n->record, n->facts, &update, NULL);
}

static const char *
felt(enum keywork_feeling feeling)
{
	static const char *const words[FEELING_COUNT] = {"very well", "well", "OK", "not great",
							 "struggling"};

	return words[feeling];
}

/* What she said when she came and when she left, in her own five words. */
static const char *
feeling_words(struct req *r, const struct session_put *s)
{
	if (s->came < 0)
		return req_printf(r, "Leaving her keywork session she said she felt %s.",
				  felt((enum keywork_feeling)s->went));
	if (s->went < 0)
		return req_printf(r, "Coming to her keywork session she said she felt %s.",
				  felt((enum keywork_feeling)s->came));
	return req_printf(r,
			  "She said she felt %s coming to her keywork session, and %s leaving it.",
			  felt((enum keywork_feeling)s->came), felt((enum keywork_feeling)s->went));
}

/*
 * As far as she was told that sessions are shared, and of nothing that was held back. What was said
 * is in the session; a correction is told of there.
 */
static void
tell_outside(struct req *r, struct noting *n)
{
	const struct session_put *s = n->put;

	if (!n->shared || s->kind == NOTE_ATTEMPT || s->corrects)
		return;
	tell_practitioner(
		r, n,
		&(struct update){.level = UPDATE_WEEKLY,
				 .kind = "keywork",
				 .words = req_printf(r, "A keywork session of %d minutes.",
						     (int)s->minutes)});
	if (*s->went_well)
		tell_practitioner(r, n,
				  &(struct update){.level = UPDATE_WEEKLY,
						   .kind = "good_news",
						   .good = true,
						   .words = "Something went well: it is in her "
							    "keywork session."});
	if (keywork_low((enum keywork_feeling)s->came, (enum keywork_feeling)s->went))
		tell_practitioner(r, n,
				  &(struct update){.level = UPDATE_TODAY,
						   .kind = "feeling",
						   .words = feeling_words(r, s)});
}

/* A low word is met with a line of her plan: the first, which is read first at her door too. */
static json_t *
offer_of(const struct noting *n)
{
	json_t *line = json_array_get(json_object_get(n->json, "lines"), 0);

	if (!keywork_low((enum keywork_feeling)n->put->came, (enum keywork_feeling)n->put->went))
		return json_null();
	return json_pack("{s:o}", "line", line ? json_incref(line) : json_null());
}

struct problem *
note_record(struct req *r, struct noting *n)
{
	const struct session_put *s = n->put;
	json_t *suggestion = s->suggestion;
	int64_t minutes = s->minutes == FIELD_NO_INTEGER ? 0 : s->minutes;

	n->shared =
		keywork_shared(json_is_true(json_object_get(n->json, "agreed")), s->sensitive == 1);
	n->record = record_new(r->now);
	json_object_set_new(n->record, "guard",
			    json_pack("[{s:s, s:O}]", "keywork", n->facts->stay, "count",
				      json_object_get(n->json, "count")));
	put_session(r, n);
	put_skills(n);
	tell(r, n);
	if (suggestion)
		suggestion_record(r, n->record, n->facts,
				  &(struct suggestion_new){facts_text(suggestion, "id"),
							   facts_text(suggestion, "line"),
							   facts_text(suggestion, "words"),
							   "session", s->write.id});
	put_due(n);
	tell_outside(r, n);
	return stay_write_record(
		r, n->record, 201,
		json_pack("{s:s, s:I, s:o}", "id", s->write.id, "gap_s",
			  (json_int_t)keywork_gap_s(s->happened_us, minutes, r->now), "offer",
			  offer_of(n)));
}
