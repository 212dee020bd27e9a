/*
 * follow_case.h -- what follow.c hands to whoever knows what a kind of deadline means: one deadline
 * and one woman of those it is about.
 */
#ifndef LANTERN_CLOCKWORK_FOLLOW_CASE_H
#define LANTERN_CLOCKWORK_FOLLOW_CASE_H

#include <jansson.h>

#include "lantern/clockwork/follow.h"
#include "lantern/facts/basis.h"

struct case_of {
	json_t *record; /* what is made true; the deadline is claimed in it already */
	const struct due *due;
	struct stay_facts facts; /* as of due_us */
	struct stay_verdict verdict;
};

/* Puts into the record what follows; nothing when it is no longer so. */
typedef void follow_fn(struct case_of *one);

/* follow_plan.c: what her plan owes */
follow_fn follow_watch_question, follow_review_act, follow_review, follow_backstop;
follow_fn follow_starter_plan, follow_full_plan, follow_agreement;

/* follow_keywork.c: what keywork and meetings owe */
follow_fn follow_keywork, follow_choices, follow_meeting, follow_meeting_copy;

/* follow_digest.c: one message for each practitioner of the house who has something to read */
void follow_digest(json_t *record, const struct due *due);

/* follow_update.c */
follow_fn follow_unread;

#endif
