/*
 * threads.c -- a question on any item, and its answer (features 62; docs/keywork.md).
 *
 * Which side writes follows from who she is: her practitioner, or who works with her. Whom a thread
 * waits for follows from its last entry; nothing is stored of it, so two who answer at once have
 * both answered.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/facts/outbox.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define WORDS_MAX 2000

struct asking {
	struct stay_write write; /* its more: about, about_id */
	json_t *entry;
	const char *entry_id, *words;
	int about;
};

struct saying {
	struct stay_write write;
	const char *words;
	int kind;
};

enum { QUESTION, ANSWER, CLOSED };

/* One entry as it is put. */
struct entry {
	const char *thread, *id, *side, *words;
	int kind;
};

static step_fn here_found;
static stay_decide_fn decide_question, decide_entry;

static const char *const abouts[] = {"update", "session", "meeting", "action", "review",
				     "plan",   "watch",	  "woman",   NULL};
#define ABOUT_WOMAN 7
static const char *const entry_kinds[] = {"question", "answer", "closed", NULL};
static const char *const told[] = {"thread.asked", "thread.answered", "thread.closed"};

static const struct field question_fields[] = {
	{"id", FIELD_UUID, FIELD_REQUIRED, AT(struct asking, entry_id)},
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct asking, words), .max = WORDS_MAX},
	{0},
};

static const struct field thread_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"about", FIELD_ENUM, FIELD_REQUIRED, AT(struct asking, about), .one_of = abouts},
	{"about_id", FIELD_UUID, 0, AT(struct asking, write.more[1])},
	{"entry", FIELD_OBJECT, FIELD_REQUIRED, AT(struct asking, entry),
	 .fields = question_fields},
	{0},
};

static const struct field entry_fields[] = {
	{"thread", FIELD_UUID, FIELD_REQUIRED, AT(struct saying, write.of)},
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct saying, kind), .one_of = entry_kinds},
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct saying, words), .max = WORDS_MAX},
	{0},
};

/* ---------------------------------------------------------------- lists */

/* GET /api/residents/{crn}/stays/{stay}/threads */
struct problem *
resident_threads(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_RESIDENT_THREADS,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path),
		       woman_answered);
}

/* GET /api/premises/{p}/threads */
struct problem *
threads_here(struct req *r, const struct rows *none)
{
	const char *premises = req_param(r, "p");
	struct problem *p = place_fault(r, premises, r->route->who);

	(void)none;
	return p ? p : req_ask(r, SQL_THREADS_HERE, PARAMS(premises, r->route->path), here_found);
}

static struct problem *
here_found(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}

/* ---------------------------------------------------------------- an entry */

/* Her keyworker is told of what her practitioner asks, and the other way round. */
static void
tell_other_side(json_t *record, const struct stay_facts *facts, json_t *json,
		const struct entry *entry)
{
	bool to_practitioner = strcmp(entry->side, "premises") == 0;
	const char *staff = to_practitioner ? facts_text(facts->json, "practitioner")
					    : facts_text(json, "keyworker");

	if (*staff == '\0')
		return;
	outbox_put(record, &(struct outbox_message){.letter = OUTBOX_THREAD_WAITS,
						    .now_us = facts->basis.now_us,
						    .premises = facts->premises,
						    .staff = staff,
						    .about = entry->thread,
						    .cause = entry->id,
						    .waiting = 1});
}

static void
put_entry(const struct req *r, json_t *record, const struct stay_facts *facts,
	  const struct entry *entry)
{
	struct record_event event = {.kind = told[entry->kind], .happened_us = r->now};

	record_row(record, "thread_entry",
		   json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "id", entry->id,
			     "thread_id", entry->thread, "resident_id", facts->resident,
			     "premises_id", facts->premises, "side", entry->side, "kind",
			     entry_kinds[entry->kind], "words", entry->words, "author_id",
			     r->who->staff, "at", record_iso(r->now)));
	event.data = json_pack("{s:s, s:s, s:s}", "thread", entry->thread, "entry", entry->id,
			       "side", entry->side);
	record_event(record, facts, &event);
}

/* ---------------------------------------------------------------- a question */

/* PUT /api/threads/{id} */
struct problem *
thread_put(struct req *r, const struct rows *none)
{
	struct asking *a = req_alloc(r, sizeof(*a));
	struct problem *p = req_read(r, thread_fields, a);

	(void)none;
	if (p)
		return p;
	json_take(r, a->entry, question_fields, a);
	a->write.id = req_param(r, "id");
	a->write.basis = SQL_THREAD_BASIS;
	a->write.more[0] = abouts[a->about];
	a->write.of_past = true;
	a->write.decide = decide_question;
	return stay_write_start(r, &a->write);
}

static void
put_thread(const struct req *r, json_t *record, const struct stay_facts *facts)
{
	const struct asking *a = r->ctx;
	json_t *row = record_stay_row(facts);

	json_object_update_new(row, json_pack("{s:s, s:s, s:o, s:s, s:o}", "id", a->write.id,
					      "about", abouts[a->about], "about_id",
					      record_text(a->write.more[1]), "author_id",
					      r->who->staff, "at", record_iso(r->now)));
	record_row(record, "thread", row);
}

static struct problem *
decide_question(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct asking *a = r->ctx;
	struct entry entry = {a->write.id, a->entry_id, facts_text(json, "side"), a->words,
			      QUESTION};
	json_t *record;

	if (!json_is_true(json_object_get(json, "about")))
		return problem_at(r, PROBLEM_INVALID_INPUT, "/about_id",
				  a->about == ABOUT_WOMAN
					  ? "A question about her herself names nothing else."
					  : "There is no such thing of hers that you see.");
	record = record_new(r->now);
	put_thread(r, record, facts);
	put_entry(r, record, facts, &entry);
	tell_other_side(record, facts, json, &entry);
	return stay_write_record(r, record, 201,
				 json_pack("{s:s, s:s}", "id", a->write.id, "entry", a->entry_id));
}

/* ---------------------------------------------------------------- what follows it */

/* PUT /api/thread-entries/{id} */
struct problem *
thread_entry_put(struct req *r, const struct rows *none)
{
	struct saying *s = req_alloc(r, sizeof(*s));

	(void)none;
	s->write = (struct stay_write){.id = req_param(r, "id"),
				       .basis = SQL_THREAD_OF_BASIS,
				       .of_past = true,
				       .decide = decide_entry};
	return stay_write_read(r, entry_fields, &s->write);
}

static struct problem *
decide_entry(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct saying *s = r->ctx;
	struct entry entry = {s->write.of, s->write.id, facts_text(json, "side"), s->words,
			      s->kind};
	const char *waits_on = facts_text(json, "waits_on");
	json_t *record;

	/* Nobody answers herself: who asked and needs no answer any more closes it. */
	if (s->kind == ANSWER && *waits_on && strcmp(waits_on, entry.side) != 0)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/kind",
				  "Your own side asked this. Close it when it needs no answer.");
	record = record_new(r->now);
	put_entry(r, record, facts, &entry);
	if (s->kind == QUESTION)
		tell_other_side(record, facts, json, &entry);
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", s->write.id));
}
