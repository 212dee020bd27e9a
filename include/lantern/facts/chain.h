/*
 * chain.h -- she does not answer: the timed steps begin, and end (features 30, 39; docs/plan.md).
 *
 * A Chain is the JSON that pages and events show (lantern.chain_json): steps, who stamped them and
 * when, who went in, how it ended. Each of these puts what follows into `record`, with one event
 * that carries the Chain as it is afterwards, and returns that as a new reference.
 */
#ifndef LANTERN_FACTS_CHAIN_H
#define LANTERN_FACTS_CHAIN_H

#include "lantern/facts/record.h"
#include "lantern/rules/chain.h"

/* Whose hand it is. All "" for the clock; at a locked screen only the terminal is known. */
struct chain_hand {
	const char *staff, *initials, *terminal;
};

struct chain_new {
	const char *id;	   /* uuid */
	const char *visit; /* the visit without a reply, or NULL */
	struct chain_hand by;
};

/* The chain that is open, borrowed from `facts`; NULL when there is none. */
json_t *chain_now(const struct stay_facts *facts);

/* A copy as a locked screen has it: what was done and when, not by whom, and no words. */
json_t *chain_bare(json_t *chain);

/*
 * Opens a chain with its first step (knocked): rows, the deadline chain.climb, the event
 * chain.opened. The guard and the alarm are the caller's. Not where one is open already.
 */
json_t *chain_open(json_t *record, const struct stay_facts *facts, const struct chain_new *chain);

struct chain_stamp {
	const char *id;	   /* uuid; of the row, and of the step wherever it is shown */
	const char *step;  /* word of table chain_step */
	const char *words; /* "" when there are none */
	struct chain_hand by;
	int64_t at_us; /* when it was done */
};

/*
 * One step of `chain`, with the guard of its own: a locked screen may not change her checks, but a
 * step is not told after the end. Steps do not hold up each other.
 */
json_t *chain_stamp(json_t *record, const struct stay_facts *facts, json_t *chain,
		    const struct chain_stamp *stamp);

struct chain_sworn {
	struct chain_hand by;
	bool alone;
	const char *reason; /* "" unless alone */
};

/* One or two who went in: the second of `sworn` has staff "" when there is none. */
json_t *chain_attest(json_t *record, const struct stay_facts *facts, json_t *chain,
		     const struct chain_sworn sworn[2]);

struct chain_end {
	enum chain_outcome outcome;
	const char *words; /* "" when there are none */
	struct chain_hand by;
};

/*
 * Ends the open chain: the row, its deadline void, the event chain.ended, and a trigger of kind
 * no_reply for a review (review_trigger, so no other may be in this document). NULL, and nothing,
 * when none is open.
 */
json_t *chain_end(json_t *record, const struct stay_facts *facts, const struct chain_end *end);

/*
 * chain.climb went off at due_us: a step `climbed` by nobody, at the moment of the record, and the
 * event chain.climbed. The alarm is the caller's (chain_climb_judge).
 */
void chain_climb(json_t *record, const struct stay_facts *facts, int64_t due_us);

#endif
