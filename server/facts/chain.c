/* chain.c -- the rows, deadlines and events of a no-reply chain. */
#include "lantern/facts/chain.h"

#include <string.h>

#include "lantern/facts/review.h"
#include "lantern/facts/update.h"
#include "lantern/ids.h"

#include "lantern/banned.h"

json_t *
chain_now(const struct stay_facts *facts)
{
	return json_object_get(json_object_get(facts->json, "chain"), "whole");
}

static bool
restricted(const struct stay_facts *facts)
{
	return json_is_true(json_object_get(facts->json, "restricted"));
}

/* What was written about a restricted woman stays in its row. */
static const char *
told_words(const struct stay_facts *facts, const char *words)
{
	return restricted(facts) ? "" : words;
}

/* ---------------------------------------------------------------- how it is shown */

json_t *
chain_bare(json_t *chain)
{
	json_t *out = json_deep_copy(chain), *step, *ended = json_object_get(out, "ended");
	size_t i;

	json_array_foreach(json_object_get(out, "steps"), i, step) {
		json_object_set_new(step, "by", json_null());
		json_object_set_new(step, "words", json_string(""));
	}
	json_object_set_new(out, "attests", json_array());
	if (json_is_object(ended)) {
		json_object_set_new(ended, "by", json_null());
		json_object_set_new(ended, "words", json_string(""));
	}
	return out;
}

/* What her row on the board has of it; null when none is open. */
static json_t *
row_part(const json_t *open)
{
	if (open == NULL)
		return json_null();
	return json_pack("{s:O, s:O}", "id", json_object_get(open, "id"), "opened_at",
			 json_object_get(open, "opened_at"));
}

struct news {
	const char *kind;
	json_t *chain; /* whole, as it is now */
	json_t *open;  /* the one that is open now, or NULL */
	int64_t happened_us;
};

static void
tell(json_t *record, const struct stay_facts *facts, const struct news *news)
{
	struct record_event event = {.kind = news->kind, .happened_us = news->happened_us};

	event.board = json_pack("{s:o, s:o}", "chain", row_part(news->open), "no_reply",
				chain_bare(news->chain));
	event.data = json_pack("{s:O, s:{s:o}}", "chain", news->chain, "row", "chain",
			       row_part(news->open));
	record_event(record, facts, &event);
}

/* ---------------------------------------------------------------- it begins */

static int64_t
time_s(const struct stay_facts *facts, const char *name)
{
	return facts_us(json_object_get(facts->json, "settings"), name, 0);
}

static json_t *
whole_new(const struct stay_facts *facts, const char *id, int64_t climb_us)
{
	return json_pack("{s:s, s:s, s:n, s:n, s:o, s:[], s:[], s:o, s:n, s:{s:I, s:I, s:I, s:I}}",
			 "id", id, "stay", facts->stay, "room", "resident", "opened_at",
			 record_iso(facts->basis.now_us), "steps", "attests", "climb_at",
			 record_iso(climb_us), "ended", "times", "louder_s",
			 (json_int_t)time_s(facts, "chain_louder_s"), "second_s",
			 (json_int_t)time_s(facts, "chain_second_s"), "enter_s",
			 (json_int_t)time_s(facts, "chain_enter_s"), "climb_s",
			 (json_int_t)time_s(facts, "chain_climb_s"));
}

/* {chain_id, resident_id, premises_id}: how the rows below a chain begin. */
static json_t *
row_of(const struct stay_facts *facts, json_t *chain)
{
	return json_pack("{s:O, s:s, s:s}", "chain_id", json_object_get(chain, "id"), "resident_id",
			 facts->resident, "premises_id", facts->premises);
}

/* The row, and the step where the chain shows it. */
static void
put_step(json_t *record, const struct stay_facts *facts, json_t *chain,
	 const struct chain_stamp *stamp)
{
	json_t *row = row_of(facts, chain);

	json_object_update_new(row, json_pack("{s:s, s:s, s:s, s:o, s:o, s:o}", "id", stamp->id,
					      "step", stamp->step, "words", stamp->words,
					      "staff_id", record_text(stamp->by.staff),
					      "terminal_id", record_text(stamp->by.terminal), "at",
					      record_iso(stamp->at_us)));
	record_row(record, "chain_step", row);
	json_array_append_new(json_object_get(chain, "steps"),
			      json_pack("{s:s, s:s, s:s, s:o, s:o}", "id", stamp->id, "step",
					stamp->step, "words", told_words(facts, stamp->words), "by",
					record_text(stamp->by.initials), "at",
					record_iso(stamp->at_us)));
}

json_t *
chain_open(json_t *record, const struct stay_facts *facts, const struct chain_new *chain)
{
	int64_t now_us = facts->basis.now_us;
	int64_t climb_us = now_us + time_s(facts, "chain_climb_s") * US_PER_S;
	json_t *whole = whole_new(facts, chain->id, climb_us), *row = record_stay_row(facts);
	char step[UUID_SIZE];

	json_object_update_new(row, json_pack("{s:s, s:o, s:s, s:o}", "id", chain->id, "opened_at",
					      record_iso(now_us), "opened_by_id", chain->by.staff,
					      "visit_id", record_text(chain->visit)));
	record_row(record, "chain", row);
	record_deadline(record, facts, &(struct record_due){"chain.climb", chain->id, climb_us});
	put_step(record, facts, whole,
		 &(struct chain_stamp){id_ordered(now_us, step), "knocked", "", chain->by, now_us});
	tell(record, facts, &(struct news){"chain.opened", whole, whole, now_us});
	return whole;
}

/* ---------------------------------------------------------------- it goes on */

/* The one that is open after a change to this one, as far as it is this one. */
static json_t *
still_open(json_t *chain)
{
	return json_is_null(json_object_get(chain, "ended")) ? chain : NULL;
}

json_t *
chain_stamp(json_t *record, const struct stay_facts *facts, json_t *chain,
	    const struct chain_stamp *stamp)
{
	json_t *whole = json_deep_copy(chain);

	json_object_set_new(record, "guard",
			    json_pack("[{s:O, s:I}]", "chain", json_object_get(chain, "id"),
				      "version", (json_int_t)facts->version));
	put_step(record, facts, whole, stamp);
	tell(record, facts,
	     &(struct news){"chain.stepped", whole, still_open(whole), stamp->at_us});
	return whole;
}

static void
put_attest(json_t *record, const struct stay_facts *facts, json_t *chain,
	   const struct chain_sworn *sworn)
{
	json_t *row = row_of(facts, chain);
	char id[UUID_SIZE];

	json_object_update_new(row,
			       json_pack("{s:s, s:s, s:b, s:s, s:o}", "id",
					 id_ordered(facts->basis.now_us, id), "staff_id",
					 sworn->by.staff, "alone", sworn->alone, "reason",
					 sworn->reason, "at", record_iso(facts->basis.now_us)));
	record_row(record, "chain_attest", row);
	json_array_append_new(json_object_get(chain, "attests"),
			      json_pack("{s:o, s:b, s:s}", "by", record_text(sworn->by.initials),
					"alone", sworn->alone, "reason",
					told_words(facts, sworn->reason)));
}

json_t *
chain_attest(json_t *record, const struct stay_facts *facts, json_t *chain,
	     const struct chain_sworn sworn[2])
{
	json_t *whole = json_deep_copy(chain), *open = still_open(whole);
	int i;

	for (i = 0; i < 2 && *sworn[i].by.staff; i++)
		put_attest(record, facts, whole, &sworn[i]);
	/* It may be over, and another have begun since: that one keeps its place on the board. */
	tell(record, facts,
	     &(struct news){"chain.attested", whole, open ? open : chain_now(facts),
			    facts->basis.now_us});
	return whole;
}

void
chain_climb(json_t *record, const struct stay_facts *facts, int64_t due_us)
{
	json_t *now = json_object_get(record, "now"), *whole = json_deep_copy(chain_now(facts));
	json_t *row = row_of(facts, whole);
	char id[UUID_SIZE];

	json_object_update_new(row, json_pack("{s:s, s:s, s:s, s:n, s:n, s:O}", "id",
					      id_ordered(due_us, id), "step", "climbed", "words",
					      "", "staff_id", "terminal_id", "at", now));
	record_row(record, "chain_step", row);
	json_array_append_new(json_object_get(whole, "steps"),
			      json_pack("{s:s, s:s, s:s, s:n, s:O}", "id", id, "step", "climbed",
					"words", "", "by", "at", now));
	tell(record, facts, &(struct news){"chain.climbed", whole, whole, due_us});
	json_decref(whole);
}

/* ---------------------------------------------------------------- it is over */

/* Her practitioner hears of it today; of hospital at once, by whoever records that. */
static void
tell_practitioner(json_t *record, const struct stay_facts *facts, const struct chain_end *end,
		  json_t *whole)
{
	static const char *const words[CHAIN_OUTCOME_COUNT] = {
		[CHAIN_ANSWERED] = "She did not answer at her door, and then she did.",
		[CHAIN_SEEN_WELL] = "She did not answer at her door; she was seen and is well.",
		[CHAIN_ROUSED] = "She did not answer at her door; she was roused.",
		[CHAIN_NOT_IN_ROOM] = "She did not answer at her door; she was not in her room.",
	};

	if (words[end->outcome])
		update_tell(record, facts,
			    &(struct update){.level = UPDATE_TODAY,
					     .kind = "no_reply",
					     .words = words[end->outcome],
					     .about = "chain",
					     .about_id = facts_text(whole, "id"),
					     .author = end->by.staff},
			    NULL);
}

json_t *
chain_end(json_t *record, const struct stay_facts *facts, const struct chain_end *end)
{
	json_t *whole = json_deep_copy(chain_now(facts)), *now = record_iso(facts->basis.now_us);
	const char *id = facts_text(whole, "id"), *outcome = chain_outcome_word(end->outcome);

	if (whole == NULL) {
		json_decref(now);
		return NULL;
	}
	record_end(record, "chain",
		   json_pack("{s:s, s:O, s:s, s:s, s:o}", "id", id, "ended_at", now, "ended_by_id",
			     end->by.staff, "outcome", outcome, "end_words",
			     record_text(end->words)));
	record_void(record, "chain.climb", id);
	json_object_set_new(whole, "ended",
			    json_pack("{s:o, s:s, s:o, s:s}", "at", now, "outcome", outcome, "by",
				      record_text(end->by.initials), "words",
				      told_words(facts, end->words)));
	tell(record, facts, &(struct news){"chain.ended", whole, NULL, facts->basis.now_us});
	json_decref(review_trigger(record, facts,
				   &(struct review_cause){"no_reply", id, "", end->by.staff}));
	tell_practitioner(record, facts, end, whole);
	return whole;
}
