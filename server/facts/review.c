/* review.c -- a trigger: the review opens or goes on, and its clocks start. */
#include "lantern/facts/review.h"

#include <string.h>

#include "lantern/facts/update.h"
#include "lantern/ids.h"
#include "lantern/rules/review.h"

#include "lantern/banned.h"

/* The open review before the trigger, if there is one, and what the trigger makes of it. */
struct triggering {
	bool opens;
	char id[UUID_SIZE], trigger[UUID_SIZE];
	int64_t since_us;
	struct review_clocks clocks;
	bool acted; /* what had to be done at once has been */
};

json_t *
review_shown(const struct review_shape *review)
{
	return json_pack("{s:s, s:o, s:o, s:b, s:o}", "id", review->id, "since",
			 record_iso(review->since_us), "act_by", record_iso(review->act_us),
			 "acted", review->acted, "review_by", record_iso(review->review_us));
}

bool
review_open(const struct stay_facts *facts, struct review_shape *out)
{
	json_t *open = json_object_get(facts->json, "review");

	if (!json_is_object(open))
		return false;
	*out = (struct review_shape){.id = facts_text(open, "id"),
				     .since_us = facts_us(open, "opened_us", US_NEVER),
				     .act_us = facts_us(open, "act_by_us", US_NEVER),
				     .review_us = facts_us(open, "review_by_us", US_NEVER),
				     .acted = json_is_true(json_object_get(open, "acted"))};
	return true;
}

static enum review_weight
weight_of(const char *kind)
{
	return strcmp(kind, "backstop") == 0 || strcmp(kind, "meeting") == 0 ? REVIEW_PLANNED
									     : REVIEW_HAPPENED;
}

static void
begin(struct triggering *t, const struct stay_facts *facts, const char *kind)
{
	int64_t now_us = facts->basis.now_us;
	struct review_shape open = {0};
	struct review_clocks running;

	t->opens = !review_open(facts, &open);
	running = (struct review_clocks){open.acted ? US_NEVER : open.act_us, open.review_us};
	t->since_us = t->opens ? now_us : open.since_us;
	t->clocks = review_clocks(&facts->settings, weight_of(kind), t->opens ? NULL : &running,
				  now_us);
	id_ordered(now_us, t->trigger);
	if (t->opens)
		id_ordered(now_us, t->id);
	else if (open.id != NULL)
		memcpy(t->id, open.id, UUID_SIZE);
}

static void
put_rows(json_t *record, const struct stay_facts *facts, const struct triggering *t,
	 const struct review_cause *cause)
{
	int64_t version = facts_us(json_object_get(facts->json, "safety_plan"), "version", 0);
	json_t *row = record_stay_row(facts);

	if (t->opens) {
		json_object_update_new(row, json_pack("{s:s, s:o, s:I}", "id", t->id, "opened_at",
						      record_iso(t->since_us), "from_version",
						      (json_int_t)version));
		record_row(record, "review", row);
		row = record_stay_row(facts);
	}
	json_object_del(row, "stay_id");
	json_object_update_new(row, json_pack("{s:s, s:s, s:s, s:o, s:s, s:o, s:o, s:o, s:o}", "id",
					      t->trigger, "review_id", t->id, "kind", cause->kind,
					      "ref", record_text(cause->ref), "words", cause->words,
					      "at", record_iso(facts->basis.now_us), "act_by",
					      record_iso(t->clocks.act_us), "review_by",
					      record_iso(t->clocks.review_us), "staff_id",
					      record_text(cause->author)));
	record_row(record, "review_trigger", row);
}

/* Those of its newest trigger, and no others. */
static void
set_clocks(json_t *record, const struct stay_facts *facts, const struct triggering *t)
{
	if (!t->opens) {
		record_void(record, "review.act", t->id);
		record_void(record, "review.due", t->id);
	}
	if (t->clocks.act_us != US_NEVER)
		record_deadline(record, facts,
				&(struct record_due){"review.act", t->id, t->clocks.act_us});
	record_deadline(record, facts,
			&(struct record_due){"review.due", t->id, t->clocks.review_us});
}

static void
tell(json_t *record, const struct stay_facts *facts, const struct triggering *t,
     const struct review_cause *cause)
{
	struct record_event event = {.kind = t->opens ? "review.opened" : "review.triggered",
				     .happened_us = facts->basis.now_us};
	json_t *shown = review_shown(&(struct review_shape){.id = t->id,
							    .since_us = t->since_us,
							    .act_us = t->clocks.act_us,
							    .review_us = t->clocks.review_us});

	event.data = json_pack("{s:s, s:s, s:s, s:{s:o}}", "review", t->id, "trigger", t->trigger,
			       "kind", cause->kind, "row", "review", shown);
	record_event(record, facts, &event);
}

/* What a meeting opens is told with the meeting. */
static void
tell_practitioner(json_t *record, const struct stay_facts *facts, const struct triggering *t,
		  const struct review_cause *cause)
{
	static const struct {
		const char *kind, *words;
	} all[] = {
		{"rule", "A review of her plan opened: her own rule came true."},
		{"self_harm", "A review of her plan opened: she hurt herself."},
		{"intoxication", "A review of her plan opened: she was seen under the influence."},
		{"no_reply", "A review of her plan opened: she did not answer at her door."},
		{"late_back", "A review of her plan opened: she came back late."},
		{"concern", "A review of her plan opened: staff are concerned about her."},
		{"incident", "A review of her plan opened: after an incident."},
		{"backstop", "A review of her plan opened: its date has come."},
		{"briefing", "A review of her plan opened: staff were briefed about her."},
	};
	size_t i;

	for (i = 0; t->opens && i < sizeof(all) / sizeof(*all); i++)
		if (strcmp(all[i].kind, cause->kind) == 0)
			update_tell(record, facts,
				    &(struct update){.level = UPDATE_TODAY,
						     .kind = "review_opened",
						     .words = all[i].words,
						     .about = "review",
						     .about_id = t->id,
						     .author = cause->author},
				    NULL);
}

static json_t *
answer(const struct triggering *t)
{
	return json_pack("{s:s, s:b, s:o, s:o}", "review", t->id, "opened", t->opens, "act_by",
			 record_iso(t->clocks.act_us), "review_by",
			 record_iso(t->clocks.review_us));
}

json_t *
review_trigger(json_t *record, const struct stay_facts *facts, const struct review_cause *cause)
{
	struct triggering t = {0};

	begin(&t, facts, cause->kind);
	if (!t.opens && cause->author == NULL)
		return answer(&t);
	put_rows(record, facts, &t, cause);
	set_clocks(record, facts, &t);
	tell(record, facts, &t, cause);
	tell_practitioner(record, facts, &t, cause);
	return answer(&t);
}

int64_t
backstop_after(const struct stay_facts *facts, int64_t arrived_us, int64_t after_us)
{
	return review_backstop_after(&facts->settings, facts->basis.zone, arrived_us, after_us);
}
