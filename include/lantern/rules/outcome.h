/*
 * outcome.h -- what can happen at a door, and which duty it fulfils: the one table (features, "What
 * an outcome completes"). The words are those of the database and of JSON.
 */
#ifndef LANTERN_RULES_OUTCOME_H
#define LANTERN_RULES_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In order of strictness: whatever completes a kind completes all before it. */
enum check_kind { KIND_SIGN_OF_LIFE, KIND_CONVERSATION, KIND_ROUSE, KIND_COUNT };

enum check_outcome {
	OUTCOME_SPOKE,		/* in words or her agreed way: sign, text, thumbs up */
	OUTCOME_DO_NOT_DISTURB, /* asked not to be disturbed: an answer too */
	OUTCOME_AWAKE_SEEN,	/* eyes open, moving, no words */
	OUTCOME_ASLEEP_BREATHING,
	OUTCOME_NO_REPLY,
	OUTCOME_NOT_IN_ROOM,
	OUTCOME_COUNT
};

/* Why a requirement exists. */
enum check_source {
	SOURCE_PLAN, /* the running interval of a check plan */
	SOURCE_CURFEW_ROUND,
	SOURCE_OVERNIGHT_ROUND,
	SOURCE_MORNING_REPLY,
	SOURCE_NOT_SEEN_SWEEP,
	SOURCE_RETURN, /* the first interval after she came back in */
	SOURCE_ADDED,  /* asked for by a person, or owed since a missed round */
	SOURCE_COUNT
};

/* In order of urgency; an alarm has the class of the tightest overdue requirement. */
enum check_class { CLASS_ROUTINE, CLASS_ENHANCED, CLASS_ROUSE, CLASS_COUNT };

enum check_state { STATE_OPEN, STATE_DONE, STATE_MISSED, STATE_NOT_REQUIRED, STATE_COUNT };

enum presence { PRESENCE_IN, PRESENCE_OUT, PRESENCE_HOSPITAL, PRESENCE_COURT, PRESENCE_COUNT };

/* How near the recorder was; never a condition for recording (features 36). */
enum proof { PROOF_SCANNED, PROOF_HANDSET, PROOF_DESK, PROOF_COUNT };

enum late_reason {
	LATE_NONE,
	LATE_WITH_ANOTHER_WOMAN,
	LATE_EMERGENCY,
	LATE_SHORT_STAFFED,
	LATE_SYSTEM,
	LATE_NOT_WITH_HER_PERMISSION,
	LATE_OTHER, /* needs words */
	LATE_COUNT
};

/* What was seen of a sleeping woman. */
struct sleep_facts {
	bool breathing, movement, position;
};

/* A premises or a plan may ask for more than the table, never for less; bits. */
enum strictness {
	STRICT_NOT_ASLEEP = 1,	    /* sleep never completes a sign of life */
	STRICT_ASLEEP_ALL = 2,	    /* sleep needs breathing, movement and position, all three */
	STRICT_ROUSE_SPOKEN = 4,    /* "do not disturb" does not complete a rousing */
	STRICT_CONVERSE_SPOKEN = 8, /* ... nor a conversation */
};

/*
 * The one table. facts matter only to OUTCOME_ASLEEP_BREATHING. Values out of range complete
 * nothing.
 */
bool outcome_completes(enum check_outcome outcome, struct sleep_facts facts, enum check_kind kind,
		       unsigned strict);

/* Asleep needs breathing seen, and movement or position (features 29); others need no facts. */
bool outcome_facts_suffice(enum check_outcome outcome, struct sleep_facts facts);

/*
 * plan and return: the running interval, one open per stay and kind, met by any effective visit
 * whatever its window.
 */
bool source_is_interval(enum check_source source);

/* Words as in the database and JSON; NULL for a value out of range. LATE_NONE has none. */
const char *kind_word(enum check_kind kind);
const char *outcome_word(enum check_outcome outcome);
const char *source_word(enum check_source source);
const char *class_word(enum check_class check_class);
const char *state_word(enum check_state state);
const char *presence_word(enum presence presence);
const char *proof_word(enum proof proof);
const char *late_reason_word(enum late_reason reason);

/* The value of a word, or the _COUNT of that enum when there is none (NULL is no word). */
enum check_kind kind_of(const char *word);
enum check_outcome outcome_of(const char *word);
enum check_source source_of(const char *word);
enum check_class class_of(const char *word);
enum check_state state_of(const char *word);
enum presence presence_of(const char *word);
enum proof proof_of(const char *word);
enum late_reason late_reason_of(const char *word);

#endif
