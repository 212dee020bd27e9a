/*
 * keywork.h -- when her next keywork session is due, what a note of one must hold, and what follows
 * from it (features 43 to 47, 51, 114, 115; docs/keywork.md).
 *
 * How she felt is a word that she chose. It is compared with nothing and added up to nothing.
 */
#ifndef LANTERN_RULES_KEYWORK_H
#define LANTERN_RULES_KEYWORK_H

#include <stdbool.h>

#include "lantern/rules/settings.h"
#include "lantern/rules/zone.h"

/* In the order of keywork_feeling_words; -1: she was not asked, or did not say. */
enum keywork_feeling {
	FEELING_NOT_ASKED = -1,
	FEELING_VERY_WELL,
	FEELING_WELL,
	FEELING_OK,
	FEELING_NOT_GREAT,
	FEELING_STRUGGLING,
	FEELING_COUNT
};
extern const char *const keywork_feeling_words[]; /* "very_well" ... "struggling", NULL */

/*
 * By when she is to have a session: the first keywork_first_s after she came; then until the last
 * second of the local day that is keywork_every_days after the day of the last one. last_us:
 * US_NEVER, she has had none. An attempt or a moment is no session.
 */
int64_t keywork_due_us(const struct rules_settings *settings, const struct zone *zone,
		       int64_t arrived_us, int64_t last_us);

/* The later of two sessions; US_NEVER is earlier than any. */
int64_t keywork_later_us(int64_t a_us, int64_t b_us);

/* Seconds between the end of a session and its writing; 0 for one written while it went on. */
int64_t keywork_gap_s(int64_t happened_us, int64_t minutes, int64_t recorded_us);

/*
 * One of the two lowest words, when she came or when she left: a line of her plan is offered, and
 * her practitioner is told, as far as sessions are shared with her.
 */
bool keywork_low(enum keywork_feeling came, enum keywork_feeling went);

/* Her practitioner may read it: she was told so, and nobody held it back. */
bool keywork_shared(bool agreed, bool sensitive);

/* A note as far as it can be judged by itself: what is there and what is not. */
struct keywork_note {
	bool attempt; /* else a session */
	bool why_not, why_not_other, why_not_words;
	bool minutes, tags, read_with_her; /* said at all */
	bool went_well, nothing_yet, next_topic;
	bool changes_said, changes_plan, suggestion;
	/* of a correction: what it corrects made a suggestion already */
	bool suggested;
};

enum keywork_fault {
	KEYWORK_WHY_NOT = 1u << 0,	 /* an attempt without why it was not held */
	KEYWORK_WHY_NOT_WORDS = 1u << 1, /* "other", and no words */
	KEYWORK_WAS_HELD = 1u << 2,	 /* a session with why it was not held */
	KEYWORK_MINUTES = 1u << 3,
	KEYWORK_TAGS = 1u << 4,
	KEYWORK_READ = 1u << 5,
	KEYWORK_WENT_WELL = 1u << 6, /* neither what went well nor "nothing yet" */
	KEYWORK_BOTH = 1u << 7,	     /* both of them */
	KEYWORK_NEXT_TOPIC = 1u << 8,
	KEYWORK_CHANGES = 1u << 9,     /* whether it changes the plan was not said */
	KEYWORK_SUGGESTION = 1u << 10, /* it does, and nobody says what */
	KEYWORK_NO_CHANGE = 1u << 11,  /* it does not, and there is a suggestion */
};

/* What is wrong with it, bits of enum keywork_fault; 0: nothing. */
unsigned keywork_faults(const struct keywork_note *note);

#endif
