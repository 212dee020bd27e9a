/*
 * review.h -- something happened that her plan has to answer to: the two clocks start (features 3;
 * docs/plan.md).
 */
#ifndef LANTERN_FACTS_REVIEW_H
#define LANTERN_FACTS_REVIEW_H

#include "lantern/facts/record.h"

struct review_cause {
	const char *kind;   /* of review_trigger */
	const char *ref;    /* uuid of what happened, or NULL */
	const char *words;  /* "" when there are none */
	const char *author; /* staff uuid; NULL: its date came (backstop) */
};

/*
 * Opens a review, or joins the one that is open, and sets both clocks anew by review_act_s and
 * review_due_s: rows, deadlines review.act (not for a backstop or a meeting) and review.due, the
 * event review.opened or review.triggered. A meeting that joins puts off nothing that was due. A
 * backstop joins nothing: where a review is open it does nothing. The caller has put the guard, and
 * record_bump() where no verdict is recorded. Call it once a document. Returns {"review", "opened",
 * "act_by", "review_by"}, a new reference.
 */
json_t *review_trigger(json_t *record, const struct stay_facts *facts,
		       const struct review_cause *cause);

/* Her open review as the board has it. */
struct review_shape {
	const char *id;
	int64_t since_us, act_us, review_us; /* act_us US_NEVER: nothing has to be done at once */
	bool acted;
};

/* False when there is none; the id is borrowed from the facts. */
bool review_open(const struct stay_facts *facts, struct review_shape *out);

/* {id, since, act_by, acted, review_by}: the board row's member `review`. New reference. */
json_t *review_shown(const struct review_shape *review);

/* The next review there has to be by the house's backstops, after `after_us`, as an instant: the
 * begin of that local day. arrived_us: her arrival. */
int64_t backstop_after(const struct stay_facts *facts, int64_t arrived_us, int64_t after_us);

#endif
