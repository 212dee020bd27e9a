/* watch.c -- a watch and its check plans, always made and told the same way. */
#include "lantern/facts/watch.h"

#include <stdio.h>
#include <string.h>

#include "lantern/facts/told.h"
#include "lantern/facts/update.h"
#include "lantern/ids.h"
#include "lantern/rules/change.h"

#include "lantern/banned.h"

json_t *
watch_shown(const struct watch_shape *watch)
{
	return json_pack("{s:s, s:s, s:o, s:o, s:o}", "id", watch->id, "reason", watch->reason,
			 "from", record_iso(watch->from_us), "least_until",
			 record_iso(watch->least_us), "decide_at", record_iso(watch->decide_us));
}

static struct watch_shape
shape_of(json_t *watch)
{
	return (struct watch_shape){.id = facts_text(watch, "id"),
				    .reason = facts_text(watch, "reason"),
				    .from_us = facts_us(watch, "from_us", US_NEVER),
				    .least_us = facts_us(watch, "least_until_us", US_NEVER),
				    .decide_us = facts_us(watch, "decide_us", US_NEVER)};
}

bool
watch_find(const struct stay_facts *facts, const char *id, struct watch_shape *out)
{
	json_t *watch;
	size_t i;

	json_array_foreach(json_object_get(facts->json, "watches"), i, watch)
		if (strcmp(facts_text(watch, "id"), id) == 0) {
			*out = shape_of(watch);
			return true;
		}
	return false;
}

json_t *
watches_row(const struct stay_facts *facts, json_t *with, const char *without)
{
	json_t *row = json_array(), *watch;
	struct watch_shape shape;
	size_t i;

	json_array_foreach(json_object_get(facts->json, "watches"), i, watch) {
		shape = shape_of(watch);
		if (without == NULL || strcmp(shape.id, without) != 0)
			json_array_append_new(row, watch_shown(&shape));
	}
	if (with)
		json_array_append_new(row, with);
	return row;
}

/* ---------------------------------------------------------------- its check plans */

static void
put_band(json_t *record, const struct stay_facts *facts, const char *plan,
	 const struct check_band *band)
{
	int min_gap_s = band->min_gap_s < 0 ? band->max_gap_s / 2 : band->min_gap_s;

	record_row(record, "check_plan_band",
		   json_pack("{s:s, s:s, s:i, s:i, s:s, s:i, s:i, s:[]}", "plan_id", plan,
			     "premises_id", facts->premises, "from_min", (int)band->from_min,
			     "until_min", (int)band->until_min, "kind", kind_word(band->kind),
			     "min_gap_s", min_gap_s, "max_gap_s", (int)band->max_gap_s, "who"));
}

void
watch_plan_put(json_t *record, const struct stay_facts *facts, const struct watch_plan *one)
{
	json_t *row = record_stay_row(facts);
	char id[UUID_SIZE];
	size_t i;

	id_ordered(facts->basis.now_us, id);
	json_object_update_new(row, json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o}", "id", id,
					      "origin", "watch", "watch_id", one->watch, "reason",
					      one->reason, "author_id", one->author, "start_at",
					      record_iso(one->plan->start_us), "until_at",
					      record_iso(one->plan->end_us), "recorded_at",
					      record_iso(facts->basis.now_us)));
	record_row(record, "check_plan", row);
	for (i = 0; i < one->plan->band_count; i++)
		put_band(record, facts, id, &one->plan->band[i]);
}

bool
watch_reckon(json_t *record, const struct stay_facts *facts, const struct watch_more *more,
	     struct record_parts *parts)
{
	struct record_why why = {.close_reason = "she is watched more closely"};
	struct plan_set after = facts->basis.plans;
	struct plan_claim claim = {.after = &after};
	struct plan_verdict verdict;

	if (after.count + more->count > PLANS_MAX)
		return false;
	memcpy(&after.plan[after.count], more->plan, more->count * sizeof *more->plan);
	after.count += more->count;
	/* One more plan asks for no less than before: anybody may. */
	plan_judge(&facts->basis, &claim, &verdict);
	*parts = record_verdict(record, facts, &verdict.stay, &why);
	return true;
}

/* ---------------------------------------------------------------- beginning */

/* What its check plans give as their reason where nobody wrote one. */
static const char *
reason_in_words(const char *reason)
{
	static const struct {
		const char *reason, *words;
	} all[] = {{"release", "First days after release"},
		   {"rule", "A rule she agreed to has come true"},
		   {"intoxication", "Seen under the influence"},
		   {"concern", "Staff are concerned about her"},
		   {"incident", "After an incident"}};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (strcmp(all[i].reason, reason) == 0)
			return all[i].words;
	return reason;
}

static void
put_watch(json_t *record, const struct stay_facts *facts, const struct watch_new *watch)
{
	json_t *row = record_stay_row(facts);

	json_object_update_new(row,
			       json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:s}", "id", watch->id,
					 "reason", watch->reason, "words", watch->words, "from_at",
					 record_iso(facts->basis.now_us), "least_until",
					 record_iso(watch->least_us), "decide_at",
					 record_iso(watch->decide_us), "author_id", watch->author));
	record_row(record, "watch", row);
	if (watch->decide_us != US_NEVER)
		record_deadline(record, facts,
				&(struct record_due){"watch.decide", watch->id, watch->decide_us});
}

void
watch_tell(json_t *record, const struct stay_facts *facts, const struct watch_told *told)
{
	struct record_event event = {.kind = told->kind, .happened_us = facts->basis.now_us};

	if (told->parts)
		event.board = json_pack("{s:O, s:O}", "closed", told->parts->closed, "opened",
					told->parts->opened);
	event.data = json_pack("{s:s, s:{s:o}}", "watch", told->watch, "row", "watches", told->row);
	record_event(record, facts, &event);
}

void
watch_record(json_t *record, const struct stay_facts *facts, const struct watch_new *watch,
	     const struct record_parts *parts)
{
	struct watch_shape shape = {.id = watch->id,
				    .reason = watch->reason,
				    .from_us = facts->basis.now_us,
				    .least_us = watch->least_us,
				    .decide_us = watch->decide_us};
	struct watch_plan one = {.watch = watch->id,
				 .reason = *watch->words ? watch->words
							 : reason_in_words(watch->reason),
				 .author = watch->author};
	size_t i;

	put_watch(record, facts, watch);
	for (i = 0; i < watch->plan_count; i++) {
		one.plan = &watch->plan[i];
		watch_plan_put(record, facts, &one);
	}
	watch_tell(record, facts,
		   &(struct watch_told){.kind = "watch.began",
					.watch = watch->id,
					.row = watches_row(facts, watch_shown(&shape), NULL),
					.parts = parts});
	/* That her rule came true is told by whoever confirmed it. */
	if (strcmp(watch->reason, "rule") != 0)
		watch_tell_practitioner(record, facts, &shape,
					&(struct watch_outside){true, watch->author});
}

/* By its reason alone: what somebody wrote to it is in the watch. */
static const char *
reason_outside(const char *reason)
{
	static const struct {
		const char *reason, *words;
	} all[] = {{"release", "her first days after release"},
		   {"rule", "her own rule"},
		   {"intoxication", "under the influence"},
		   {"concern", "staff are concerned about her"},
		   {"incident", "after an incident"}};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (strcmp(all[i].reason, reason) == 0)
			return all[i].words;
	return reason;
}

void
watch_tell_practitioner(json_t *record, const struct stay_facts *facts,
			const struct watch_shape *watch, const struct watch_outside *outside)
{
	char words[160], time[TOLD_TIME_SIZE];
	bool drunk = outside->began && strcmp(watch->reason, "intoxication") == 0;

	snprintf(words, sizeof(words), "Closer checks %s %s: %s.",
		 outside->began ? "began" : "ended", told_time(facts, facts->basis.now_us, time),
		 reason_outside(watch->reason));
	update_tell(record, facts,
		    &(struct update){.level = UPDATE_TODAY,
				     .kind = drunk	      ? "intoxication"
					     : outside->began ? "watch_began"
							      : "watch_ended",
				     .words = words,
				     .about = "watch",
				     .about_id = watch->id,
				     .author = outside->author},
		    NULL);
}

bool
watch_begin(json_t *record, const struct stay_facts *facts, const struct watch_new *watch,
	    struct record_parts *parts)
{
	if (!watch_reckon(record, facts, &(struct watch_more){watch->plan, watch->plan_count},
			  parts))
		return false;
	watch_record(record, facts, watch, parts);
	return true;
}
