/*
 * told.h -- what her practitioner is told now of what happened to her, composed of facts (features
 * 59; docs/keywork.md). Each puts the update into the document of its cause, once: what she has
 * been told of already is not told again.
 */
#ifndef LANTERN_FACTS_TOLD_H
#define LANTERN_FACTS_TOLD_H

#include "lantern/facts/record.h"

struct told {
	int64_t happened_us;  /* not after now */
	const char *about;    /* incident review chain movement */
	const char *about_id; /* uuid of that */
	const char *author;   /* staff uuid */
};

/*
 * She hurt herself. told_us: when her practitioner was last told so, US_NEVER: not lately. Whatever
 * happened before that is what she was told of.
 */
void told_self_harm(json_t *record, const struct stay_facts *facts, const struct told *what,
		    int64_t told_us);

void told_overdose(json_t *record, const struct stay_facts *facts, const struct told *what);

/*
 * The ambulance came to a woman who did not answer (chain: Chain before the step; by somebody who
 * chose her name). Not the second time.
 */
void told_ambulance(json_t *record, const struct stay_facts *facts, json_t *chain,
		    const struct told *what);

/* She left for hospital. Not after an ambulance that her practitioner was told of. */
void told_hospital(json_t *record, const struct stay_facts *facts, const struct told *what);

#define TOLD_TIME_SIZE 32

/* "at 02:29", "yesterday at 23:50" or, of a longer time ago, "earlier"; by the wall clock. */
const char *told_time(const struct stay_facts *facts, int64_t us, char out[TOLD_TIME_SIZE]);

#endif
