/*
 * meeting_items.c -- what each wants to talk about (features 55). Hers come first, and nobody takes
 * them away. Staff write for her and for the keyworker, her practitioner in her own voice.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_meetings.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct item_put {
	struct stay_write write;
	const char *words;
	int voice;
};

static stay_decide_fn decide_item, decide_back;

static const struct field item_fields[] = {
	{"meeting", FIELD_UUID, FIELD_REQUIRED, AT(struct item_put, write.of)},
	{"voice", FIELD_ENUM, FIELD_REQUIRED, AT(struct item_put, voice), .one_of = meeting_voices},
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct item_put, words), .max = 300},
	{0},
};
static const struct field back_fields[] = {{0}};

/* Whether the caller may speak, or take back, in that voice. */
static bool
has_voice(struct req *r, const struct stay_facts *facts, json_t *json, const char *voice)
{
	if (strcmp(voice, meeting_voices[VOICE_PRACTITIONER]) == 0)
		return json_is_true(json_object_get(json, "hers"));
	return req_may(r, facts->premises, r->route->who & ~R_PRACTITIONER);
}

static void
tell(struct req *r, json_t *record, const struct stay_facts *facts, json_t *data)
{
	record_event(record, facts,
		     &(struct record_event){
			     .kind = "meeting.item", .happened_us = r->now, .data = data});
}

/* PUT /api/meeting-items/{id} */
struct problem *
meeting_item_put(struct req *r, const struct rows *none)
{
	struct item_put *i = req_alloc(r, sizeof(*i));

	(void)none;
	i->write = (struct stay_write){
		.id = req_param(r, "id"), .basis = SQL_MEETING_BASIS_OF, .decide = decide_item};
	return stay_write_read(r, item_fields, &i->write);
}

static struct problem *
decide_item(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct item_put *i = r->ctx;
	const char *voice = meeting_voices[i->voice];
	struct problem *p = meeting_withheld(r, json);
	json_t *record;

	if (p == NULL && !has_voice(r, facts, json, voice))
		return problem_at(r, PROBLEM_NOT_ALLOWED, "/voice",
				  "Each writes in her own voice; staff write hers and the "
				  "keyworker's.");
	if (p == NULL)
		p = meeting_over(r, json);
	if (p)
		return p;
	record = record_new(r->now);
	record_row(record, "meeting_item",
		   json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "id", i->write.id,
			     "meeting_id", i->write.of, "resident_id", facts->resident,
			     "premises_id", facts->premises, "voice", voice, "words", i->words,
			     "author_id", r->who->staff, "at", record_iso(r->now)));
	tell(r, record, facts,
	     json_pack("{s:s, s:s, s:s}", "meeting", i->write.of, "item", i->write.id, "voice",
		       voice));
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", i->write.id));
}

/* ---------------------------------------------------------------- taken back */

/* POST /api/meeting-items/{id}/withdraw */
struct problem *
meeting_item_withdraw_post(struct req *r, const struct rows *none)
{
	struct stay_write *w = req_alloc(r, sizeof(*w));

	(void)none;
	*w = (struct stay_write){
		.of = req_param(r, "id"), .basis = SQL_MEETING_BASIS_OF, .decide = decide_back};
	return stay_write_read(r, back_fields, w);
}

static struct problem *
refuse_back(struct req *r, const struct stay_facts *facts, json_t *json)
{
	const char *voice = facts_text(json_object_get(json, "item"), "voice");
	struct problem *p = meeting_withheld(r, json);

	if (p)
		return p;
	if (strcmp(voice, meeting_voices[VOICE_RESIDENT]) == 0)
		return problem(r, PROBLEM_HERS, "It is her item: it stays, and it comes first.");
	if (!has_voice(r, facts, json, voice))
		return problem(r, PROBLEM_NOT_ALLOWED, "It is taken back by whose voice it is.");
	return meeting_over(r, json);
}

static struct problem *
decide_back(struct req *r, struct stay_facts *facts, json_t *json)
{
	const char *id = req_param(r, "id");
	json_t *item = json_object_get(json, "item"), *record;
	struct problem *p;

	if (!json_is_object(item))
		return problem(r, PROBLEM_NOT_FOUND, "There is no such item.");
	p = refuse_back(r, facts, json);
	if (p)
		return p;
	if (json_is_true(json_object_get(item, "withdrawn")))
		return req_answer(r, 200, json_text(r, json_pack("{s:s}", "id", id)));
	record = record_new(r->now);
	record_end(record, "meeting_item",
		   json_pack("{s:s, s:o, s:s}", "id", id, "withdrawn_at", record_iso(r->now),
			     "withdrawn_by_id", r->who->staff));
	tell(r, record, facts,
	     json_pack("{s:O, s:s, s:O, s:b}", "meeting",
		       json_object_get(json_object_get(json, "meeting"), "id"), "item", id, "voice",
		       json_object_get(item, "voice"), "withdrawn", true));
	return stay_write_record(r, record, 200, json_pack("{s:s}", "id", id));
}
