/*
 * updates.c -- what her practitioner is told: the practitioner's home, what she has read, what was
 * written by hand, and who telephoned (features 59, 61, 64; docs/keywork.md).
 *
 * Updates that follow from something come in the document of their cause (facts/update.h).
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/facts/update.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define PAGE_MOST 100
#define PAGE_ROWS 30

/* ---------------------------------------------------------------- pages */

static step_fn mine_found;

/* GET /api/me/updates */
struct problem *
updates_mine(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_MY_UPDATES, PARAMS(r->route->path), mine_found);
}

static struct problem *
mine_found(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}

struct page_query {
	const char *before;
	int64_t limit;
};

static const struct field page_fields[] = {
	{"before", FIELD_TEXT, 0, AT(struct page_query, before), .max = 64},
	{"limit", FIELD_INTEGER, 0, AT(struct page_query, limit), .min = 1, .max = PAGE_MOST},
	{0},
};

/* GET /api/residents/{crn}/stays/{stay}/updates?before=&limit= */
struct problem *
resident_updates(struct req *r, const struct rows *none)
{
	struct page_query page = {0};
	struct problem *p = req_query(r, page_fields, &page);

	(void)none;
	if (p)
		return p;
	if (page.before && !cursor_ok(page.before))
		return field_fault(r, "before", "Use the text that \"next\" gave.");
	if (page.limit == FIELD_NO_INTEGER)
		page.limit = PAGE_ROWS;
	return req_ask(r, SQL_RESIDENT_UPDATES,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), page.before,
			      req_printf(r, "%lld", (long long)page.limit), r->route->path),
		       woman_answered);
}

/* ---------------------------------------------------------------- "I have read this" */

struct look {
	int64_t until_us;
};

static step_fn look_new, look_judged;

static const struct field look_fields[] = {
	{"until", FIELD_INSTANT, FIELD_REQUIRED, AT(struct look, until_us)},
	{0},
};

/* PUT /api/looks/{id} */
struct problem *
look_put(struct req *r, const struct rows *none)
{
	struct look *look = req_alloc(r, sizeof(*look));
	struct problem *p = req_read(r, look_fields, look);

	(void)none;
	if (p)
		return p;
	r->ctx = look;
	return write_once(r, NULL, look_new);
}

static struct problem *
look_new(struct req *r, const struct rows *none)
{
	const struct look *look = r->ctx;

	(void)none;
	/* Nobody has read what is not written yet: a receipt is never given in advance. */
	if (look->until_us > r->now)
		return field_fault(r, "/until", "Use the time that the page gave.");
	return req_ask(r, SQL_LOOK_BASIS, PARAMS(req_iso(r, look->until_us)), look_judged);
}

static void
put_receipt(const struct req *r, json_t *doc, json_t *of, const char *update)
{
	record_row(doc, "update_read",
		   json_pack("{s:s, s:O, s:O, s:s, s:o}", "update_id", update, "resident_id",
			     json_object_get(of, "resident"), "premises_id",
			     json_object_get(of, "premises"), "staff_id", r->who->staff, "at",
			     record_iso(r->now)));
}

/* Receipts for `updates` of one stay, and the event that tells her house of them. Returns how
 * many. */
static size_t
put_receipts(struct req *r, json_t *doc, json_t *of, json_t *updates)
{
	json_t *update;
	size_t i;

	json_array_foreach(updates, i, update) {
		put_receipt(r, doc, of, json_string_value(update));
	}
	write_event(r, doc,
		    &(struct write_event){"update.read", facts_text(of, "premises"),
					  facts_text(of, "resident"), facts_text(of, "stay"),
					  json_pack("{s:O, s:s}", "updates", updates, "by",
						    r->who->display_name)});
	return json_array_size(updates);
}

static struct problem *
look_judged(struct req *r, const struct rows *rows)
{
	const struct look *look = r->ctx;
	const char *id = req_param(r, "id");
	json_t *unread = json_loads(rows_text(rows, "unread"), 0, NULL), *of;
	json_t *doc = record_new(r->now);
	json_int_t read = 0;
	size_t i;

	record_row(doc, "practitioner_look",
		   json_pack("{s:s, s:s, s:o, s:o}", "id", id, "staff_id", r->who->staff,
			     "until_at", record_iso(look->until_us), "at", record_iso(r->now)));
	json_array_foreach(unread, i, of)
		read += (json_int_t)put_receipts(r, doc, of, json_object_get(of, "updates"));
	json_decref(unread);
	/* Of no premises: a receipt of one is seen by those who work there. */
	write_keep(r, doc,
		   &(struct write_receipt){id, NULL, NULL, 201,
					   json_pack("{s:s, s:o, s:I}", "id", id, "looked_at",
						     record_iso(look->until_us), "read", read)});
	return write_ask(r, doc, NULL, NULL);
}

static step_fn read_found, read_done;

/* PUT /api/update-reads/{update} */
struct problem *
update_read_put(struct req *r, const struct rows *none)
{
	struct look nothing;
	struct problem *p = req_read(r, NO_FIELDS, &nothing);

	(void)none;
	return p ? p : req_ask(r, SQL_UPDATE_GET, PARAMS(req_param(r, "update")), read_found);
}

static struct problem *
read_answer(struct req *r)
{
	return req_answer(r, 200, json_text(r, json_pack("{s:s}", "id", req_param(r, "update"))));
}

static struct problem *
read_found(struct req *r, const struct rows *rows)
{
	json_t *doc, *of, *updates;

	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, "There is no such update about your women.");
	if (*rows_text(rows, "read") == 't')
		return read_answer(r);
	of = json_pack("{s:s, s:s, s:s}", "stay", rows_text(rows, "stay"), "resident",
		       rows_text(rows, "resident"), "premises", rows_text(rows, "premises"));
	updates = json_pack("[s]", req_param(r, "update"));
	doc = record_new(r->now);
	put_receipts(r, doc, of, updates);
	json_decref(of);
	json_decref(updates);
	return write_ask(r, doc, NULL, read_done);
}

static struct problem *
read_done(struct req *r, const struct rows *rows)
{
	(void)rows;
	return read_answer(r);
}

/* ---------------------------------------------------------------- by hand */

struct telling {
	struct stay_write write;
	const char *words;
	int level, kind;
};

static stay_decide_fn decide_update;

static const char *const levels[] = {"now", "today", "weekly", NULL}; /* enum update_level */
static const char *const kinds[] = {
	"missing",	 "self_harm",	    "hospital",	   "overdose",	       "police",
	"safeguarding",	 "recall_question", "watch_began", "watch_ended",      "rule_proposed",
	"review_opened", "feeling",	    "meeting",	   "meeting_not_held", "plan_active",
	"no_reply",	 "intoxication",    "question",	   "good_news",	       "keywork",
	"plan_changed",	 "activities",	    NULL};
/* Where each level's kinds begin; docs/keywork.md has the table. */
#define FIRST_TODAY 7
#define FIRST_WEEKLY 18

static const struct field update_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"level", FIELD_ENUM, FIELD_REQUIRED, AT(struct telling, level), .one_of = levels},
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct telling, kind), .one_of = kinds},
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct telling, words), .max = 1000},
	{0},
};

static int
level_of(int kind)
{
	if (kind < FIRST_TODAY)
		return UPDATE_NOW;
	return kind < FIRST_WEEKLY ? UPDATE_TODAY : UPDATE_WEEKLY;
}

/* PUT /api/updates/{id} */
struct problem *
update_put(struct req *r, const struct rows *none)
{
	struct telling *t = req_alloc(r, sizeof(*t));
	struct problem *p = req_read(r, update_fields, t);

	(void)none;
	if (p)
		return p;
	if (level_of(t->kind) != t->level)
		return problem_at(
			r, PROBLEM_INVALID_INPUT, "/kind",
			req_printf(r, "That is told at level %s.", levels[level_of(t->kind)]));
	t->write.id = req_param(r, "id");
	t->write.basis = SQL_CHECK_BASIS;
	t->write.decide = decide_update;
	return stay_write_start(r, &t->write);
}

static struct problem *
decide_update(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct telling *t = r->ctx;
	json_t *record = record_new(r->now);

	(void)json;
	update_tell(record, facts,
		    &(struct update){.id = t->write.id,
				     .level = (enum update_level)t->level,
				     .kind = kinds[t->kind],
				     .good = strcmp(kinds[t->kind], "good_news") == 0,
				     .words = t->words,
				     .about = "stay",
				     .about_id = facts->stay,
				     .author = r->who->staff},
		    NULL);
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", t->write.id));
}

/* ---------------------------------------------------------------- telephoned */

struct phoning {
	struct stay_write write;
	const char *words;
};

static stay_decide_fn decide_phoned;

static const struct field phoned_fields[] = {
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct phoning, words), .max = 500},
	{0},
};

/* POST /api/updates/{id}/phoned */
struct problem *
update_phoned_post(struct req *r, const struct rows *none)
{
	struct phoning *f = req_alloc(r, sizeof(*f));

	(void)none;
	f->write = (struct stay_write){.basis = SQL_UPDATE_BASIS,
				       .of = req_param(r, "id"),
				       .of_past = true,
				       .decide = decide_phoned};
	return stay_write_read(r, phoned_fields, &f->write);
}

static struct problem *
decide_phoned(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct phoning *f = r->ctx;
	const char *update = f->write.of;
	struct record_event event = {.kind = "update.phoned", .happened_us = r->now};
	char id[UUID_SIZE];
	json_t *record;

	if (strcmp(facts_text(json_object_get(json, "subject"), "level"), "now") != 0)
		return problem(r, PROBLEM_CONFLICT, "Only what is told now is telephoned.");
	record = record_new(r->now);
	record_row(record, "update_pass",
		   json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "id",
			     id_ordered(r->now, id), "update_id", update, "resident_id",
			     facts->resident, "premises_id", facts->premises, "kind", "phoned",
			     "staff_id", r->who->staff, "words", f->words, "at",
			     record_iso(r->now)));
	event.data = json_pack("{s:s, s:s}", "update", update, "by", r->who->display_name);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 200, json_pack("{s:s}", "id", update));
}
