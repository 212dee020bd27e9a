/*
 * keywork.c -- a keywork session is written down, or the try at one (features 43, 44, 46 to 49, 51,
 * 53).
 *
 * What was said is kept whole and never changed: a correction is another note that names the one it
 * corrects, and the newest of a chain counts. Two notes at once are judged one after the other, so
 * that the next session's date follows from both.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_keywork.h"
#include "lantern/clock.h"
#include "lantern/facts/update.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/rules/keywork.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define SKILLS_MAX 12
#define ACTIONS_MAX 8
#define MOMENTS_MAX 60
#define SUGGESTION_MAX 500

struct session_put {
	struct stay_write write;
	const char *place, *not_held_words, *she_said, *we_did, *went_well, *purposeful;
	const char *next_topic, *her_correction, *corrects;
	int64_t happened_us, begun_us, minutes;
	int kind, without_devices, not_held, nothing_yet, came, went, did_we, sensitive,
		read_with_her, changes_plan;
	json_t *tags, *own_tags, *suggestion, *skills, *actions, *moments;
};

/* One judgement of one note. */
struct noting {
	struct session_put *put;
	const struct stay_facts *facts;
	json_t *json; /* of the query */
	json_t *record;
	bool shared;
};

enum kind { SESSION, ATTEMPT };
enum owner { OWNER_STAFF, OWNER_RESIDENT, OWNER_PRACTITIONER };
enum { NOT_HELD_OTHER = 5, READ_NO = 1 };

static stay_decide_fn decide_session;

static const char *const kinds[] = {"session", "attempt", NULL};
static const char *const reasons[] = {
	"declined", "not_in", "unwell", "asleep", "no_staff", [NOT_HELD_OTHER] = "other", NULL};
static const char *const tags[] = {"substances", "mental_health", "emotions",	  "identity",
				   "everyday",	 "family",	  "resettlement", NULL};
static const char *const did_words[] = {"yes", "partly", "no", NULL};
static const char *const read_words[] = {"yes", [READ_NO] = "no", "declined", NULL};
static const char *const hows[] = {"reminded", "practised", "strength", NULL};
static const char *const owners[] = {"staff", "resident", "practitioner", NULL};

static const struct field suggestion_fields[] = {
	{"id", FIELD_UUID, FIELD_REQUIRED, 0},
	{"line", FIELD_UUID, 0, 0},
	{"words", FIELD_TEXT, FIELD_REQUIRED, 0, .min = 1, .max = SUGGESTION_MAX},
	{0},
};
static const struct field skill_fields[] = {
	{"skill", FIELD_TEXT, FIELD_REQUIRED, 0, .min = 1, .max = 120},
	{"how", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = hows},
	{0},
};
static const struct field action_fields[] = {
	{"id", FIELD_UUID, FIELD_REQUIRED, 0},
	{"what", FIELD_TEXT, FIELD_REQUIRED, 0, .min = 1, .max = 300},
	{"owner_kind", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = owners},
	{"owner_staff", FIELD_UUID, 0, 0},
	{"target_on", FIELD_DATE, FIELD_REQUIRED, 0},
	{0},
};
static const struct field tag = {"tag", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = tags};
static const struct field own_tag = {"tag", FIELD_TEXT, FIELD_REQUIRED, 0, .min = 1, .max = 40};
static const struct field skill = {"skill", FIELD_OBJECT, FIELD_REQUIRED, 0,
				   .fields = skill_fields};
static const struct field action = {"action", FIELD_OBJECT, FIELD_REQUIRED, 0,
				    .fields = action_fields};
static const struct field moment = {"moment", FIELD_UUID, FIELD_REQUIRED, 0};
static const struct field session_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct session_put, kind), .one_of = kinds},
	{"happened_at", FIELD_INSTANT, FIELD_REQUIRED, AT(struct session_put, happened_us)},
	{"minutes", FIELD_INTEGER, 0, AT(struct session_put, minutes), .min = 1, .max = 480},
	{"begun_at", FIELD_INSTANT, 0, AT(struct session_put, begun_us)},
	{"place", FIELD_TEXT, 0, AT(struct session_put, place), .max = 80},
	{"without_devices", FIELD_BOOLEAN, 0, AT(struct session_put, without_devices)},
	{"not_held", FIELD_ENUM, 0, AT(struct session_put, not_held), .one_of = reasons},
	{"not_held_words", FIELD_TEXT, 0, AT(struct session_put, not_held_words), .max = 500},
	{"tags", FIELD_ARRAY, 0, AT(struct session_put, tags), .max = 7, .items = &tag},
	{"own_tags", FIELD_ARRAY, 0, AT(struct session_put, own_tags), .max = 3, .items = &own_tag},
	{"she_said", FIELD_TEXT, 0, AT(struct session_put, she_said), .max = 4000},
	{"we_did", FIELD_TEXT, 0, AT(struct session_put, we_did), .max = 4000},
	{"went_well", FIELD_TEXT, 0, AT(struct session_put, went_well), .max = 1000},
	{"nothing_yet", FIELD_BOOLEAN, 0, AT(struct session_put, nothing_yet)},
	{"purposeful", FIELD_TEXT, 0, AT(struct session_put, purposeful), .max = 500},
	{"came", FIELD_ENUM, 0, AT(struct session_put, came), .one_of = keywork_feeling_words},
	{"went", FIELD_ENUM, 0, AT(struct session_put, went), .one_of = keywork_feeling_words},
	{"did_we", FIELD_ENUM, 0, AT(struct session_put, did_we), .one_of = did_words},
	{"next_topic", FIELD_TEXT, 0, AT(struct session_put, next_topic), .max = 300},
	{"sensitive", FIELD_BOOLEAN, 0, AT(struct session_put, sensitive)},
	{"read_with_her", FIELD_ENUM, 0, AT(struct session_put, read_with_her),
	 .one_of = read_words},
	{"her_correction", FIELD_TEXT, 0, AT(struct session_put, her_correction), .max = 2000},
	{"changes_plan", FIELD_BOOLEAN, 0, AT(struct session_put, changes_plan)},
	{"suggestion", FIELD_OBJECT, 0, AT(struct session_put, suggestion),
	 .fields = suggestion_fields},
	{"skills", FIELD_ARRAY, 0, AT(struct session_put, skills), .max = SKILLS_MAX,
	 .items = &skill},
	{"actions", FIELD_ARRAY, 0, AT(struct session_put, actions), .max = ACTIONS_MAX,
	 .items = &action},
	{"moments", FIELD_ARRAY, 0, AT(struct session_put, moments), .max = MOMENTS_MAX,
	 .items = &moment},
	{"corrects", FIELD_UUID, 0, AT(struct session_put, corrects)},
	{0},
};

static void
take_texts(struct session_put *s)
{
	const char **texts[] = {&s->place,	&s->not_held_words, &s->she_said,
				&s->we_did,	&s->went_well,	    &s->purposeful,
				&s->next_topic, &s->her_correction};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		*texts[i] = text_or_none(*texts[i]);
}

/* PUT /api/keywork-sessions/{id} */
struct problem *
keywork_session_put(struct req *r, const struct rows *none)
{
	struct session_put *s = req_alloc(r, sizeof(*s));
	struct problem *p = req_read(r, session_fields, s);

	(void)none;
	if (p)
		return p;
	take_texts(s);
	s->write.id = req_param(r, "id");
	s->write.basis = SQL_KEYWORK_BASIS;
	s->write.more[0] = s->corrects;
	s->write.more[1] = ids_text(r, s->moments, s->actions, "owner_staff");
	s->write.decide = decide_session;
	return stay_write_start(r, &s->write);
}

/* ---------------------------------------------------------------- judging */

static const struct fault_told {
	enum keywork_fault fault;
	const char *pointer, *words;
} told[] = {
	{KEYWORK_WHY_NOT, "/not_held", "Say why it was not held."},
	{KEYWORK_WHY_NOT_WORDS, "/not_held_words", "Say why it was not held."},
	{KEYWORK_WAS_HELD, "/not_held", "A session was held. Record an attempt if it was not."},
	{KEYWORK_MINUTES, "/minutes", "Say how long it was."},
	{KEYWORK_TAGS, "/tags", "Choose what it was about, or send an empty list."},
	{KEYWORK_READ, "/read_with_her", "Say whether she read it with you."},
	{KEYWORK_WENT_WELL, "/went_well", "Write what went well, or tick \"nothing yet\"."},
	{KEYWORK_BOTH, "/went_well", "Something went well, so untick \"nothing yet\"."},
	{KEYWORK_NEXT_TOPIC, "/next_topic", "Say what you told her you will talk about next time."},
	{KEYWORK_CHANGES, "/changes_plan", "Say whether this changes her plan."},
	{KEYWORK_SUGGESTION, "/suggestion", "Say what changes in her plan."},
	{KEYWORK_NO_CHANGE, "/suggestion", "Say that it changes her plan, or leave this out."},
};

static struct problem *
refuse_note(struct req *r, const struct noting *n)
{
	const struct session_put *s = n->put;
	struct keywork_note note = {
		.attempt = s->kind == ATTEMPT,
		.why_not = s->not_held >= 0,
		.why_not_other = s->not_held == NOT_HELD_OTHER,
		.why_not_words = *s->not_held_words != '\0',
		.minutes = s->minutes != FIELD_NO_INTEGER,
		.tags = s->tags != NULL,
		.read_with_her = s->read_with_her >= 0,
		.went_well = *s->went_well != '\0',
		.nothing_yet = s->nothing_yet == 1,
		.next_topic = *s->next_topic != '\0',
		.changes_said = s->changes_plan >= 0,
		.changes_plan = s->changes_plan == 1,
		.suggestion = s->suggestion != NULL,
		.suggested = json_is_true(
			json_object_get(json_object_get(n->json, "corrects"), "suggested")),
	};
	unsigned faults = keywork_faults(&note);
	struct problem *p;

	if (faults == 0)
		return NULL;
	p = problem(r, PROBLEM_INVALID_INPUT, "%s", "");
	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++)
		if (faults & told[i].fault)
			problem_field(p, told[i].pointer, "%s", told[i].words);
	return p;
}

static struct problem *
refuse_times(struct req *r, struct noting *n)
{
	struct session_put *s = n->put;
	int64_t slack_us = n->facts->settings.clock_slack_s * US_PER_S;
	struct problem *p = happened_fault(r, n->facts, &s->happened_us);

	if (p)
		return p;
	if (s->begun_us == CLOCK_NONE || (s->begun_us > r->now && s->begun_us <= r->now + slack_us))
		s->begun_us = r->now;
	return s->begun_us > r->now ? field_fault(r, "/begun_at", "That time has not come yet.")
				    : NULL;
}

/* By whoever wrote any of it, or a manager; and of what it is now. */
static struct problem *
refuse_correction(struct req *r, const struct noting *n)
{
	json_t *corrects = json_object_get(n->json, "corrects");

	if (n->put->corrects == NULL)
		return NULL;
	if (!json_is_object(corrects))
		return field_fault(r, "/corrects", "She has no such session.");
	if (!json_is_true(json_object_get(corrects, "mine")) &&
	    !req_may(r, n->facts->premises, MANAGERS))
		return problem(r, PROBLEM_NOT_ALLOWED,
			       "It is corrected by whoever wrote it, or by a manager.");
	if (strcmp(facts_text(corrects, "newest"), n->put->corrects) != 0)
		return problem_member_json(
			problem_at(r, PROBLEM_EDIT_CONFLICT, "/corrects",
				   "It was corrected meanwhile. Look at both and decide again."),
			"current", json_text(r, json_incref(json_object_get(corrects, "current"))));
	return NULL;
}

static json_t *
one_with(json_t *array, const char *name, const char *text)
{
	json_t *one;
	size_t i;

	json_array_foreach(array, i, one)
		if (strcmp(facts_text(one, name), text) == 0)
			return one;
	return NULL;
}

static bool
names(json_t *array, const char *text)
{
	json_t *one;
	size_t i;

	json_array_foreach(array, i, one)
		if (strcmp(json_string_value(one), text) == 0)
			return true;
	return false;
}

/* Who is to do it; "" for herself, NULL when that is nobody. */
static const char *
owner_of(const struct noting *n, json_t *act)
{
	const char *kind = facts_text(act, "owner_kind"), *staff = facts_text(act, "owner_staff");

	if (strcmp(kind, owners[OWNER_RESIDENT]) == 0)
		return *staff ? NULL : "";
	if (strcmp(kind, owners[OWNER_PRACTITIONER]) == 0 && *staff == '\0')
		staff = facts_text(n->json, "practitioner");
	else if (!names(json_object_get(n->json, "owners"), staff))
		return NULL;
	return *staff ? staff : NULL;
}

static const char *
identified_on(struct req *r, const struct noting *n)
{
	return local_day(r, n->put->happened_us);
}

static struct problem *
refuse_actions(struct req *r, const struct noting *n)
{
	const char *today = identified_on(r, n);
	json_t *act;
	size_t i;

	json_array_foreach(n->put->actions, i, act) {
		if (owner_of(n, act) == NULL)
			return field_fault(r, req_printf(r, "/actions/%zu/owner_staff", i),
					   "Choose who is to do it.");
		if (strcmp(facts_text(act, "target_on"), today) < 0)
			return field_fault(r, req_printf(r, "/actions/%zu/target_on", i),
					   "It can't be due before the session.");
	}
	return NULL;
}

static struct problem *
refuse_named(struct req *r, const struct noting *n)
{
	const struct session_put *s = n->put;
	const char *line = facts_text(s->suggestion, "line");
	size_t i;

	if (*line && !line_known(json_object_get(n->json, "lines"), line))
		return field_fault(r, "/suggestion/line", "Her plan has no such line now.");
	for (i = 0; i < json_array_size(s->moments); i++)
		if (!one_with(json_object_get(n->json, "moments"), "id",
			      json_string_value(json_array_get(s->moments, i))))
			return field_fault(r, req_printf(r, "/moments/%zu", i),
					   "She has no such moment.");
	return refuse_actions(r, n);
}

static struct problem *
refuse(struct req *r, struct noting *n)
{
	struct problem *p = NULL;

	if (!json_is_true(json_object_get(n->json, "whole")))
		return problem(
			r, PROBLEM_NOT_ALLOWED,
			"Her record is restricted: her keywork is written by those named for her.");
	if ((p = refuse_correction(r, n)) == NULL && (p = refuse_note(r, n)) == NULL &&
	    (p = refuse_times(r, n)) == NULL)
		p = refuse_named(r, n);
	return p;
}

/* ---------------------------------------------------------------- recording */

static json_t *
word_or_null(const char *const *words, int place)
{
	return place < 0 ? json_null() : json_string(words[place]);
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
			  "kind", kinds[s->kind], "happened_at", record_iso(s->happened_us),
			  "minutes",
			  s->minutes == FIELD_NO_INTEGER ? json_null() : json_integer(s->minutes),
			  "begun_at", record_iso(s->begun_us), "recorded_at", record_iso(r->now),
			  "place", s->place, "without_devices", s->without_devices == 1,
			  "author_id", r->who->staff, "terminal_id",
			  record_text(r->who->terminal)));
	json_object_update_new(
		row,
		json_pack("{s:o, s:s, s:o, s:o, s:s, s:s, s:s, s:b, s:s}", "not_held",
			  word_or_null(reasons, s->not_held), "not_held_words", s->not_held_words,
			  "tags", list_or_empty(s->tags), "own_tags", list_or_empty(s->own_tags),
			  "she_said", s->she_said, "we_did", s->we_did, "went_well", s->went_well,
			  "nothing_yet", s->nothing_yet == 1, "purposeful", s->purposeful));
	json_object_update_new(
		row, json_pack("{s:o, s:o, s:o, s:s, s:b, s:b, s:s, s:s, s:b, s:o}", "came",
			       word_or_null(keywork_feeling_words, s->came), "went",
			       word_or_null(keywork_feeling_words, s->went), "did_we",
			       word_or_null(did_words, s->did_we), "next_topic", s->next_topic,
			       "sensitive", s->sensitive == 1, "shared", n->shared, "read_with_her",
			       read_words[s->read_with_her < 0 ? READ_NO : s->read_with_her],
			       "her_correction", s->her_correction, "changes_plan",
			       s->changes_plan == 1, "corrects_id", record_text(s->corrects)));
	record_row(n->record, "keywork_session", row);
}

static void
put_skills(struct noting *n)
{
	json_t *one;
	size_t i;

	json_array_foreach(n->put->skills, i, one)
		record_row(n->record, "keywork_skill",
			   json_pack("{s:s, s:s, s:s, s:i, s:O, s:O}", "session_id",
				     n->put->write.id, "resident_id", n->facts->resident,
				     "premises_id", n->facts->premises, "place", (int)i + 1,
				     "skill", json_object_get(one, "skill"), "how",
				     json_object_get(one, "how")));
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

static json_t *
put_actions(struct req *r, struct noting *n)
{
	const char *today = identified_on(r, n);
	json_t *ids = json_array(), *act, *row;
	size_t i;

	json_array_foreach(n->put->actions, i, act) {
		json_array_append(ids, json_object_get(act, "id"));
		row = record_stay_row(n->facts);
		json_object_update_new(
			row, json_pack("{s:O, s:O, s:O, s:o, s:s, s:O, s:s, s:o, s:i, s:s, s:s}",
				       "id", json_object_get(act, "id"), "what",
				       json_object_get(act, "what"), "owner_kind",
				       json_object_get(act, "owner_kind"), "owner_staff_id",
				       record_text(owner_of(n, act)), "identified_on", today,
				       "target_on", json_object_get(act, "target_on"), "author_id",
				       r->who->staff, "recorded_at", record_iso(r->now), "version",
				       1, "origin", "session", "origin_id", n->put->write.id));
		record_row(n->record, "action", row);
	}
	return ids;
}

/* The next one's date, where this note moves it. */
static void
put_due(struct noting *n)
{
	const struct rules_settings *settings = &n->facts->settings;
	const struct zone *zone = n->facts->basis.zone;
	int64_t arrived_us = facts_us(n->facts->json, "arrived_us", n->put->happened_us);
	int64_t others_us = facts_us(n->json, "others_us", US_NEVER);
	int64_t this_us = n->put->kind == SESSION ? n->put->happened_us : US_NEVER;
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

	event.data = json_pack("{s:s, s:s, s:o, s:o, s:o, s:o}", "session", s->write.id, "kind",
			       kinds[s->kind], "corrects", record_text(s->corrects), "suggestion",
			       record_text(facts_text(s->suggestion, "id")), "actions",
			       put_actions(r, n), "moments", put_moments(r, n));
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

	if (!n->shared || s->kind == ATTEMPT || s->corrects)
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

static struct problem *
record_session(struct req *r, struct noting *n)
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
							   kinds[SESSION], s->write.id});
	put_due(n);
	tell_outside(r, n);
	return stay_write_record(
		r, n->record, 201,
		json_pack("{s:s, s:I, s:o}", "id", s->write.id, "gap_s",
			  (json_int_t)keywork_gap_s(s->happened_us, minutes, r->now), "offer",
			  offer_of(n)));
}

static struct problem *
decide_session(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct noting *n = req_alloc(r, sizeof(*n));
	struct problem *p;

	*n = (struct noting){.put = r->ctx, .facts = facts, .json = json};
	p = refuse(r, n);
	return p ? p : record_session(r, n);
}
