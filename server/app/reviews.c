/*
 * reviews.c -- her reviews: something happened that her plan has to answer to, what was done at
 * once, who took part (features 3, 113). Closing one: review_close.c.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/facts/review.h"
#include "lantern/facts/told.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct review_body {
	struct stay_write write;
	const char *words;
	int kind;
};

/* Adds one thing to the review that is open. */
typedef struct problem *part_fn(struct req *r, const struct stay_facts *facts,
				struct review_shape *review);

/* What is added to an open review. */
struct part_body {
	struct stay_write write;
	part_fn *add;
	const char *words, *name;
	int role, how;
};

static stay_decide_fn decide_review, decide_part;
static part_fn add_act, add_person;

static const char *const kinds[] = {"self_harm", "late_back", "concern",
				    "meeting",	 "incident",  NULL};
static const char *const roles[] = {"resident", "keyworker", "manager", "practitioner",
				    "health",	"family",    "other",	NULL};
static const char *const hows[] = {"in_person", "by_phone", "by_video", "contributed", NULL};

static const struct field review_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct review_body, kind), .one_of = kinds},
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct review_body, words), .min = 1, .max = 500},
	{0},
};
static const struct field act_fields[] = {
	{"review", FIELD_UUID, FIELD_REQUIRED, AT(struct part_body, write.of)},
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct part_body, words), .min = 1, .max = 500},
	{0},
};
static const struct field person_fields[] = {
	{"review", FIELD_UUID, FIELD_REQUIRED, AT(struct part_body, write.of)},
	{"name", FIELD_TEXT, FIELD_REQUIRED, AT(struct part_body, name), .min = 1, .max = 80},
	{"role", FIELD_ENUM, FIELD_REQUIRED, AT(struct part_body, role), .one_of = roles},
	{"how", FIELD_ENUM, FIELD_REQUIRED, AT(struct part_body, how), .one_of = hows},
	{"words", FIELD_TEXT, 0, AT(struct part_body, words), .max = 1000},
	{0},
};

/* GET /api/residents/{crn}/stays/{stay}/reviews */
struct problem *
reviews_list(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_REVIEWS_LIST,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path),
		       woman_answered);
}

/* ---------------------------------------------------------------- something happened */

/* PUT /api/reviews/{id} */
struct problem *
review_put(struct req *r, const struct rows *none)
{
	struct review_body *b = req_alloc(r, sizeof(*b));

	(void)none;
	b->write = (struct stay_write){
		.id = req_param(r, "id"), .basis = SQL_REVIEW_BASIS, .decide = decide_review};
	return stay_write_read(r, review_fields, &b->write);
}

/* It says that she did and not when: what was told within the hour is what it is about. */
static int64_t
told_of_this_us(json_t *json)
{
	int64_t told_us = facts_us(json, "told_us", US_NEVER);

	return told_us == US_NEVER ? US_NEVER : told_us + US_PER_HOUR;
}

static struct problem *
decide_review(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct review_body *b = r->ctx;
	json_t *record = record_begin(facts), *answer;

	answer = review_trigger(
		record, facts,
		&(struct review_cause){kinds[b->kind], NULL, b->words, r->who->staff});
	if (strcmp(kinds[b->kind], "self_harm") == 0)
		told_self_harm(record, facts,
			       &(struct told){r->now, "review", facts_text(answer, "review"),
					      r->who->staff},
			       told_of_this_us(json));
	return stay_write_record(r, record, 201, answer);
}

/* ---------------------------------------------------------------- what is added to it */

static struct problem *
start(struct req *r, const struct field *fields, part_fn *add)
{
	struct part_body *b = req_alloc(r, sizeof(*b));

	b->add = add;
	b->write = (struct stay_write){.id = req_param(r, "id"),
				       .basis = SQL_CHECK_BASIS_OF,
				       .more = {"review"},
				       .decide = decide_part};
	return stay_write_read(r, fields, &b->write);
}

static struct problem *
decide_part(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct part_body *b = r->ctx;
	struct review_shape *review = req_alloc(r, sizeof(*review));
	json_t *subject = json_object_get(json, "subject");

	if (json_is_true(json_object_get(subject, "closed")) || !review_open(facts, review))
		return problem(r, PROBLEM_CONFLICT, "%s has closed this review.",
			       facts_text(subject, "by"));
	return b->add(r, facts, review);
}

/* The row of an act or a person: {id, resident_id, premises_id}. */
static json_t *
part_row(const struct part_body *b, const struct stay_facts *facts)
{
	return json_pack("{s:s, s:s, s:s}", "id", b->write.id, "resident_id", facts->resident,
			 "premises_id", facts->premises);
}

/* PUT /api/review-acts/{id} */
struct problem *
review_act_put(struct req *r, const struct rows *none)
{
	(void)none;
	return start(r, act_fields, add_act);
}

/* What a trigger asks for at once is done once; a further trigger asks anew. */
static struct problem *
add_act(struct req *r, const struct stay_facts *facts, struct review_shape *review)
{
	const struct part_body *b = r->ctx;
	struct record_event event = {.kind = "review.acted", .happened_us = r->now};
	json_t *open = json_object_get(facts->json, "review"), *record, *row, *shown;

	if (review->acted)
		return problem(r, PROBLEM_CONFLICT,
			       "Somebody has recorded already what was done at once.");
	record = record_begin(facts);
	row = part_row(b, facts);
	json_object_update_new(row, json_pack("{s:O, s:s, s:s, s:o}", "trigger_id",
					      json_object_get(open, "trigger"), "words", b->words,
					      "staff_id", r->who->staff, "at", record_iso(r->now)));
	record_row(record, "review_act", row);
	record_void(record, "review.act", review->id);
	review->acted = true;
	shown = review_shown(review);
	event.data = json_pack("{s:s, s:s, s:{s:O}}", "review", review->id, "act", b->write.id,
			       "row", "review", shown);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201,
				 json_pack("{s:s, s:o}", "id", b->write.id, "review", shown));
}

/* PUT /api/review-people/{id} */
struct problem *
review_person_put(struct req *r, const struct rows *none)
{
	(void)none;
	return start(r, person_fields, add_person);
}

static struct problem *
add_person(struct req *r, const struct stay_facts *facts, struct review_shape *review)
{
	const struct part_body *b = r->ctx;
	json_t *record = record_begin(facts), *row = part_row(b, facts);
	struct record_event event = {.kind = "review.attended", .happened_us = r->now};

	json_object_update_new(row,
			       json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "review_id",
					 review->id, "name", b->name, "role", roles[b->role], "how",
					 hows[b->how], "words", b->words ? b->words : "",
					 "author_id", r->who->staff, "at", record_iso(r->now)));
	record_row(record, "review_person", row);
	event.data = json_pack("{s:s, s:s, s:s, s:s}", "review", review->id, "person", b->write.id,
			       "role", roles[b->role], "how", hows[b->how]);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201,
				 json_pack("{s:s, s:s}", "id", b->write.id, "review", review->id));
}
