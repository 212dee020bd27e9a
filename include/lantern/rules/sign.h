/*
 * sign.h -- what was seen of her, shift by shift, and whether a rule that she agreed to has come
 * true (features 14 to 19; docs/plan.md).
 *
 * Nobody is measured: a rule counts what people saw against what she chose, and proposes. Only a
 * row says anything; a shift in which nobody looked is blank, never "fine".
 */
#ifndef LANTERN_RULES_SIGN_H
#define LANTERN_RULES_SIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lantern/rules/settings.h"
#include "lantern/rules/zone.h"

#define RULE_SIGNS_MAX 7
#define STRIP_DAYS 28
/* Of STRIP_DAYS with the most shift ends a setting may have, and the one under way. */
#define STRIP_SHIFTS_MAX (STRIP_DAYS * SHIFT_ENDS_MAX + 2)

enum sighting_state { SIGHTING_SEEN, SIGHTING_NOT_SEEN, SIGHTING_NOT_KNOWN, SIGHTING_STATE_COUNT };

const char *sighting_state_word(enum sighting_state state);
enum sighting_state sighting_state_of(const char *word); /* SIGHTING_STATE_COUNT: no such word */

/* A row of table sighting, as far as rules know it. */
struct sighting {
	uint8_t id[16], sign[16];
	enum sighting_state state;
	int64_t shift_us; /* when the shift began in which it was seen */
	int64_t seen_us, recorded_us;
};

/*
 * Which of two rows about one sign and shift is the newer: by when it was seen, then by when it was
 * recorded, then by id, so that the same rows have one newest in whatever order they came.
 */
bool sighting_newer(const struct sighting *a, const struct sighting *b);

/*
 * When the shift began that is under way at us: the last shift end of the settings up to it, or
 * the local day's begin where they have none. sql/always/75_signs.sql tells the same.
 */
int64_t shift_begin(const struct rules_settings *settings, const struct zone *zone, int64_t us);

/* The begins of the shifts of STRIP_DAYS up to now_us, newest first; returns how many. */
size_t strip_shifts(const struct rules_settings *settings, const struct zone *zone, int64_t now_us,
		    int64_t out[STRIP_SHIFTS_MAX]);

/* ---------------------------------------------------------------- has a rule come true */

/* What she chose: so many sightings of these within so long. */
struct sign_rule {
	uint8_t sign[RULE_SIGNS_MAX][16];
	size_t sign_count;
	int32_t sightings, window_s;
	bool proposed; /* a proposal of it waits for a decision */
	bool watched;  /* a watch that it began is open */
};

struct sign_basis {
	const uint8_t (*hers)[16]; /* the signs that are in her plan now */
	size_t hers_count;
	const struct sighting *sighting; /* all from a rule's window around the new one */
	size_t count;
	size_t just;	     /* the place in sighting[] of the one just recorded */
	int64_t reviewed_us; /* when her last review was closed; US_NEVER: none was */
};

enum rule_answer {
	RULE_QUIET,
	RULE_JOINS, /* its open proposal: this sighting too is shown to whoever decides */
	RULE_FIRES
};

/*
 * A rule is asked about each new sighting with state seen of one of its signs that is hers now and
 * was seen after her last review was closed; about any other it is quiet. Of a sign and shift, the
 * newest row counts: where it is seen, that sign and shift count once. It fires when `sightings` of
 * them lie within one stretch (t - window_s, t] that holds the new one. t is when the new one was
 * seen, or, as it may have been sent late, when one of those after it was: what came true does so
 * in whatever order the sightings arrive.
 *
 * Where it fires, counts[i] says of each sighting[i] whether the proposal rests on it: of each sign
 * and shift the newest that was seen in that stretch, for the earliest t. Else all are false.
 */
enum rule_answer rule_judge(const struct sign_basis *basis, const struct sign_rule *rule,
			    bool *counts);

/* ---------------------------------------------------------------- shift by shift */

struct strip_dot {
	bool looked; /* false: blank */
	enum sighting_state state;
	int32_t seen; /* how many times it was seen in that shift */
};

struct strip_span {
	const int64_t *shifts; /* their begins, the shift under way first */
	size_t count;	       /* at most STRIP_SHIFTS_MAX */
};

/* Of one sign, one dot a shift; a row belongs to the shift under way when it was seen. */
void strip_fill(const struct sign_basis *basis, const uint8_t sign[16],
		const struct strip_span *span, struct strip_dot *dots);

/*
 * Nobody knows for the last two whole shifts, and it was hers before they began. shifts and dots
 * are those of strip_fill, the shift under way first.
 */
bool strip_gap(const int64_t *shifts, const struct strip_dot *dots, size_t count, int64_t from_us);

#endif
