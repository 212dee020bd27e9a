/*
 * due.h -- a deadline has gone off, or somebody answers an alarm. Each judge may be asked late,
 * twice or needlessly: what is no longer so gives the verdict in which nothing happens.
 */
#ifndef LANTERN_RULES_DUE_H
#define LANTERN_RULES_DUE_H

#include "lantern/rules/stay.h"

/* requirement.overdue: opens the stay's one alarm, or turns it to the tightest overdue. */
void overdue_judge(const struct stay_basis *basis, struct stay_verdict *verdict);

/* alarm.rung and alarm.resume: one step up, or sounding again. */
void rung_judge(const struct stay_basis *basis, struct stay_verdict *verdict);

/*
 * proposal.undecided, and whenever a proposal was decided: opens the alarm while one is past its
 * time, turns it, or closes it when nothing else is owed.
 */
void undecided_judge(const struct stay_basis *basis, struct stay_verdict *verdict);

/* A person acknowledges: quiet for acknowledge_s. Nothing closes. */
void acknowledge_judge(const struct stay_basis *basis, struct stay_verdict *verdict);

enum snooze_refusal {
	SNOOZE_OK,
	SNOOZE_SEEN,	 /* the requirement is no longer open */
	SNOOZE_CLASS,	 /* it, or what her alarm sounds for, is enhanced or rouse */
	SNOOZE_NO_ALARM, /* nothing sounds yet */
	SNOOZE_TOO_LONG	 /* beyond most_s */
};

struct snooze_claim {
	uint8_t requirement[16];
	int32_t span_s, most_s;
};

/*
 * A person snoozes the alarm of a routine check, with a reason: quiet for span_s, her clock runs on
 * (features 86). Whatever is closer than routine is never put off. Refused: nothing happens.
 */
enum snooze_refusal snooze_judge(const struct stay_basis *basis, const struct snooze_claim *claim,
				 struct stay_verdict *verdict);

/*
 * shift.end at shift_end_us (now or earlier): what was overdue by then closes as missed, for ever,
 * its reason to be given later. She has still not been seen, so a new requirement is due at once:
 * an interval of her plan, or for rounds one of source added of the strictest kind missed, unless
 * an interval due at once asks for as much.
 */
void shift_end_judge(const struct stay_basis *basis, int64_t shift_end_us,
		     struct stay_verdict *verdict);

/*
 * rounds.plan: opens the rounds of the span, and any interval of her plans that is not running.
 * Also the judge of an arrival, with span {arrival, rounds_next_planning_us(), arriving}.
 */
void rounds_judge(const struct stay_basis *basis, const struct round_span *span,
		  struct stay_verdict *verdict);

/* Rounds are planned at noon local time, until the next noon: the first noon after us. */
int64_t rounds_next_planning_us(const struct zone *zone, int64_t us);

#endif
