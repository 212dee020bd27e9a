/*
 * follow_plan.c -- the times at which her plan owes something: a question about a watch, the clocks
 * of a review, dates of the stay.
 *
 * None of them decides anything. Each says that somebody has to, once, when it is still so; what is
 * owed stays on the list of the premises until it is done (owed_list.sql).
 */
#include "lantern/clockwork/follow_case.h"

#include <string.h>

#include "lantern/facts/record.h"
#include "lantern/facts/review.h"
#include "lantern/facts/watch.h"

#include "lantern/banned.h"

void
follow_watch_question(struct case_of *one)
{
	const char *id = one->due->subject;
	struct watch_shape watch;

	if (!watch_find(&one->facts, id, &watch))
		return;
	watch_tell(one->record, &one->facts,
		   &(struct watch_told){.kind = "watch.decide_due",
					.watch = id,
					.row = watches_row(&one->facts, NULL, NULL)});
}

/* The open review that the deadline is about. */
static bool
still_open(const struct case_of *one, struct review_shape *review)
{
	return review_open(&one->facts, review) && strcmp(review->id, one->due->subject) == 0;
}

static void
tell_review(struct case_of *one, const char *kind, const struct review_shape *review)
{
	struct record_event event = {.kind = kind, .happened_us = one->due->due_us};

	event.data = json_pack("{s:s, s:{s:o}}", "review", review->id, "row", "review",
			       review_shown(review));
	record_event(one->record, &one->facts, &event);
}

void
follow_review_act(struct case_of *one)
{
	struct review_shape review;

	if (still_open(one, &review) && !review.acted)
		tell_review(one, "review.act_due", &review);
}

void
follow_review(struct case_of *one)
{
	struct review_shape review;

	if (still_open(one, &review))
		tell_review(one, "review.due", &review);
}

/* A date of her stay: her plan is looked at whether or not anything happened. */
void
follow_backstop(struct case_of *one)
{
	const struct stay_facts *facts = &one->facts;
	int64_t due_us = one->due->due_us;
	int64_t arrived_us = facts_us(facts->json, "arrived_us", due_us);
	struct review_shape open;

	/* Whoever closes a review sets the next date as well. */
	record_guard(one->record, facts);
	if (!review_open(facts, &open)) {
		record_bump(one->record, facts);
		json_decref(
			review_trigger(one->record, facts,
				       &(struct review_cause){.kind = "backstop", .words = ""}));
	}
	record_deadline(one->record, facts,
			&(struct record_due){one->due->kind, facts->stay,
					     backstop_after(facts, arrived_us, due_us)});
}

/* Her plan is not there yet: the event says which part of it is late. */
static void
tell_owed(struct case_of *one)
{
	struct record_event event = {.kind = one->due->kind, .happened_us = one->due->due_us};

	record_event(one->record, &one->facts, &event);
}

void
follow_starter_plan(struct case_of *one)
{
	if (!json_is_object(json_object_get(one->facts.json, "safety_plan")))
		tell_owed(one);
}

static const char *
of_plan(const struct case_of *one, const char *member)
{
	return facts_text(json_object_get(one->facts.json, "safety_plan"), member);
}

void
follow_full_plan(struct case_of *one)
{
	if (strcmp(of_plan(one, "state"), "active") != 0)
		tell_owed(one);
}

void
follow_agreement(struct case_of *one)
{
	const char *agreement = of_plan(one, "agreement");

	if (*agreement == '\0' || strcmp(agreement, "not_asked") == 0)
		tell_owed(one);
}
