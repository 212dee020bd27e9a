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
	const char *stay, *region, *words;
	int side, kind;
	int64_t across, down, seen_us;
};

static step_fn body_found, mark_load, mark_judged, healed_load, healed_judged;

static const char *const sides[] = {"front", "back", NULL};
static const char *const kinds[] = {
	"cut", "burn", "bruise", "swelling", "scratch", "injection_site", "scar", "other", NULL};

static const struct field mark_fields[] = {
	{"stay", FIELD_UUID, FIELD_REQUIRED, AT(struct marking, stay)},
	{"crn", FIELD_TEXT, FIELD_REQUIRED, AT(struct marking, write.crn), .max = CRN_MAX},
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
	struct problem *p = req_read(r, mark_fields, m);

	(void)none;
	if (p)
		return p;
	m->write.id = req_param(r, "id");
	m->write.load = mark_load;
	m->write.judge = mark_judged;
	r->ctx = m;
	return stay_write_start(r);
}

static struct problem *
mark_load(struct req *r, const struct rows *none)
{
	const struct marking *m = r->ctx;

	(void)none;
	return req_ask(r, SQL_CHECK_BASIS, PARAMS(m->write.id, m->stay, m->write.crn),
		       stay_write_loaded);
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
mark_judged(struct req *r, const struct rows *none)
{
	const struct marking *m = r->ctx;
	struct stay_facts *facts = req_alloc(r, sizeof(*facts));
	struct problem *p;
	json_t *json = stay_write_basis(r, facts, &p);

	(void)none;
	if (json == NULL)
		return p;
	p = m->seen_us > r->now + facts->settings.clock_slack_s * US_PER_S
		    ? problem_at(r, PROBLEM_INVALID_INPUT, "/seen_at",
				 "That time has not come yet.")
		    : record_mark(r, facts);
	json_decref(json);
	return p;
}

/* ---------------------------------------------------------------- healed */

/* POST /api/body-marks/{id}/healed */
struct problem *
body_mark_healed_post(struct req *r, const struct rows *none)
{
	static const struct field nothing[] = {{0}};
	struct stay_write *w = req_alloc(r, sizeof(*w));
	struct problem *p = req_read(r, nothing, w);

	(void)none;
	if (p)
		return p;
	*w = (struct stay_write){.load = healed_load, .judge = healed_judged};
	r->ctx = w;
	return stay_write_start(r);
}

static struct problem *
healed_load(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_CHECK_BASIS_OF, PARAMS("mark", req_param(r, "id"), NULL),
		       stay_write_loaded);
}

static struct problem *
record_healed(struct req *r, const struct stay_facts *facts)
{
	const char *id = req_param(r, "id");
	json_t *record = record_new(r->now);

	record_guard(record, facts);
	record_bump(record, facts);
	record_end(record, "body_mark",
		   json_pack("{s:s, s:o, s:s}", "id", id, "healed_at", record_iso(r->now),
			     "healed_by_id", r->who->staff));
	tell(record, facts, "body.healed", id);
	return stay_write_record(r, record, 200, json_pack("{s:s}", "id", id));
}

/* Healed already is as good. */
static struct problem *
healed_judged(struct req *r, const struct rows *none)
{
	struct stay_facts *facts = req_alloc(r, sizeof(*facts));
	struct problem *p;
	json_t *json = stay_write_basis(r, facts, &p);

	(void)none;
	if (json == NULL)
		return p;
	p = json_is_true(json_object_get(json_object_get(json, "subject"), "healed"))
		    ? req_answer(r, 200, json_text(r, json_pack("{s:s}", "id", req_param(r, "id"))))
		    : record_healed(r, facts);
	json_decref(json);
	return p;
}
