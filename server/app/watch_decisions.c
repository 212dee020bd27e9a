/*
 * watch_decisions.c -- what becomes of a watch: closer, kept on, ended; and what a roused woman's
 * answers ask for (features 31, 32, 41).
 *
 * Nothing ends by itself. Whoever ends one may loosen her checks, so who may is asked as of any
 * check plan (rules/plan.h), beside the others that then remain.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/facts/watch.h"
#include "lantern/ids.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/rules/change.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define KEEP_MOST_US (28 * US_PER_DAY)

struct deciding;
typedef struct problem *act_fn(struct req *r, struct deciding *c);

/* The body of each act; what an act does not have stays absent. */
struct decision {
	struct stay_write write;
	act_fn *act;
	const char *watch, *words;
	int64_t min_gap_s, max_gap_s, until_us;
	int rousable, answers, follows_request, may_be_illness;
};

/* One judgement of one act. */
struct deciding {
	const struct decision *body;
	struct stay_facts *facts;
	struct watch_shape watch;
	json_t *record;
};

static stay_decide_fn decide;
static act_fn tighten, keep, end, keep_answers;

#define WORDS \
	{ \
		"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct decision, words), .min = 1, \
										 .max = 500 \
	}
static const char *const said[] = {"yes", "no", "unclear", NULL};

static const struct field tighten_fields[] = {
	{"max_gap_s", FIELD_INTEGER, FIELD_REQUIRED, AT(struct decision, max_gap_s), .min = 300,
	 .max = 86400},
	{"min_gap_s", FIELD_INTEGER, 0, AT(struct decision, min_gap_s), .min = 0, .max = 86399},
	WORDS,
	WRITE_PIN,
	{0},
};
static const struct field keep_fields[] = {
	{"until", FIELD_INSTANT, FIELD_REQUIRED, AT(struct decision, until_us)},
	WORDS,
	WRITE_PIN,
	{0},
};
static const struct field end_fields[] = {WORDS, WRITE_PIN, {0}};

#define SAID(member) \
	{ \
#member, FIELD_ENUM, FIELD_REQUIRED, AT(struct decision, member), .one_of = said \
	}
static const struct field answers_fields[] = {
	{"watch", FIELD_UUID, FIELD_REQUIRED, AT(struct decision, watch)},
	WRITE_STAY,
	WRITE_CRN,
	SAID(rousable),
	SAID(answers),
	SAID(follows_request),
	SAID(may_be_illness),
	{0},
};

/* ---------------------------------------------------------------- what the acts share */

static struct problem *
start(struct req *r, const struct field *fields, act_fn *act)
{
	struct decision *d = req_alloc(r, sizeof(*d));

	d->act = act;
	d->watch = req_param(r, "id");
	d->write = (struct stay_write){.basis = SQL_CHECK_BASIS_OF,
				       .of = d->watch,
				       .more = {"watch"},
				       .pin_asked = true,
				       .decide = decide};
	return stay_write_read(r, fields, &d->write);
}

/* It has ended meanwhile: by whom. */
static struct problem *
refuse_ended(struct req *r, json_t *json)
{
	json_t *subject = json_object_get(json, "subject");
	const char *by = facts_text(subject, "by");

	if (*by == '\0')
		return problem(r, PROBLEM_CONFLICT, "That watch is not open.");
	return problem_member(problem(r, PROBLEM_CONFLICT, "%s has ended this watch.", by),
			      "ended_at", facts_text(subject, "at"));
}

/* Its facts, the watch that is open, and the act. */
static struct problem *
decide(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct deciding *c = req_alloc(r, sizeof(*c));

	c->body = r->ctx;
	c->facts = facts;
	if (!watch_find(facts, c->body->watch, &c->watch))
		return refuse_ended(r, json);
	return c->body->act(r, c);
}

/* Its plans among hers, in their order; returns how many. */
static size_t
plans_of(const struct deciding *c, size_t place[PLANS_MAX])
{
	json_t *plan;
	size_t i, count = 0;

	json_array_foreach(json_object_get(c->facts->json, "plans"), i, plan)
		if (strcmp(facts_text(plan, "watch"), c->watch.id) == 0)
			place[count++] = i;
	return count;
}

static void
put_decision(struct req *r, struct deciding *c, const char *decision, int64_t until_us)
{
	json_t *row = record_stay_row(c->facts);
	char id[UUID_SIZE];

	json_object_del(row, "stay_id");
	json_object_update_new(row, json_pack("{s:s, s:s, s:s, s:o, s:s, s:s, s:o}", "id",
					      id_ordered(r->now, id), "watch_id", c->watch.id,
					      "decision", decision, "until_at",
					      record_iso(until_us), "words", c->body->words,
					      "staff_id", r->who->staff, "at", record_iso(r->now)));
	record_row(c->record, "watch_decision", row);
}

/* Tells what became of it and answers {id, watches} and what closed and opened. */
static struct problem *
finish(struct req *r, struct deciding *c, const char *kind, struct record_parts *parts)
{
	bool ended = strcmp(kind, "watch.ended") == 0;
	json_t *row = watches_row(c->facts, ended ? NULL : watch_shown(&c->watch), c->watch.id);
	json_t *answer = json_pack("{s:s, s:O}", "id", c->watch.id, "watches", row);

	watch_tell(c->record, c->facts,
		   &(struct watch_told){
			   .kind = kind, .watch = c->watch.id, .row = row, .parts = parts});
	if (parts) {
		json_object_update_new(answer,
				       json_pack("{s:O, s:O, s:O}", "closed", parts->closed,
						 "opened", parts->opened, "alarm", parts->alarm));
		record_parts_release(parts);
	}
	return stay_write_record(r, c->record, 200, answer);
}

/* ---------------------------------------------------------------- closer */

/* POST /api/watches/{id}/tighten */
struct problem *
watch_tighten_post(struct req *r, const struct rows *none)
{
	(void)none;
	return start(r, tighten_fields, tighten);
}

/*
 * One more check plan, like the first of its own that asks for more than `gaps`. False when none
 * does: it is as close already.
 */
static bool
tightened(const struct deciding *c, struct watch_gaps gaps, struct check_plan *out)
{
	size_t place[PLANS_MAX], count = plans_of(c, place);
	struct plan_set closer = c->facts->basis.plans;

	for (size_t i = 0; i < count; i++) {
		struct plan_change change = {&c->facts->basis.plans, &closer,
					     c->facts->basis.now_us};

		if (!watch_tighter(&c->facts->basis.plans.plan[place[i]], gaps, change.now_us, out))
			continue;
		/* Closer than this plan, and than all that she has? The way back would loosen. */
		if (closer.count == PLANS_MAX)
			return true; /* put_closer() refuses */
		closer.plan[closer.count++] = *out;
		change = (struct plan_change){&closer, &c->facts->basis.plans, change.now_us};
		if (plan_change_is_reduction(&change))
			return true;
		closer.count--;
	}
	return false;
}

/* The rows of one more plan, and her checks reckoned by it. */
static struct problem *
put_closer(struct req *r, struct deciding *c, const struct check_plan *plan,
	   struct record_parts *parts)
{
	record_guard(c->record, c->facts);
	if (!watch_reckon(c->record, c->facts, &(struct watch_more){plan, 1}, parts)) {
		json_decref(c->record);
		return problem(r, PROBLEM_CONFLICT,
			       "She has %d check plans already. End one of them first.", PLANS_MAX);
	}
	watch_plan_put(c->record, c->facts,
		       &(struct watch_plan){c->watch.id, c->body->words, r->who->staff, plan});
	put_decision(r, c, "tightened", US_NEVER);
	return NULL;
}

static struct problem *
tighten(struct req *r, struct deciding *c)
{
	struct watch_gaps gaps = {MIN_GAP_ABSENT, (int32_t)c->body->max_gap_s};
	struct check_plan plan;
	struct record_parts parts;
	struct problem *p;

	if (c->body->min_gap_s != FIELD_NO_INTEGER)
		gaps.min_gap_s = (int32_t)c->body->min_gap_s;
	if (gaps.min_gap_s >= gaps.max_gap_s)
		return field_fault(r, "/min_gap_s",
				   "The least gap must be shorter than the greatest.");
	if (!tightened(c, gaps, &plan))
		return field_fault(r, "/max_gap_s", "Her checks are as close as that already.");
	c->record = record_new(r->now);
	p = put_closer(r, c, &plan, &parts);
	return p ? p : finish(r, c, "watch.tightened", &parts);
}

/* ---------------------------------------------------------------- kept */

/* POST /api/watches/{id}/keep */
struct problem *
watch_keep_post(struct req *r, const struct rows *none)
{
	(void)none;
	return start(r, keep_fields, keep);
}

/* A release watch is asked about on its own days too, whatever was decided before. */
static void
ask_again(struct deciding *c, int64_t until_us)
{
	const struct stay_facts *facts = c->facts;
	int64_t released = facts_us(facts->json, "released_day", INT32_MIN), us;

	record_void(c->record, "watch.decide", c->watch.id);
	record_deadline(c->record, facts,
			&(struct record_due){"watch.decide", c->watch.id, until_us});
	if (strcmp(c->watch.reason, "release") != 0 || released == INT32_MIN)
		return;
	us = facts->basis.now_us;
	while ((us = watch_release_question(&facts->settings, facts->basis.zone, (int32_t)released,
					    us)) != US_NEVER)
		if (us != until_us)
			record_deadline(c->record, facts,
					&(struct record_due){"watch.decide", c->watch.id, us});
}

static struct problem *
keep(struct req *r, struct deciding *c)
{
	int64_t until_us = c->body->until_us;

	if (until_us <= r->now)
		return field_fault(r, "/until", "Give a time that is still to come.");
	if (until_us > r->now + KEEP_MOST_US)
		return field_fault(r, "/until", "Decide again within four weeks.");
	c->record = record_begin(c->facts);
	put_decision(r, c, "kept", until_us);
	ask_again(c, until_us);
	c->watch.decide_us = until_us;
	return finish(r, c, "watch.kept", NULL);
}

/* ---------------------------------------------------------------- ended */

/* POST /api/watches/{id}/end */
struct problem *
watch_end_post(struct req *r, const struct rows *none)
{
	(void)none;
	return start(r, end_fields, end);
}

/* Her plans without those of the watch. */
static void
others(const struct deciding *c, struct plan_set *after)
{
	size_t place[PLANS_MAX], count = plans_of(c, place), next = 0;

	after->count = 0;
	for (size_t i = 0; i < c->facts->basis.plans.count; i++)
		if (next < count && place[next] == i)
			next++;
		else
			after->plan[after->count++] = c->facts->basis.plans.plan[i];
}

/*
 * What a watch leaves behind are plans that somebody decided who may: so the shift lead ends it,
 * and the manager only one that leaves no check at all (features 31, 41).
 */
static struct plan_author
who_ends(const struct req *r, const struct deciding *c, const struct plan_set *after)
{
	const char *premises = c->facts->premises;
	bool lead = req_may(r, premises, R_SHIFT_LEAD | MANAGERS);

	return (struct plan_author){.shift_lead = lead,
				    .manager = req_may(r, premises, MANAGERS) ||
					       (lead && after->count > 0),
				    .gave_reason = true};
}

static struct problem *
refuse_end(struct req *r, const struct deciding *c, const struct plan_claim *claim,
	   enum plan_permit permit)
{
	if (!watch_may_end(c->watch.least_us, r->now))
		return problem_member(problem(r, PROBLEM_TOO_EARLY,
					      "This watch goes on for as long as was said."),
				      "least_until", req_iso(r, c->watch.least_us));
	if (permit == PLAN_OK)
		return NULL;
	if (claim->after->count > 0)
		return problem(r, PROBLEM_NEEDS_SHIFT_LEAD,
			       "She would be seen less often than now. The shift lead decides "
			       "that.");
	return problem(r, PROBLEM_NEEDS_MANAGER,
		       "She would have no checks at all. The manager decides that.");
}

static void
put_end(struct req *r, struct deciding *c)
{
	json_t *plans = json_object_get(c->facts->json, "plans");
	size_t place[PLANS_MAX], count = plans_of(c, place);

	for (size_t i = 0; i < count; i++)
		record_end(c->record, "check_plan",
			   json_pack("{s:s, s:o, s:s, s:s}", "id",
				     facts_text(json_array_get(plans, place[i]), "id"), "ended_at",
				     record_iso(r->now), "ended_by_id", r->who->staff, "end_reason",
				     c->body->words));
	record_end(c->record, "watch",
		   json_pack("{s:s, s:o, s:s, s:s}", "id", c->watch.id, "ended_at",
			     record_iso(r->now), "ended_by_id", r->who->staff, "decision",
			     c->body->words));
	record_void(c->record, "watch.decide", c->watch.id);
	put_decision(r, c, "ended", US_NEVER);
}

static struct problem *
end(struct req *r, struct deciding *c)
{
	struct record_why why = {.close_reason = "her watch ended"};
	struct plan_set *after = req_alloc(r, sizeof(*after));
	struct plan_claim claim = {.after = after};
	struct plan_verdict verdict;
	struct record_parts parts;
	struct problem *p;

	others(c, after);
	claim.author = who_ends(r, c, after);
	plan_judge(&c->facts->basis, &claim, &verdict);
	if ((p = refuse_end(r, c, &claim, verdict.permit)) != NULL)
		return p;
	c->record = record_new(r->now);
	record_guard(c->record, c->facts);
	parts = record_verdict(c->record, c->facts, &verdict.stay, &why);
	put_end(r, c);
	watch_tell_practitioner(c->record, c->facts, &c->watch,
				&(struct watch_outside){false, r->who->staff});
	return finish(r, c, "watch.ended", &parts);
}

/* ---------------------------------------------------------------- the four questions */

/* PUT /api/rouse-answers/{id} */
struct problem *
rouse_answers_put(struct req *r, const struct rows *none)
{
	struct decision *d = req_alloc(r, sizeof(*d));

	(void)none;
	d->act = keep_answers;
	d->write = (struct stay_write){
		.id = req_param(r, "id"), .basis = SQL_CHECK_BASIS, .decide = decide};
	return stay_write_read(r, answers_fields, &d->write);
}

static void
put_answers(struct req *r, struct deciding *c)
{
	const struct decision *d = c->body;
	json_t *row = record_stay_row(c->facts);

	json_object_update_new(row, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "id",
					      d->write.id, "watch_id", d->watch, "rousable",
					      said[d->rousable], "answers", said[d->answers],
					      "follows_request", said[d->follows_request],
					      "may_be_illness", said[d->may_be_illness], "staff_id",
					      r->who->staff, "at", record_iso(r->now)));
	record_row(c->record, "rouse_answer", row);
}

/*
 * What was not clear brings the next check closer at once, without another tap. With as many check
 * plans as there may be it can't, but what she answered is recorded and acted on all the same.
 */
static struct problem *
put_consequence(struct req *r, struct deciding *c, bool unclear)
{
	struct watch_gaps gaps = {MIN_GAP_ABSENT, WATCH_UNCLEAR_MAX_S};
	struct record_parts parts;
	struct check_plan plan;
	struct problem *p;
	json_t *row;

	if (!unclear || c->facts->basis.plans.count == PLANS_MAX || !tightened(c, gaps, &plan)) {
		record_guard(c->record, c->facts);
		record_bump(c->record, c->facts);
		return NULL;
	}
	if ((p = put_closer(r, c, &plan, &parts)) != NULL)
		return p;
	row = watches_row(c->facts, watch_shown(&c->watch), c->watch.id);
	watch_tell(c->record, c->facts,
		   &(struct watch_told){"watch.tightened", c->watch.id, row, &parts});
	record_parts_release(&parts);
	return NULL;
}

static struct problem *
keep_answers(struct req *r, struct deciding *c)
{
	struct decision *d = r->ctx;
	struct rouse_answers answers = {(enum rouse_said)d->rousable, (enum rouse_said)d->answers,
					(enum rouse_said)d->follows_request,
					(enum rouse_said)d->may_be_illness};
	struct rouse_verdict verdict = rouse_judge(&answers);
	struct record_event event = {.kind = "rouse.answered", .happened_us = r->now};
	struct problem *p;

	d->words = verdict.call_999 ? "Asked to call 999 for her" : "She did not answer clearly";
	c->record = record_new(r->now);
	put_answers(r, c);
	event.data = json_pack("{s:s, s:b, s:b}", "watch", c->watch.id, "call_999",
			       verdict.call_999, "second", verdict.second);
	record_event(c->record, c->facts, &event);
	if ((p = put_consequence(r, c, verdict.second)) != NULL)
		return p;
	return stay_write_record(
		r, c->record, 201,
		json_pack("{s:b, s:b}", "call_999", verdict.call_999, "second", verdict.second));
}
