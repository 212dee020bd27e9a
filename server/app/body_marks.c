/*
 * body_marks.c -- where a mark was seen on her body (features 22). For those with health scope; the
 * events carry that there is one and nothing of it.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct marking {
	struct stay_write write;
	const char *region, *words;
	int side, kind;
	int64_t across, down, seen_us;
};

static step_fn body_found;
static stay_decide_fn decide_mark, decide_healed;

static const char *const sides[] = {"front", "back", NULL};
static const char *const kinds[] = {
	"cut", "burn", "bruise", "swelling", "scratch", "injection_site", "scar", "other", NULL};

static const struct field mark_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"side", FIELD_ENUM, FIELD_REQUIRED, AT(struct marking, side), .one_of = sides},
	{"region", FIELD_TEXT, FIELD_REQUIRED, AT(struct marking, region), .max = 40},
	{"across", FIELD_INTEGER, FIELD_REQUIRED, AT(struct marking, across), .max = 1000},
	{"down", FIELD_INTEGER, FIELD_REQUIRED, AT(struct marking, down), .max = 1000},
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct marking, kind), .one_of = kinds},
	{"words", FIELD_TEXT, 0, AT(struct marking, words), .max = 300},
	{"seen_at", FIELD_INSTANT, FIELD_REQUIRED, AT(struct marking, seen_us)},
	{0},
};

/* ---------------------------------------------------------------- reading */

/* GET /api/residents/{crn}/stays/{stay}/body */
struct problem *
resident_body(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_RESIDENT_BODY,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path),
		       body_found);
}

/* Health scope is held at a premises: whoever has it at another one is told so, not shown none. */
static struct problem *
body_found(struct req *r, const struct rows *rows)
{
	struct problem *p = NULL;

	if (rows_count(rows) > 0)
		p = place_fault(r, rows_text(rows, "premises"), r->route->who);
	return p ? p : woman_answered(r, rows);
}

/* ---------------------------------------------------------------- a mark */

/* PUT /api/body-marks/{id} */
struct problem *
body_mark_put(struct req *r, const struct rows *none)
{
	struct marking *m = req_alloc(r, sizeof(*m));

	(void)none;
	m->write = (struct stay_write){
		.id = req_param(r, "id"), .basis = SQL_CHECK_BASIS, .decide = decide_mark};
	return stay_write_read(r, mark_fields, &m->write);
}

static void
tell(json_t *record, const struct stay_facts *facts, const char *kind, const char *mark)
{
	struct record_event event = {.kind = kind, .happened_us = facts->basis.now_us};

	event.data = json_pack("{s:s}", "mark", mark);
	record_event(record, facts, &event);
}

static struct problem *
record_mark(struct req *r, const struct stay_facts *facts)
{
	const struct marking *m = r->ctx;
	int64_t seen_us = m->seen_us < r->now ? m->seen_us : r->now;
	json_t *record = record_new(r->now), *row = record_stay_row(facts);

	json_object_update_new(row, json_pack("{s:s, s:s, s:s, s:I, s:I, s:s, s:s, s:o, s:s, s:o}",
					      "id", m->write.id, "side", sides[m->side], "region",
					      m->region, "across", (json_int_t)m->across, "down",
					      (json_int_t)m->down, "kind", kinds[m->kind], "words",
					      m->words ? m->words : "", "seen_at",
					      record_iso(seen_us), "author_id", r->who->staff,
					      "recorded_at", record_iso(r->now)));
	record_row(record, "body_mark", row);
	tell(record, facts, "body.marked", m->write.id);
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", m->write.id));
}

static struct problem *
decide_mark(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct marking *m = r->ctx;

	(void)json;
	if (m->seen_us > r->now + facts->settings.clock_slack_s * US_PER_S)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/seen_at",
				  "That time has not come yet.");
	return record_mark(r, facts);
}

/* ---------------------------------------------------------------- healed */

/* POST /api/body-marks/{id}/healed */
struct problem *
body_mark_healed_post(struct req *r, const struct rows *none)
{
	struct stay_write *w = req_alloc(r, sizeof(*w));

	(void)none;
	*w = (struct stay_write){.basis = SQL_CHECK_BASIS_OF,
				 .of = req_param(r, "id"),
				 .more = {"mark"},
				 .decide = decide_healed};
	return stay_write_read(r, NO_FIELDS, w);
}

static struct problem *
record_healed(struct req *r, const struct stay_facts *facts)
{
	const char *id = req_param(r, "id");
	json_t *record = record_begin(facts);

	record_end(record, "body_mark",
		   json_pack("{s:s, s:o, s:s}", "id", id, "healed_at", record_iso(r->now),
			     "healed_by_id", r->who->staff));
	tell(record, facts, "body.healed", id);
	return stay_write_record(r, record, 200, json_pack("{s:s}", "id", id));
}

/* Healed already is as good. */
static struct problem *
decide_healed(struct req *r, struct stay_facts *facts, json_t *json)
{
	if (json_is_true(json_object_get(json_object_get(json, "subject"), "healed")))
		return req_answer(r, 200,
				  json_text(r, json_pack("{s:s}", "id", req_param(r, "id"))));
	return record_healed(r, facts);
}
