/*
 * chain.h -- she does not answer: what the steps at her door do to her alarm, and what ends them
 * (features 30, 39).
 *
 *	none -> open	[no_reply_judge, or a visit without a reply: visit.h]
 *	open -> open	[chain_climb_judge: nobody said how it ended in time; on-call is told]
 *	open -> ended	[chain_seen, chain_left, or chain_end_judge: a person says how]
 *
 * While it is open her alarm stands as rouse and no_reply. Nothing waits for anybody: a step may
 * come in any order, and none is needed before it may end.
 */
#ifndef LANTERN_RULES_CHAIN_H
#define LANTERN_RULES_CHAIN_H

#include "lantern/rules/stay.h"

/* Who hears when it climbs by itself. */
#define CHAIN_RUNG 2 /* on-call */

/* How it ended; the words are those of the database and JSON. */
enum chain_outcome {
	CHAIN_ANSWERED,
	CHAIN_SEEN_WELL,
	CHAIN_ROUSED,
	CHAIN_HOSPITAL,
	CHAIN_NOT_IN_ROOM,
	CHAIN_DIED,
	CHAIN_OUTCOME_COUNT /* it goes on */
};

const char *chain_outcome_word(enum chain_outcome outcome); /* NULL: out of range */

/*
 * Somebody pressed "no reply" without a visit: the alarm opens, or turns, as a visit without a
 * reply would have it. Nothing for a woman who is not in.
 */
void no_reply_judge(const struct stay_basis *basis, struct stay_verdict *verdict);

/*
 * chain.climb went off and it is not over: the alarm is at on-call's rung at once and sounds,
 * acknowledged or not. One that is there already only sounds again if it was quiet.
 */
void chain_climb_judge(const struct stay_basis *basis, struct stay_verdict *verdict);

/*
 * How a visit ends it: by her answer, or because she was seen. CHAIN_OUTCOME_COUNT when it does
 * not: nobody saw her, or she was to be roused and was not (the visit's verdict has then kept the
 * alarm).
 */
enum chain_outcome chain_seen(enum check_outcome outcome, const struct stay_verdict *visit);

/* How her going ends it: in hospital, or she was not in her room after all. */
enum chain_outcome chain_left(enum presence to);

/*
 * A person says how it ended: nobody waits for her answer any more, and the alarm closes unless
 * something is overdue. Not in her room: it stands as not found until she is.
 */
void chain_end_judge(const struct stay_basis *basis, enum chain_outcome outcome,
		     struct stay_verdict *verdict);

#endif
