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
 * event review.opened or review.triggered. A backstop joins nothing: where a review is open it does
 * nothing. Call it once a document. Returns {"review", "opened", "act_by", "review_by"}, a new
 * reference.
 */
json_t *review_trigger(json_t *record, const struct stay_facts *facts,
		       const struct review_cause *cause);

/* The next review there has to be by the house's backstops, after `after_us`, as an instant: the
 * begin of that local day. arrived_us: her arrival. */
int64_t backstop_after(const struct stay_facts *facts, int64_t arrived_us, int64_t after_us);

#endif
