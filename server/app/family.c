/*
 * family.c -- her family and children, for her keyworkers and managers alone (features 125). A day
 * with somebody of hers is a day that everybody knows to be hard or good, and nobody learns from it
 * whom she meets.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_around.h"
#include "lantern/app_keywork.h"
#include "lantern/app_plans.h"
#include "lantern/ids.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"

#include "lantern/banned.h"

struct telling {
	struct stay_write write;
	const char *words, *source;
	int kind;
};

struct meeting_them {
	struct stay_write write;
	const char *day, *with_whom, *words;
	int how, child, feels;
};

enum feels { FEELS_HARD, FEELS_GOOD, FEELS_BOTH, FEELS_NOT_ASKED };

static stay_decide_fn decide_fact, decide_contact;

static const char *const kinds[] = {"caring", "contact", "social_worker", "asked_of_her", "hope",
				    "other",  NULL};
static const char *const hows[] = {"visit", "phone", "video", "letter", NULL};
static const char *const feels_words[] = {[FEELS_HARD] = "hard",
					  [FEELS_GOOD] = "good",
					  [FEELS_BOTH] = "both",
					  [FEELS_NOT_ASKED] = "not_asked",
					  NULL};

/* What the board says of such a day. */
static const char *const day_words[] = {"Somebody comes to see her",
					"A call today that matters to her",
					"A call today that matters to her", "A letter is expected"};

static const struct field fact_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct telling, kind), .one_of = kinds},
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct telling, words), .min = 1, .max = 1000},
	{"source", FIELD_TEXT, FIELD_REQUIRED, AT(struct telling, source), .min = 1, .max = 120},
	{0},
};

static const struct field contact_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"day", FIELD_DATE, FIELD_REQUIRED, AT(struct meeting_them, day)},
	{"how", FIELD_ENUM, FIELD_REQUIRED, AT(struct meeting_them, how), .one_of = hows},
	{"with_whom", FIELD_TEXT, FIELD_REQUIRED, AT(struct meeting_them, with_whom), .min = 1,
	 .max = 80},
	{"child", FIELD_BOOLEAN, FIELD_REQUIRED, AT(struct meeting_them, child)},
	{"feels", FIELD_ENUM, FIELD_REQUIRED, AT(struct meeting_them, feels),
	 .one_of = feels_words},
	{"words", FIELD_TEXT, 0, AT(struct meeting_them, words), .max = 300},
	{0},
};

/* GET /api/residents/{crn}/stays/{stay}/family */
struct problem *
resident_family(struct req *r, const struct rows *none)
{
	(void)none;
	return around_page(r, "family");
}

/* ---------------------------------------------------------------- what is known */

/* PUT /api/family-facts/{id} */
struct problem *
family_fact_put(struct req *r, const struct rows *none)
{
	struct telling *t = req_alloc(r, sizeof(*t));

	(void)none;
	t->write = (struct stay_write){.id = req_param(r, "id"),
				       .basis = SQL_AROUND_BASIS,
				       .more = {"family_fact"},
				       .decide = decide_fact};
	return stay_write_read(r, fact_fields, &t->write);
}

static struct problem *
decide_fact(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct telling *t = r->ctx;
	struct problem *p = plan_withheld(r, json);
	json_t *row;

	if (p)
		return p;
	row = around_row(r, facts, t->write.id);
	json_object_update_new(row, json_pack("{s:s, s:s, s:s}", "kind", kinds[t->kind], "words",
					      t->words, "source", t->source));
	return around_record(r, facts,
			     &(struct around_new){"family_fact", t->write.id, row, "family.changed",
						  json_pack("{s:s}", "family_fact", t->write.id)});
}

/* POST /api/family-facts/{id}/end */
struct problem *
family_fact_end_post(struct req *r, const struct rows *none)
{
	static const struct around_kind kind = {"family_fact", "family.changed", false};

	(void)none;
	return around_end(r, &kind);
}

/* ---------------------------------------------------------------- a day with them */

/* PUT /api/family-contacts/{id} */
struct problem *
family_contact_put(struct req *r, const struct rows *none)
{
	struct meeting_them *m = req_alloc(r, sizeof(*m));

	(void)none;
	m->write = (struct stay_write){.id = req_param(r, "id"),
				       .basis = SQL_AROUND_BASIS,
				       .more = {"family_contact"},
				       .decide = decide_contact};
	return stay_write_read(r, contact_fields, &m->write);
}

static json_t *
contact_row(struct req *r, const struct stay_facts *facts, const char *hard_day)
{
	const struct meeting_them *m = r->ctx;
	json_t *row = around_row(r, facts, m->write.id);

	json_object_update_new(
		row, json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "day", m->day, "how", hows[m->how],
			       "with_whom", m->with_whom, "feels", feels_words[m->feels], "words",
			       text_or_none(m->words), "hard_day_id", record_text(hard_day)));
	return row;
}

static struct problem *
record_contact(struct req *r, const struct stay_facts *facts, json_t *record, const char *hard_day)
{
	const struct meeting_them *m = r->ctx;

	record_row(record, "family_contact", contact_row(r, facts, hard_day));
	around_tell(record, facts, "family.changed",
		    json_pack("{s:s}", "family_contact", m->write.id));
	return stay_write_record(
		r, record, 201,
		json_pack("{s:s, s:o}", "id", m->write.id, "hard_day", record_text(hard_day)));
}

/* What is over, or was not asked, is no day to be known on the board. */
static struct problem *
decide_contact(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct meeting_them *m = r->ctx;
	struct problem *p = plan_withheld(r, json);
	char hard_day[UUID_SIZE];
	json_t *record;

	if (p)
		return p;
	if (m->feels == FEELS_NOT_ASKED || strcmp(m->day, facts_text(json, "today")) < 0)
		return record_contact(r, facts, record_new(r->now), NULL);
	record = record_begin(facts);
	hard_day_record(r, record, facts,
			&(struct hard_day_new){id_ordered(r->now, hard_day), m->day,
					       m->child ? "child_contact" : "visit",
					       day_words[m->how], json});
	return record_contact(r, facts, record, hard_day);
}
