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
#include "lantern/app_keywork_note.h"
#include "lantern/clock.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/rules/keywork.h"

#include "lantern/banned.h"

#define SKILLS_MAX 12
#define MOMENTS_MAX 60
#define SUGGESTION_MAX 500

enum { NOT_HELD_OTHER = 5 };

static stay_decide_fn decide_session;

static const char *const kinds[] = {"session", "attempt", NULL};
static const char *const reasons[] = {
	"declined", "not_in", "unwell", "asleep", "no_staff", [NOT_HELD_OTHER] = "other", NULL};
static const char *const did_words[] = {"yes", "partly", "no", NULL};
static const char *const read_words[] = {"yes", "no", "declined", NULL};
static const char *const hows[] = {"reminded", "practised", "strength", NULL};

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
static const struct field tag = {"tag", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = keywork_tag_words};
static const struct field own_tag = {"tag", FIELD_TEXT, FIELD_REQUIRED, 0, .min = 1, .max = 40};
static const struct field skill = {"skill", FIELD_OBJECT, FIELD_REQUIRED, 0,
				   .fields = skill_fields};
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
	{"actions", FIELD_ARRAY, 0, AT(struct session_put, actions), .max = AGREED_MAX,
	 .items = &agreed_item},
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
		.attempt = s->kind == NOTE_ATTEMPT,
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

struct agreed
note_agreed(struct req *r, const struct noting *n)
{
	return (struct agreed){n->put->actions, n->json, local_day(r, n->put->happened_us),
			       "session", n->put->write.id};
}

static struct problem *
refuse_named(struct req *r, const struct noting *n)
{
	const struct session_put *s = n->put;
	struct agreed agreed = note_agreed(r, n);
	const char *line = facts_text(s->suggestion, "line");
	size_t i;

	if (*line && !line_known(json_object_get(n->json, "lines"), line))
		return field_fault(r, "/suggestion/line", "Her plan has no such line now.");
	for (i = 0; i < json_array_size(s->moments); i++)
		if (!one_with(json_object_get(n->json, "moments"), "id",
			      json_string_value(json_array_get(s->moments, i))))
			return field_fault(r, req_printf(r, "/moments/%zu", i),
					   "She has no such moment.");
	return agreed_fault(r, &agreed);
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

static struct problem *
decide_session(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct noting *n = req_alloc(r, sizeof(*n));
	struct problem *p;

	*n = (struct noting){.put = r->ctx, .facts = facts, .json = json};
	p = refuse(r, n);
	return p ? p : note_record(r, n);
}
