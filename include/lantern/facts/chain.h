/*
 * chain.h -- she does not answer: the timed steps begin, and end (features 30, 39; docs/plan.md).
 */
#ifndef LANTERN_FACTS_CHAIN_H
#define LANTERN_FACTS_CHAIN_H

#include "lantern/facts/record.h"

struct chain_new {
	const char *id;	    /* uuid */
	const char *author; /* staff uuid */
	const char *visit;  /* the visit without a reply, or NULL */
};

/*
 * Opens a chain with its first step (knocked): rows, the deadline chain.climb, the event chain.opened.
 * The alarm is the caller's verdict. Nothing when one is open already; returns its id or the new one
 * (borrowed from `facts` or `chain`).
 */
const char *chain_open(json_t *record, const struct stay_facts *facts,
		       const struct chain_new *chain);

struct chain_end {
	const char *outcome; /* answered seen_well roused hospital not_in_room died */
	const char *words;   /* "" when there are none */
	const char *author;  /* staff uuid */
};

/*
 * Ends the open chain, if there is one: the row, its deadline void, the event chain.ended, and a
 * trigger of kind no_reply for a review (review_trigger, so no other may be in this document).
 */
void chain_end(json_t *record, const struct stay_facts *facts, const struct chain_end *end);

#endif
