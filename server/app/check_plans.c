/*
 * check_plans.c -- how often she is to be seen, by whom, and how (features 23, 41).
 *
 * A plan begins or ends now; the running checks are reckoned anew in the same statement. Whether it
 * asks for less than before, and who may decide that, is rules/plan.h. A plan is never changed:
 * another replaces it, and both stay.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/clock.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/rules/change.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define START_SLACK_US \
	(5 * US_PER_MIN) /* filling in the form takes a while; earlier is a mistake */

struct plan_put {
	struct stay_write write;
	const char *replaces, *reason;
	int origin;
	int64_t based_on, start_us, review_us;
	json_t *bands;
};

struct band_body {
	int from_min, until_min, kind;
	int64_t min_gap_s, max_gap_s;
	json_t *who;
};

struct plan_end {
	struct stay_write write;
	const char *reason;
	int64_t based_on;
};

/* One judgement of one change. */
struct change {
	struct stay_facts *facts;
	struct plan_set after;
	struct plan_claim claim;
	struct plan_verdict verdict;
	json_t *record;
	struct record_parts parts;
};

static stay_decide_fn decide_plan, decide_end;

static const char *const origins[] = {"routine", "personal", "watch", NULL};
static const char *const kinds[] = {"sign_of_life", "conversation", "rouse", NULL};
static const char *const roles[] = {"night_worker", "keyworker", "shift_lead", "premises_manager",
				    "on_call",	    "agency",	 NULL};

static const struct field role = {"role", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = roles};
static const struct field band_fields[] = {
	{"from", FIELD_TIME, FIELD_REQUIRED, AT(struct band_body, from_min)},
	{"until", FIELD_TIME, FIELD_REQUIRED, AT(struct band_body, until_min)},
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct band_body, kind), .one_of = kinds},
	{"min_gap_s", FIELD_INTEGER, 0, AT(struct band_body, min_gap_s), .min = 0, .max = 172799},
	{"max_gap_s", FIELD_INTEGER, FIELD_REQUIRED, AT(struct band_body, max_gap_s), .min = 300,
	 .max = 172800},
	{"who", FIELD_ARRAY, 0, AT(struct band_body, who), .min = 0, .max = 6, .items = &role},
	{0},
};
static const struct field band = {"band", FIELD_OBJECT, FIELD_REQUIRED, 0, .fields = band_fields};
static const struct field plan_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"based_on", FIELD_INTEGER, FIELD_REQUIRED, AT(struct plan_put, based_on), .min = 0,
	 .max = INT64_MAX},
	{"origin", FIELD_ENUM, FIELD_REQUIRED, AT(struct plan_put, origin), .one_of = origins},
	{"start", FIELD_INSTANT, 0, AT(struct plan_put, start_us)},
	{"review_by", FIELD_INSTANT, 0, AT(struct plan_put, review_us)},
	{"replaces", FIELD_UUID, 0, AT(struct plan_put, replaces)},
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct plan_put, reason), .min = 1, .max = 1000},
	{"bands", FIELD_ARRAY, FIELD_REQUIRED, AT(struct plan_put, bands), .min = 1,
	 .max = BANDS_MAX, .items = &band},
	{0},
};
static const struct field end_fields[] = {
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct plan_end, reason), .min = 1, .max = 1000},
	{"based_on", FIELD_INTEGER, FIELD_REQUIRED, AT(struct plan_end, based_on), .min = 0,
	 .max = INT64_MAX},
	{0},
};

/* ---------------------------------------------------------------- what was sent */

/*
 * A band as the rules and the table take it: 24:00 is the next day's 00:00, half the greatest gap
 * is the least.
 */
static void
take_band(struct req *r, json_t *object, struct band_body *out)
{
	json_take(r, object, band_fields, out);
	out->from_min %= 1440;
	out->until_min %= 1440;
	if (out->min_gap_s == FIELD_NO_INTEGER)
		out->min_gap_s = out->max_gap_s / 2;
}

static struct problem *
refuse_bands(struct req *r, const struct plan_put *b)
{
	bool begins[KIND_COUNT][1440] = {{false}};
	struct band_body one;
	json_t *object;
	size_t i;

	json_array_foreach(b->bands, i, object) {
		take_band(r, object, &one);
		if (one.min_gap_s >= one.max_gap_s)
			return problem_at(r, PROBLEM_INVALID_INPUT,
					  req_printf(r, "/bands/%zu/min_gap_s", i),
					  "The least gap must be shorter than the greatest.");
		if (begins[one.kind][one.from_min])
			return problem_at(r, PROBLEM_INVALID_INPUT,
					  req_printf(r, "/bands/%zu/from", i),
					  "Another band of this kind begins at the same time.");
		begins[one.kind][one.from_min] = true;
	}
	return NULL;
}

static struct problem *
refuse_times(struct req *r, struct plan_put *b)
{
	if (b->start_us == CLOCK_NONE)
		b->start_us = r->now;
	if (b->start_us < r->now - START_SLACK_US)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/start",
				  "A plan can't begin in the past. Leave it out for now.");
	if (b->start_us < r->now)
		b->start_us = r->now;
	if (b->review_us != CLOCK_NONE && b->review_us <= b->start_us)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/review_by",
				  "The review must come after the start.");
	if (b->replaces && b->start_us > r->now)
		return problem_at(
			r, PROBLEM_INVALID_INPUT, "/replaces",
			"A plan that begins later leaves the others in force until then.");
	return NULL;
}

/* PUT /api/check-plans/{id} */
struct problem *
check_plan_put(struct req *r, const struct rows *none)
{
	struct plan_put *b = req_alloc(r, sizeof(*b));
	struct problem *p = req_read(r, plan_fields, b);

	(void)none;
	if (p == NULL)
		p = refuse_bands(r, b);
	if (p)
		return p;
	b->write.id = req_param(r, "id");
	b->write.basis = SQL_CHECK_BASIS;
	b->write.decide = decide_plan;
	return stay_write_start(r, &b->write);
}

/* ---------------------------------------------------------------- judging a change */

static struct change *
change_new(struct req *r, struct stay_facts *facts)
{
	struct change *c = req_alloc(r, sizeof(*c));

	c->facts = facts;
	return c;
}

/* Her plans without the one that ends. False when it is not among them. */
static bool
keep_others(struct change *c, const char *ends)
{
	json_t *plans = json_object_get(c->facts->json, "plans"), *plan;
	bool found = ends == NULL;
	size_t i;

	json_array_foreach(plans, i, plan) {
		if (ends && strcmp(facts_text(plan, "id"), ends) == 0)
			found = true;
		else
			c->after.plan[c->after.count++] = c->facts->basis.plans.plan[i];
	}
	return found;
}

/* A watch ends as a whole, by a decision about it. */
static struct problem *
refuse_of_watch(struct req *r, const struct change *c, const char *ends)
{
	json_t *plan;
	size_t i;

	json_array_foreach(json_object_get(c->facts->json, "plans"), i, plan)
		if (ends && strcmp(facts_text(plan, "id"), ends) == 0 &&
		    *facts_text(plan, "watch") != '\0')
			return problem_member(problem(r, PROBLEM_CONFLICT,
						      "These checks belong to a watch. End the "
						      "watch instead."),
					      "watch", facts_text(plan, "watch"));
	return NULL;
}

static void
add_plan(struct req *r, const struct plan_put *b, struct check_plan *plan)
{
	struct band_body one;
	json_t *object;
	size_t i;

	*plan = (struct check_plan){.start_us = b->start_us, .end_us = US_ENDLESS};
	json_array_foreach(b->bands, i, object) {
		take_band(r, object, &one);
		plan->band[plan->band_count++] =
			(struct check_band){.from_min = one.from_min,
					    .until_min = one.until_min,
					    .kind = (enum check_kind)one.kind,
					    .min_gap_s = (int32_t)one.min_gap_s,
					    .max_gap_s = (int32_t)one.max_gap_s,
					    .who = facts_roles(one.who)};
	}
}

/*
 * What somebody else decided meanwhile is shown before anything is decided over it (features 118).
 */
static struct problem *
refuse_conflict(struct req *r, const struct change *c, int64_t based_on)
{
	json_t *current;

	if (based_on == c->facts->version)
		return NULL;
	current = json_pack("{s:I, s:O}", "version", (json_int_t)c->facts->version, "plans",
			    json_object_get(c->facts->json, "plans"));
	return problem_member_json(problem_at(r, PROBLEM_EDIT_CONFLICT, "/based_on",
					      "Her checks have changed since the page was loaded."),
				   "current", json_text(r, current));
}

static struct problem *
judge(struct req *r, struct change *c)
{
	const char *premises = c->facts->premises;

	c->claim.after = &c->after;
	c->claim.author =
		(struct plan_author){.shift_lead = req_may(r, premises, R_SHIFT_LEAD | MANAGERS),
				     .manager = req_may(r, premises, MANAGERS),
				     .gave_reason = true};
	plan_judge(&c->facts->basis, &c->claim, &c->verdict);
	if (c->verdict.permit == PLAN_NEEDS_SHIFT_LEAD)
		return problem_at(
			r, PROBLEM_NEEDS_SHIFT_LEAD, plan_permit_field(c->verdict.permit),
			"This asks for fewer checks than now. The shift lead decides that.");
	if (c->verdict.permit != PLAN_OK)
		return problem_at(
			r, PROBLEM_NEEDS_MANAGER, plan_permit_field(c->verdict.permit),
			"This goes below what the manager allows. The manager decides that.");
	return NULL;
}

/* ---------------------------------------------------------------- recording a change */

static void
record_change(struct req *r, struct change *c)
{
	struct record_why why = {.close_reason = "her check plan changed"};

	c->record = record_new(r->now);
	record_guard(c->record, c->facts);
	c->parts = record_verdict(c->record, c->facts, &c->verdict.stay, &why);
}

static void
end_plan(struct req *r, struct change *c, const char *id, const char *reason)
{
	record_end(c->record, "check_plan",
		   json_pack("{s:s, s:o, s:s, s:s}", "id", id, "ended_at", record_iso(r->now),
			     "ended_by_id", r->who->staff, "end_reason", reason));
	record_void(c->record, "plan.review", id);
}

/*
 * The event with the plans before and what becomes of them; a restricted woman's reason stays in
 * its row.
 */
static struct problem *
finish(struct req *r, struct change *c, json_t *data, const char *reason)
{
	struct record_event event = {.kind = "plan.changed", .happened_us = r->now, .data = data};
	bool of_put = ((struct stay_write *)r->ctx)->id != NULL;
	json_t *answer;

	json_object_set(data, "before", json_object_get(c->facts->json, "plans"));
	json_object_set_new(data, "reduction", json_boolean(c->verdict.reduction));
	if (!json_is_true(json_object_get(c->facts->json, "restricted")))
		json_object_set_new(data, "reason", json_string(reason));
	event.board = board_of(&c->parts);
	answer = json_pack("{s:O, s:b, s:I, s:O, s:O, s:O}", "plan", json_object_get(data, "plan"),
			   "reduction", c->verdict.reduction, "version",
			   (json_int_t)c->facts->version + 1, "closed", c->parts.closed, "opened",
			   c->parts.opened, "alarm", c->parts.alarm);
	record_event(c->record, c->facts, &event);
	record_parts_release(&c->parts);
	return stay_write_record(r, c->record, of_put ? 201 : 200, answer);
}

static void
record_plan(struct req *r, struct change *c)
{
	const struct plan_put *b = r->ctx;
	json_t *row = record_stay_row(c->facts), *object;
	struct band_body one;
	size_t i;

	json_object_update_new(
		row, json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o}", "id", b->write.id,
			       "origin", origins[b->origin], "reason", b->reason, "author_id",
			       r->who->staff, "start_at", record_iso(b->start_us), "review_by",
			       record_iso(b->review_us), "replaces_id", record_text(b->replaces),
			       "recorded_at", record_iso(r->now)));
	record_row(c->record, "check_plan", row);
	json_array_foreach(b->bands, i, object) {
		take_band(r, object, &one);
		record_row(c->record, "check_plan_band",
			   json_pack("{s:s, s:s, s:i, s:i, s:s, s:i, s:i, s:o}", "plan_id",
				     b->write.id, "premises_id", c->facts->premises, "from_min",
				     one.from_min, "until_min", one.until_min, "kind",
				     kinds[one.kind], "min_gap_s", (int)one.min_gap_s, "max_gap_s",
				     (int)one.max_gap_s, "who",
				     one.who ? json_incref(one.who) : json_array()));
	}
	if (b->review_us != CLOCK_NONE)
		record_deadline(c->record, c->facts,
				&(struct record_due){"plan.review", b->write.id, b->review_us});
}

static struct problem *
decide_plan(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct plan_put *b = r->ctx;
	struct change *c = change_new(r, facts);
	struct problem *p = refuse_times(r, b);

	(void)json;
	if (p || (p = refuse_conflict(r, c, b->based_on)) != NULL)
		return p;
	if (!keep_others(c, b->replaces))
		return problem_at(r, PROBLEM_INVALID_INPUT, "/replaces",
				  "That plan is not in force.");
	if ((p = refuse_of_watch(r, c, b->replaces)) != NULL)
		return p;
	if (c->after.count == PLANS_MAX)
		return problem(r, PROBLEM_CONFLICT,
			       "She has %d plans already. End one of them first.", PLANS_MAX);
	add_plan(r, b, &c->after.plan[c->after.count++]);
	if ((p = judge(r, c)) != NULL)
		return p;
	record_change(r, c);
	if (b->replaces)
		end_plan(r, c, b->replaces, b->reason);
	record_plan(r, c);
	return finish(r, c,
		      json_pack("{s:s, s:o, s:s, s:o, s:O}", "plan", b->write.id, "replaces",
				record_text(b->replaces), "origin", origins[b->origin], "start",
				record_iso(b->start_us), "bands", b->bands),
		      b->reason);
}

/* ---------------------------------------------------------------- ending one */

/* POST /api/check-plans/{id}/end */
struct problem *
check_plan_end_post(struct req *r, const struct rows *none)
{
	struct plan_end *e = req_alloc(r, sizeof(*e));

	(void)none;
	e->write = (struct stay_write){.basis = SQL_CHECK_BASIS_OF,
				       .of = req_param(r, "id"),
				       .more = {"plan"},
				       .decide = decide_end};
	return stay_write_read(r, end_fields, &e->write);
}

static struct problem *
decide_end(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct plan_end *e = r->ctx;
	struct change *c = change_new(r, facts);
	const char *id = req_param(r, "id");
	struct problem *p;

	(void)json;
	if (!keep_others(c, id))
		return problem(r, PROBLEM_CONFLICT, "That plan has ended already.");
	if ((p = refuse_of_watch(r, c, id)) != NULL ||
	    (p = refuse_conflict(r, c, e->based_on)) != NULL || (p = judge(r, c)) != NULL)
		return p;
	record_change(r, c);
	end_plan(r, c, id, e->reason);
	return finish(r, c, json_pack("{s:s, s:b}", "plan", id, "ended", true), e->reason);
}
