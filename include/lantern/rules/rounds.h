/*
 * rounds.h -- the rounds of the house (features 24, 105): curfew round (conversation), one
 * overnight round at an irregular time (sign of life), the morning reply (conversation), the
 * afternoon sweep of those not seen (sign of life).
 */
#ifndef LANTERN_RULES_ROUNDS_H
#define LANTERN_RULES_ROUNDS_H

#include "lantern/rules/settings.h"
#include "lantern/rules/zone.h"

struct round {
	enum check_source source;
	enum check_kind kind;
	int64_t from_us, drawn_us, latest_us;
	int64_t opens_us; /* when its window opened for everyone; before from_us when arriving */
	uint64_t seed;	  /* what the overnight time was drawn from; 0: not drawn */
};

struct round_span {
	/* Rounds whose window opens in [from, until), cut to ROUND_SPAN_MAX_US. */
	int64_t from_us, until_us;
	/* And those already going on at from_us, which then begin there: she has just come in. */
	bool arriving;
};

struct round_place {
	const struct rules_settings *settings;
	const struct zone *zone;
	uint64_t seed; /* of the stay: each woman has a time of her own */
};

#define ROUND_SPAN_MAX_US (72 * US_PER_HOUR)
#define ROUNDS_MAX 20

/*
 * In order of from_us; returns how many. The overnight one is drawn from the seed, its own number
 * for each local day, so that planning the same night twice gives the same time. A window that the
 * wall clock leaves out altogether is absent.
 */
size_t rounds_in(const struct round_span *span, const struct round_place *place,
		 struct round out[ROUNDS_MAX]);

#endif
