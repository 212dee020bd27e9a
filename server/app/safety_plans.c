/*
 * safety_plans.c -- another version of her plan (features 1, 2, 5 to 8).
 *
 * A save is one whole version made from the one before, and from nothing else: who was second gets
 * the plan as it is now and decides again. What it takes to be in force is rules/safety_plan.h; a
 * starter or a draft may be saved with anything missing, because words are never waited for.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/app_keywork.h"
#include "lantern/app_plans.h"
#include "lantern/facts/update.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct plan_put {
	struct stay_write write;
	const char *reason;
	int64_t based_on;
	int state, large_print;
	json_t *agreement, *daily, *sections, *lines, *signs, *crisis, *suggestions;
	struct safety_plan plan;
};

/* One judgement of one save. */
struct saving {
	struct plan_put *put;
	struct stay_facts *facts;
	json_t *json;		    /* the basis query's object */
	json_t *before;		    /* the plan as it is, null */
	struct safety_plan *former; /* the same, empty without one */
	int version;
	uint32_t changed;
};

static stay_decide_fn decide_plan;

enum state { STARTER, DRAFT, ACTIVE };

static const char *const states[] = {"starter", "draft", "active", NULL};
static const char *const agreements[] = {"signed", "agreed", "declined", "not_asked", NULL};
static const char *const leanings[] = {"concern", "strength", NULL};
static const char *const known[] = {"recorded", "none_known", "not_asked", NULL};
static const char *const actions[] = {
	"change_checks", "sit_with_her", "call_person",	      "transport", "call_111",
	"call_999",	 "tell_manager", "tell_practitioner", "other",	   NULL};

static const struct field agreement_fields[] = {
	{"state", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = agreements},
	{"words", FIELD_TEXT, 0, 0, .max = 500},
	{0},
};
static const struct field section_fields[] = {
	{"name", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = plan_section_words},
	{"her_words", FIELD_TEXT, 0, 0, .max = 1500},
	{"our_words", FIELD_TEXT, 0, 0, .max = 1500},
	{0},
};
static const struct field line_fields[] = {
	{"line", FIELD_UUID, FIELD_REQUIRED, 0},
	{"sees", FIELD_TEXT, FIELD_REQUIRED, 0, .min = 1, .max = 200},
	{"action", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = actions},
	{"does", FIELD_TEXT, FIELD_REQUIRED, 0, .min = 1, .max = 300},
	{"who", FIELD_TEXT, 0, 0, .max = 100},
	{"within_s", FIELD_INTEGER, 0, 0, .min = 0, .max = 604800},
	{0},
};
static const struct field sign_fields[] = {
	{"sign", FIELD_UUID, FIELD_REQUIRED, 0},
	{"leaning", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = leanings},
	{"words", FIELD_TEXT, FIELD_REQUIRED, 0, .min = 1, .max = 160},
	{"line", FIELD_UUID, 0, 0},
	{0},
};
static const struct field crisis_fields[] = {
	{"name", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = crisis_line_words},
	{"state", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = known},
	{"words", FIELD_TEXT, 0, 0, .max = 240},
	{"known_at", FIELD_INSTANT, 0, 0},
	{0},
};
static const struct field day = {"kind", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = plan_daily_words};
static const struct field section = {"section", FIELD_OBJECT, FIELD_REQUIRED, 0,
				     .fields = section_fields};
static const struct field line = {"line", FIELD_OBJECT, FIELD_REQUIRED, 0, .fields = line_fields};
static const struct field sign = {"sign", FIELD_OBJECT, FIELD_REQUIRED, 0, .fields = sign_fields};
static const struct field crisis = {"crisis", FIELD_OBJECT, FIELD_REQUIRED, 0,
				    .fields = crisis_fields};
static const struct field suggestion = {"suggestion", FIELD_UUID, FIELD_REQUIRED, 0};
static const struct field plan_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"based_on", FIELD_INTEGER, FIELD_REQUIRED, AT(struct plan_put, based_on), .min = 0,
	 .max = 1000000},
	{"state", FIELD_ENUM, FIELD_REQUIRED, AT(struct plan_put, state), .one_of = states},
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct plan_put, reason), .min = 1, .max = 500},
	{"agreement", FIELD_OBJECT, FIELD_REQUIRED, AT(struct plan_put, agreement),
	 .fields = agreement_fields},
	{"large_print", FIELD_BOOLEAN, FIELD_REQUIRED, AT(struct plan_put, large_print)},
	{"daily", FIELD_ARRAY, FIELD_REQUIRED, AT(struct plan_put, daily), .min = 0,
	 .max = PLAN_DAILY_COUNT, .items = &day},
	{"sections", FIELD_ARRAY, FIELD_REQUIRED, AT(struct plan_put, sections), .min = 0,
	 .max = SECTION_COUNT, .items = &section},
	{"lines", FIELD_ARRAY, FIELD_REQUIRED, AT(struct plan_put, lines), .min = 0,
	 .max = PLAN_LINES_MAX, .items = &line},
	{"signs", FIELD_ARRAY, FIELD_REQUIRED, AT(struct plan_put, signs), .min = 0,
	 .max = PLAN_SIGNS_MAX, .items = &sign},
	{"crisis", FIELD_ARRAY, FIELD_REQUIRED, AT(struct plan_put, crisis), .min = 0,
	 .max = CRISIS_COUNT, .items = &crisis},
	{"suggestions", FIELD_ARRAY, 0, AT(struct plan_put, suggestions), .max = SUGGESTIONS_MAX,
	 .items = &suggestion},
	{0},
};

/* ---------------------------------------------------------------- what was sent */

/* What is named twice would be stored once, and nobody could say which. */
static struct problem *
refuse_twice(struct req *r, json_t *items, const char *list)
{
	size_t i, j;

	for (i = 0; i < json_array_size(items); i++)
		for (j = 0; j < i; j++)
			if (strcmp(facts_text(json_array_get(items, i), "name"),
				   facts_text(json_array_get(items, j), "name")) == 0)
				return problem_at(r, PROBLEM_INVALID_INPUT,
						  req_printf(r, "/%s/%zu/name", list, i),
						  "This is here already.");
	return NULL;
}

/* "how" keeps its text in the contact plan, "checks" in the check plans, and what she agreed to is
 * said by the agreement itself. */
static struct problem *
refuse_sections(struct req *r, const struct plan_put *b)
{
	const struct safety_plan *plan = &b->plan;
	json_t *object;
	size_t i;

	json_array_foreach(b->sections, i, object) {
		const char *name = facts_text(object, "name");

		if ((strcmp(name, "how") == 0 && *plan->section[SECTION_HOW].ours) ||
		    (strcmp(name, "checks") == 0 && *plan->section[SECTION_CHECKS].ours) ||
		    (strcmp(name, "agreement") == 0 && *plan->section[SECTION_AGREEMENT].ours))
			return problem_at(r, PROBLEM_INVALID_INPUT,
					  req_printf(r, "/sections/%zu/our_words", i),
					  "This section has her words only.");
	}
	return NULL;
}

static struct problem *
refuse_crisis(struct req *r, const struct plan_put *b)
{
	json_t *object;
	size_t i;

	json_array_foreach(b->crisis, i, object) {
		bool recorded = strcmp(facts_text(object, "state"), "recorded") == 0;
		bool words = *plan_text(object, "words") != '\0';

		if (recorded != words)
			return problem_at(r, PROBLEM_INVALID_INPUT,
					  req_printf(r, "/crisis/%zu/words", i),
					  recorded ? "Say what is known."
						   : "Words go with \"recorded\" only.");
	}
	return NULL;
}

static struct problem *
refuse_body(struct req *r, const struct plan_put *b)
{
	struct plan_faults faults;
	struct problem *p = refuse_twice(r, b->sections, "sections");

	if (p == NULL)
		p = refuse_twice(r, b->crisis, "crisis");
	if (p == NULL)
		p = refuse_sections(r, b);
	if (p == NULL)
		p = refuse_crisis(r, b);
	if (p == NULL && strcmp(b->plan.agreement, "declined") == 0 &&
	    *b->plan.agreement_words == '\0')
		p = problem_at(r, PROBLEM_INVALID_INPUT, "/agreement/words",
			       "Say what she said when she declined.");
	if (p)
		return p;
	safety_plan_contradictions(&b->plan, &faults);
	return plan_faults_told(r, &faults, PROBLEM_INVALID_INPUT);
}

/* PUT /api/safety-plans/{id} */
struct problem *
safety_plan_put(struct req *r, const struct rows *none)
{
	struct plan_put *b = req_alloc(r, sizeof(*b));
	struct problem *p = req_read(r, plan_fields, b);

	(void)none;
	if (p)
		return p;
	plan_read(r, req_body(r), &b->plan);
	if ((p = refuse_body(r, b)) != NULL)
		return p;
	b->write.id = req_param(r, "id");
	b->write.basis = SQL_SAFETY_PLAN_BASIS;
	b->write.decide = decide_plan;
	return stay_write_start(r, &b->write);
}

/* ---------------------------------------------------------------- may it stand */

static struct problem *
refuse_conflict(struct req *r, const struct saving *s)
{
	if (facts_us(s->before, "version", 0) == s->put->based_on)
		return NULL;
	return problem_member_json(
		problem_at(r, PROBLEM_EDIT_CONFLICT, "/based_on",
			   "Somebody else saved her plan first. Look at both and decide again."),
		"current", json_text(r, json_incref(s->before)));
}

static struct problem *
refuse_state(struct req *r, const struct saving *s)
{
	json_t *settings = json_object_get(s->facts->json, "settings");
	struct plan_needs needs = {
		.signs_min = (int32_t)facts_us(settings, "sign_count_min", 3),
		.signs_max = (int32_t)facts_us(settings, "sign_count_max", 7),
		.how_written = json_is_true(json_object_get(s->json, "how")),
	};
	struct plan_faults faults;

	if (s->put->state != ACTIVE && strcmp(facts_text(s->before, "state"), "active") == 0)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/state",
				  "Her plan is in force; a later version is too.");
	if (s->put->state != ACTIVE)
		return NULL;
	safety_plan_missing(&s->put->plan, &needs, &faults);
	return plan_faults_told(r, &faults, PROBLEM_PLAN_INCOMPLETE);
}

/* ---------------------------------------------------------------- recording it */

/* A row of one of the tables of this version; takes `row`. */
static void
part(json_t *record, const struct saving *s, const char *table, json_t *row)
{
	json_object_update_new(row, json_pack("{s:s, s:s, s:s}", "plan_id", s->put->write.id,
					      "resident_id", s->facts->resident, "premises_id",
					      s->facts->premises));
	record_row(record, table, row);
}

static void
record_words(json_t *record, const struct saving *s)
{
	const struct safety_plan *plan = &s->put->plan;
	int i;

	for (i = 0; i < SECTION_COUNT; i++)
		if (*plan->section[i].hers || *plan->section[i].ours)
			part(record, s, "safety_plan_section",
			     json_pack("{s:s, s:s, s:s}", "name", plan_section_words[i],
				       "her_words", plan->section[i].hers, "our_words",
				       plan->section[i].ours));
	for (i = 0; i < CRISIS_COUNT; i++)
		part(record, s, "safety_plan_crisis",
		     json_pack("{s:s, s:s, s:s, s:o}", "name", crisis_line_words[i], "state",
			       plan->crisis[i].state, "words", plan->crisis[i].words, "known_at",
			       record_iso(plan->crisis[i].known_us)));
}

static void
record_lines(json_t *record, const struct saving *s)
{
	const struct safety_plan *plan = &s->put->plan;
	const char *state = states[s->put->state];
	size_t i;

	for (i = 0; i < plan->line_count; i++) {
		const struct plan_line *l = &plan->line[i];

		part(record, s, "safety_plan_line",
		     json_pack("{s:s, s:s, s:i, s:s, s:s, s:s, s:s, s:o}", "state", state, "line",
			       l->id, "place", (int)i + 1, "sees", l->sees, "action", l->action,
			       "does", l->does, "who", l->who, "within_s",
			       l->within_s == WITHIN_ABSENT ? json_null()
							    : json_integer(l->within_s)));
	}
	for (i = 0; i < plan->sign_count; i++) {
		const struct plan_sign *g = &plan->sign[i];

		part(record, s, "safety_plan_sign",
		     json_pack("{s:s, s:s, s:i, s:s, s:s, s:o}", "state", state, "sign", g->id,
			       "place", (int)i + 1, "leaning", leanings[g->strength], "words",
			       g->words, "line", record_text(g->line)));
	}
}

static void
record_version(struct req *r, json_t *record, const struct saving *s)
{
	const struct plan_put *b = s->put;
	json_t *row = record_stay_row(s->facts);

	json_object_update_new(row, json_pack("{s:s, s:i, s:s, s:s, s:s, s:s, s:b, s:O, s:s, s:o}",
					      "id", b->write.id, "version", s->version, "state",
					      states[b->state], "reason", b->reason, "agreement",
					      b->plan.agreement, "agreement_words",
					      b->plan.agreement_words, "large_print",
					      b->large_print, "daily", b->daily, "author_id",
					      r->who->staff, "saved_at", record_iso(r->now)));
	record_row(record, "safety_plan", row);
}

/* What was owed by a time and has now been done. */
static void
void_deadlines(json_t *record, const struct saving *s)
{
	const char *stay = s->facts->stay;

	if (s->version == 1)
		record_void(record, "plan.starter_due", stay);
	if (s->put->state == ACTIVE && strcmp(facts_text(s->before, "state"), "active") != 0)
		record_void(record, "plan.full_due", stay);
	if (strcmp(s->put->plan.agreement, "not_asked") != 0 &&
	    strcmp(s->former->agreement, "not_asked") == 0)
		record_void(record, "agreement.due", stay);
}

/* Whoever wrote it has read it: nothing in it is news to her. */
static void
record_read(struct req *r, json_t *record, const struct saving *s)
{
	json_t *row = record_stay_row(s->facts);
	char id[UUID_SIZE];

	json_object_update_new(row, json_pack("{s:s, s:i, s:s, s:o}", "id", id_ordered(r->now, id),
					      "version", s->version, "staff_id", r->who->staff,
					      "at", record_iso(r->now)));
	record_row(record, "safety_plan_read", row);
}

/* Its part of her row on the boards. The words of a restricted woman stay in their rows. */
static json_t *
board_row(const struct saving *s)
{
	const struct safety_plan *plan = &s->put->plan;
	bool open = !json_is_true(json_object_get(s->facts->json, "restricted"));
	json_t *signs = json_array(), *seen = json_object_get(s->json, "seen");
	size_t i;

	for (i = 0; i < plan->sign_count; i++) {
		const struct plan_sign *g = &plan->sign[i];

		json_array_append_new(signs,
				      json_pack("{s:s, s:s, s:o, s:o}", "sign", g->id, "leaning",
						leanings[g->strength], "words",
						open ? record_text(g->words) : json_null(), "state",
						record_text(facts_text(seen, g->id))));
	}
	return json_pack("{s:{s:i, s:s, s:b}, s:o, s:o, s:O}", "plan", "version", s->version,
			 "state", states[s->put->state], "changed", true, "signs", signs,
			 "strength", open ? record_text(safety_plan_strength(plan)) : json_null(),
			 "daily", s->put->daily);
}

/* In force for the first time is news today; every other version stands in the week's. */
static void
tell_practitioner(struct req *r, json_t *record, const struct saving *s)
{
	bool first =
		s->put->state == ACTIVE && strcmp(facts_text(s->before, "state"), "active") != 0;

	update_tell(
		record, s->facts,
		&(struct update){.level = first ? UPDATE_TODAY : UPDATE_WEEKLY,
				 .kind = first ? "plan_active" : "plan_changed",
				 .words = req_printf(r,
						     first ? "Her plan is in force, as version %d."
							   : "Her plan has a new version, %d.",
						     s->version),
				 .about = "plan",
				 .about_id = s->put->write.id,
				 .author = r->who->staff},
		NULL);
}

static struct problem *
record_plan(struct req *r, struct saving *s)
{
	struct record_event event = {.kind = "safety_plan.saved", .happened_us = r->now};
	json_t *record = record_begin(s->facts), *changed = plan_changed_words(s->changed);

	record_version(r, record, s);
	record_words(record, s);
	record_lines(record, s);
	record_read(r, record, s);
	void_deadlines(record, s);
	event.data = json_pack("{s:i, s:s, s:s, s:O, s:o}", "version", s->version, "plan",
			       s->put->write.id, "state", states[s->put->state], "changed", changed,
			       "row", board_row(s));
	record_event(record, s->facts, &event);
	suggestions_taken(r, record, s->facts, s->put->suggestions);
	tell_practitioner(r, record, s);
	return stay_write_record(r, record, 201,
				 json_pack("{s:s, s:i, s:o}", "id", s->put->write.id, "version",
					   s->version, "changed", changed));
}

static struct problem *
decide_plan(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct saving *s = req_alloc(r, sizeof(*s));
	struct problem *p;

	s->put = r->ctx;
	s->json = json;
	s->facts = facts;
	s->before = json_object_get(json, "plan");
	s->version = (int)s->put->based_on + 1;
	s->former = req_alloc(r, sizeof(*s->former));
	plan_read(r, s->before, s->former);
	s->changed = safety_plan_changed(s->former, &s->put->plan);
	if ((p = plan_withheld(r, json)) != NULL || (p = refuse_conflict(r, s)) != NULL ||
	    (p = refuse_state(r, s)) != NULL ||
	    (p = suggestions_fault(r, s->put->suggestions, json_object_get(json, "suggestions"))) !=
		    NULL)
		return p;
	return record_plan(r, s);
}
