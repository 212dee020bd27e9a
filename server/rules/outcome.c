/* outcome.c -- which duty an outcome fulfils, and the words for both. */
#include "lantern/rules/outcome.h"

#include <string.h>

#include "lantern/banned.h"

static bool
answer_completes(enum check_outcome outcome, enum check_kind kind, unsigned strict)
{
	if (outcome == OUTCOME_SPOKE || kind == KIND_SIGN_OF_LIFE)
		return true;
	if (kind == KIND_CONVERSATION)
		return !(strict & STRICT_CONVERSE_SPOKEN);
	return !(strict & (STRICT_ROUSE_SPOKEN | STRICT_CONVERSE_SPOKEN));
}

static bool
sleep_completes(struct sleep_facts facts, enum check_kind kind, unsigned strict)
{
	if (kind != KIND_SIGN_OF_LIFE || (strict & STRICT_NOT_ASLEEP))
		return false;
	if ((strict & STRICT_ASLEEP_ALL) && !(facts.movement && facts.position))
		return false;
	return outcome_facts_suffice(OUTCOME_ASLEEP_BREATHING, facts);
}

bool
outcome_completes(enum check_outcome outcome, struct sleep_facts facts, enum check_kind kind,
		  unsigned strict)
{
	if ((unsigned)kind >= KIND_COUNT)
		return false;
	switch (outcome) {
	case OUTCOME_SPOKE:
	case OUTCOME_DO_NOT_DISTURB:
		return answer_completes(outcome, kind, strict);
	case OUTCOME_AWAKE_SEEN:
		return kind == KIND_SIGN_OF_LIFE;
	case OUTCOME_ASLEEP_BREATHING:
		return sleep_completes(facts, kind, strict);
	case OUTCOME_NO_REPLY:
	case OUTCOME_NOT_IN_ROOM:
	case OUTCOME_COUNT:
		break;
	}
	return false;
}

bool
outcome_facts_suffice(enum check_outcome outcome, struct sleep_facts facts)
{
	return outcome != OUTCOME_ASLEEP_BREATHING ||
	       (facts.breathing && (facts.movement || facts.position));
}

bool
source_is_interval(enum check_source source)
{
	return source == SOURCE_PLAN || source == SOURCE_RETURN;
}

static const char *const kind_words[KIND_COUNT] = {"sign_of_life", "conversation", "rouse"};
static const char *const outcome_words[OUTCOME_COUNT] = {
	"spoke", "do_not_disturb", "awake_seen", "asleep_breathing", "no_reply", "not_in_room"};
static const char *const source_words[SOURCE_COUNT] = {
	"plan",	  "curfew_round", "overnight_round", "morning_reply", "not_seen_sweep",
	"return", "added"};
static const char *const class_words[CLASS_COUNT] = {"routine", "enhanced", "rouse"};
static const char *const state_words[STATE_COUNT] = {"open", "done", "missed", "not_required"};
static const char *const presence_words[PRESENCE_COUNT] = {"in", "out", "hospital", "court"};
static const char *const proof_words[PROOF_COUNT] = {"scanned", "handset", "desk"};
static const char *const late_reason_words[LATE_COUNT] = {
	NULL,	  "with_another_woman",	     "emergency", "short_staffed",
	"system", "not_with_her_permission", "other"};

static const char *
word_at(const char *const *words, unsigned count, unsigned place)
{
	return place < count ? words[place] : NULL;
}

static unsigned
place_of(const char *const *words, unsigned count, const char *word)
{
	unsigned place;

	for (place = 0; word != NULL && place < count; place++)
		if (words[place] != NULL && strcmp(words[place], word) == 0)
			return place;
	return count;
}

#define WORDS(name, type, count) \
	const char *name##_word(type value) \
	{ \
		return word_at(name##_words, count, (unsigned)value); \
	} \
	type name##_of(const char *word) \
	{ \
		return (type)place_of(name##_words, count, word); \
	}

WORDS(kind, enum check_kind, KIND_COUNT)
WORDS(outcome, enum check_outcome, OUTCOME_COUNT)
WORDS(source, enum check_source, SOURCE_COUNT)
WORDS(class, enum check_class, CLASS_COUNT)
WORDS(state, enum check_state, STATE_COUNT)
WORDS(presence, enum presence, PRESENCE_COUNT)
WORDS(proof, enum proof, PROOF_COUNT)
WORDS(late_reason, enum late_reason, LATE_COUNT)
