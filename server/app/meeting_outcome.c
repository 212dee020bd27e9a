/*
 * meeting_outcome.c -- how a three-way meeting went: held, with what was decided and where they do
 * not agree, or not held, and by whom (features 56 to 58).
 *
 * Once written it stands. A meeting that was held opens a review of her plan, and owes her a copy
 * in plain words.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_keywork.h"
#include "lantern/app_meetings.h"
#include "lantern/facts/review.h"
#include "lantern/facts/update.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/rules/meeting.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define PEOPLE_MAX 12
#define NOTES_MAX 15 /* decisions, and disagreements: 30 together (meeting_note.place) */

struct outcome {
	struct stay_write write;
	int64_t held_us, minutes;
	json_t *people, *decisions, *disagreements, *actions;
	const char *plain_words, *reason;
	int not_held;
};

static stay_decide_fn decide_held, decide_not_held;

static const char *const roles[] = {"resident", "keyworker",   "practitioner", "manager", "health",
				    "advocate", "interpreter", "family",       "other",	  NULL};
static const char *const hows[] = {"in_person", "by_phone", "by_video", "not_there", NULL};
static const char *const absent[] = {"resident", "keyworker", "practitioner",
				     "premises", "other",     NULL};

static const struct field person_fields[] = {
	{"id", FIELD_UUID, FIELD_REQUIRED, 0},
	{"role", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = roles},
	{"name", FIELD_TEXT, FIELD_REQUIRED, 0, .max = 80},
	{"how", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = hows},
	{0},
};
static const struct field decision_fields[] = {
	{"id", FIELD_UUID, FIELD_REQUIRED, 0},
	{"words", FIELD_TEXT, FIELD_REQUIRED, 0, .max = 1000},
	{0},
};
static const struct field disagreement_fields[] = {
	{"id", FIELD_UUID, FIELD_REQUIRED, 0},
	{"voice", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = meeting_voices},
	{"words", FIELD_TEXT, FIELD_REQUIRED, 0, .max = 1000},
	{0},
};
static const struct field person = {"person", FIELD_OBJECT, FIELD_REQUIRED, 0,
				    .fields = person_fields};
static const struct field decision = {"decision", FIELD_OBJECT, FIELD_REQUIRED, 0,
				      .fields = decision_fields};
static const struct field disagreement = {"disagreement", FIELD_OBJECT, FIELD_REQUIRED, 0,
					  .fields = disagreement_fields};
static const struct field held_fields[] = {
	{"held_at", FIELD_INSTANT, FIELD_REQUIRED, AT(struct outcome, held_us)},
	{"minutes", FIELD_INTEGER, FIELD_REQUIRED, AT(struct outcome, minutes), .min = 1,
	 .max = 480},
	{"people", FIELD_ARRAY, FIELD_REQUIRED, AT(struct outcome, people), .max = PEOPLE_MAX,
	 .items = &person},
	{"decisions", FIELD_ARRAY, FIELD_REQUIRED, AT(struct outcome, decisions), .max = NOTES_MAX,
	 .items = &decision},
	{"disagreements", FIELD_ARRAY, FIELD_REQUIRED, AT(struct outcome, disagreements),
	 .max = NOTES_MAX, .items = &disagreement},
	{"actions", FIELD_ARRAY, FIELD_REQUIRED, AT(struct outcome, actions), .max = AGREED_MAX,
	 .items = &agreed_item},
	{"plain_words", FIELD_TEXT, FIELD_REQUIRED, AT(struct outcome, plain_words), .max = 2000},
	{0},
};
static const struct field not_held_fields[] = {
	{"not_held", FIELD_ENUM, FIELD_REQUIRED, AT(struct outcome, not_held), .one_of = absent},
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct outcome, reason), .max = 500},
	{0},
};

static void
write_up(struct req *r, json_t *record, const char *meeting, json_t *how)
{
	json_object_update_new(how, json_pack("{s:s, s:o, s:s}", "id", meeting, "closed_at",
					      record_iso(r->now), "closed_by_id", r->who->staff));
	record_end(record, "meeting", how);
}

static void
tell_practitioner(struct req *r, json_t *record, const struct stay_facts *facts,
		  const struct update *what)
{
	const struct outcome *o = r->ctx;
	struct update update = *what;

	update.level = UPDATE_TODAY;
	update.about = "meeting";
	update.about_id = o->write.of;
	update.author = r->who->staff;
	update_tell(record, facts, &update, NULL);
}

/* ---------------------------------------------------------------- held */

/* POST /api/meetings/{id}/held */
struct problem *
meeting_held_post(struct req *r, const struct rows *none)
{
	struct outcome *o = req_alloc(r, sizeof(*o));
	struct problem *p = req_read(r, held_fields, o);

	(void)none;
	if (p)
		return p;
	o->write.of = req_param(r, "id");
	o->write.basis = SQL_MEETING_BASIS_OF;
	o->write.more[0] = ids_text(r, NULL, o->actions, "owner_staff");
	o->write.decide = decide_held;
	return stay_write_start(r, &o->write);
}

/* The three whose meeting it is are each named, if only as not there. */
static struct problem *
refuse_people(struct req *r, json_t *people)
{
	json_t *one;
	size_t i;

	for (size_t voice = 0; voice < VOICE_COUNT; voice++) {
		bool named = false;

		json_array_foreach(people, i, one) {
			named |= strcmp(facts_text(one, "role"), meeting_voices[voice]) == 0;
		}
		if (!named)
			return field_fault(r, "/people",
					   "Name her, the keyworker and the practitioner, each as "
					   "there or not there.");
	}
	return NULL;
}

static struct agreed
agreed_in(struct req *r, json_t *json)
{
	const struct outcome *o = r->ctx;

	return (struct agreed){o->actions, json, local_day(r, o->held_us), "meeting", o->write.of};
}

static struct problem *
refuse_held(struct req *r, const struct stay_facts *facts, json_t *json)
{
	struct outcome *o = r->ctx;
	struct problem *p = meeting_withheld(r, json);
	struct agreed agreed;

	if (p == NULL)
		p = meeting_over(r, json);
	if (p == NULL)
		p = past_fault(r, facts, &o->held_us, "/held_at");
	if (p == NULL)
		p = refuse_people(r, o->people);
	if (p)
		return p;
	agreed = agreed_in(r, json);
	return agreed_fault(r, &agreed);
}

/* A row of what belongs to the meeting, with the members of `one` as columns. */
static json_t *
part_row(const struct outcome *o, const struct stay_facts *facts, json_t *one)
{
	json_t *row = json_pack("{s:s, s:s, s:s}", "meeting_id", o->write.of, "resident_id",
				facts->resident, "premises_id", facts->premises);

	json_object_update(row, one);
	return row;
}

static void
put_notes(const struct outcome *o, json_t *record, const struct stay_facts *facts)
{
	int place = 0;
	json_t *one, *row;
	size_t i;

	json_array_foreach(o->decisions, i, one) {
		row = part_row(o, facts, one);
		json_object_update_new(
			row, json_pack("{s:s, s:i}", "kind", "decision", "place", ++place));
		record_row(record, "meeting_note", row);
	}
	json_array_foreach(o->disagreements, i, one) {
		row = part_row(o, facts, one);
		json_object_update_new(
			row, json_pack("{s:s, s:i}", "kind", "disagreement", "place", ++place));
		record_row(record, "meeting_note", row);
	}
}

/* The next one's date, where this one moves it. */
static void
put_due(const struct outcome *o, json_t *record, const struct stay_facts *facts, json_t *json)
{
	const struct zone *zone = facts->basis.zone;
	int64_t last_us = facts_us(json, "last_us", US_NEVER);
	struct meeting_course course = {
		.arrived = (int32_t)facts_us(json, "arrived_day", 0),
		.last = zone_wall(zone, last_us > o->held_us ? last_us : o->held_us).day,
		.leaving = (int32_t)facts_us(json, "leaving_day", MEETING_NO_DAY),
	};

	record_void(record, "meeting.due", facts->stay);
	record_deadline(
		record, facts,
		&(struct record_due){"meeting.due", facts->stay,
				     meeting_due_us(zone, meeting_due(&facts->settings, &course))});
}

static const char *
counted(struct req *r, size_t count, const char *one, const char *more)
{
	return req_printf(r, "%zu %s", count, count == 1 ? one : more);
}

/* How many of each; what was said is in the meeting. */
static const char *
held_words(struct req *r, const struct outcome *o)
{
	size_t disagreements = json_array_size(o->disagreements);
	const char *last =
		disagreements == 0
			? "."
			: req_printf(r, ", %s.",
				     counted(r, disagreements, "disagreement", "disagreements"));

	return req_printf(r, "Three-way meeting held, %d minutes: %s, %s%s", (int)o->minutes,
			  counted(r, json_array_size(o->decisions), "decision", "decisions"),
			  counted(r, json_array_size(o->actions), "action", "actions"), last);
}

static void
put_held(struct req *r, json_t *record, const struct stay_facts *facts, json_t *json)
{
	const struct outcome *o = r->ctx;
	struct record_event event = {.kind = "meeting.held", .happened_us = o->held_us};
	struct agreed agreed = agreed_in(r, json);
	json_t *one;
	size_t i;

	write_up(r, record, o->write.of,
		 json_pack("{s:b, s:o, s:I, s:s}", "held", true, "held_at", record_iso(o->held_us),
			   "minutes", (json_int_t)o->minutes, "plain_words", o->plain_words));
	json_array_foreach(o->people, i, one) {
		record_row(record, "meeting_person", part_row(o, facts, one));
	}
	put_notes(o, record, facts);
	event.data = json_pack("{s:s, s:o}", "meeting", o->write.of, "actions",
			       agreed_put(r, record, facts, &agreed));
	record_event(record, facts, &event);
}

static struct problem *
decide_held(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct outcome *o = r->ctx;
	struct problem *p = refuse_held(r, facts, json);
	int64_t copy_us = r->now + facts->settings.meeting_copy_s * US_PER_S;
	json_t *record, *review;

	if (p)
		return p;
	record = record_begin(facts);
	meeting_guard(record, facts, json);
	put_held(r, record, facts, json);
	put_due(o, record, facts, json);
	record_deadline(record, facts,
			&(struct record_due){"meeting.copy_due", o->write.of, copy_us});
	review = review_trigger(record, facts,
				&(struct review_cause){"meeting", o->write.of, "", r->who->staff});
	tell_practitioner(r, record, facts,
			  &(struct update){.kind = "meeting", .words = held_words(r, o)});
	return stay_write_record(r, record, 200,
				 json_pack("{s:s, s:o, s:o}", "id", o->write.of, "copy_due",
					   record_iso(copy_us), "review", review));
}

/* ---------------------------------------------------------------- not held */

/* POST /api/meetings/{id}/not-held */
struct problem *
meeting_not_held_post(struct req *r, const struct rows *none)
{
	struct outcome *o = req_alloc(r, sizeof(*o));

	(void)none;
	o->write = (struct stay_write){
		.of = req_param(r, "id"), .basis = SQL_MEETING_BASIS_OF, .decide = decide_not_held};
	return stay_write_read(r, not_held_fields, &o->write);
}

/* Who could not, without why: the reason is in the meeting. */
static const char *
missed_words(struct req *r, int who, bool again)
{
	static const char *const could_not[] = {"she could not", "her keyworker could not",
						"her practitioner could not",
						"the premises could not", "for another reason"};

	return req_printf(r, "Three-way meeting not held: %s.%s", could_not[who],
			  again ? " It is the second in a row, and her managers were told." : "");
}

static struct problem *
decide_not_held(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct outcome *o = r->ctx;
	bool again = json_is_true(json_object_get(json, "missed"));
	struct record_event event = {.kind = "meeting.not_held", .happened_us = r->now};
	struct problem *p = meeting_withheld(r, json);
	json_t *record;

	if (p == NULL)
		p = meeting_over(r, json);
	if (p)
		return p;
	record = record_new(r->now);
	meeting_guard(record, facts, json);
	write_up(r, record, o->write.of,
		 json_pack("{s:b, s:s, s:s}", "held", false, "not_held", absent[o->not_held],
			   "reason", o->reason));
	event.data = json_pack("{s:s, s:s, s:b}", "meeting", o->write.of, "not_held",
			       absent[o->not_held], "again", again);
	record_event(record, facts, &event);
	tell_practitioner(r, record, facts,
			  &(struct update){.kind = "meeting_not_held",
					   .words = missed_words(r, o->not_held, again)});
	if (again)
		meeting_write_to(
			r, record, facts,
			&(struct meeting_letter){OUTBOX_MEETING_MISSED, o->write.of, o->write.of,
						 json_incref(json_object_get(json, "managers"))});
	return stay_write_record(r, record, 200,
				 json_pack("{s:s, s:b}", "id", o->write.of, "again", again));
}
