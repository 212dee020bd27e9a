/*
 * review.h -- when her plan has to be looked at again, and what closing that asks for (features 3,
 * 4, 113; docs/plan.md).
 *
 * A trigger starts two clocks: what is done at once, and the review that a manager agrees. One
 * review is open at a time; a further trigger sets both anew. Beside them stand dates on which her
 * plan is looked at whether or not anything happened.
 */
#ifndef LANTERN_RULES_REVIEW_H
#define LANTERN_RULES_REVIEW_H

#include "lantern/rules/settings.h"
#include "lantern/rules/zone.h"

struct review_clocks {
	int64_t act_us; /* US_NEVER: nothing has to be done at once */
	int64_t review_us;
};

/* What asks for a review: something that happened, or only that it is time to. */
enum review_weight {
	REVIEW_HAPPENED,
	REVIEW_PLANNED /* a meeting, or its date came: asks for nothing at once */
};

/*
 * The clocks of a trigger at now_us. `open`: those of the review that it joins, act_us US_NEVER
 * once that was done; NULL: there is none. What was planned never puts off what is open.
 */
struct review_clocks review_clocks(const struct rules_settings *settings, enum review_weight weight,
				   const struct review_clocks *open, int64_t now_us);

/*
 * The first backstop after after_us: the begin of its local day. Days count from the local day of
 * her arrival, which is 0; past the list every (last - last but one) days.
 */
int64_t review_backstop_after(const struct rules_settings *settings, const struct zone *zone,
			      int64_t arrived_us, int64_t after_us);

struct review_closing {
	int64_t now_us;
	const struct zone *zone;
	int64_t backstop_us; /* review_backstop_after(now) */
	int32_t next_day;    /* local day on which it is looked at again */
	size_t people;	     /* who took part, besides who closes it */
	int32_t from_version, to_version;
	const char *words;	/* why nothing changes; "" or NULL: none */
	const char *last_words; /* those of the review before, "" or NULL: none */
	bool same_words_confirmed;
};

enum review_refusal {
	REVIEW_OK,
	REVIEW_NOBODY,	    /* without a participant it is no review */
	REVIEW_UNEXPLAINED, /* nothing changed, and no words say why */
	REVIEW_SAME_WORDS,  /* the same words as the last time, not confirmed */
	REVIEW_NEXT_PAST,   /* next is today or earlier */
	REVIEW_NEXT_LATE,   /* next is beyond the backstop */
};

/* Whether it may close, and *changed: her plan is newer than when it was opened. */
enum review_refusal review_may_close(const struct review_closing *closing, bool *changed);

/* The same but for case, space and punctuation. "" is like nothing. */
bool review_same_words(const char *a, const char *b);

#endif
