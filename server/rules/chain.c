/* chain.c -- the alarm of a woman who does not answer, from the first knock to how it ended. */
#include "lantern/rules/chain.h"

#include "lantern/rules/stay_parts.h"

#include "lantern/banned.h"

const char *
chain_outcome_word(enum chain_outcome outcome)
{
	static const char *const words[CHAIN_OUTCOME_COUNT] = {"answered", "seen_well",	  "roused",
							       "hospital", "not_in_room", "died"};

	return (unsigned)outcome < CHAIN_OUTCOME_COUNT ? words[outcome] : NULL;
}

void
no_reply_judge(const struct stay_basis *basis, struct stay_verdict *verdict)
{
	stay_verdict_init(verdict, basis);
	if (basis->presence != PRESENCE_IN)
		return;
	stay_settle_alarm(basis, CAUSE_NO_REPLY, verdict);
	if (basis->alarm.open)
		return;
	alarm_start(&verdict->alarm, (struct alarm_need){CLASS_ROUSE, CAUSE_NO_REPLY},
		    basis->now_us);
	verdict->alarm_act = ALARM_OPENED;
}

void
chain_climb_judge(const struct stay_basis *basis, struct stay_verdict *verdict)
{
	no_reply_judge(basis, verdict);
	if (alarm_climb(&verdict->alarm, CHAIN_RUNG, basis->now_us) &&
	    verdict->alarm_act != ALARM_OPENED)
		verdict->alarm_act = ALARM_RUNG;
}

enum chain_outcome
chain_seen(enum check_outcome outcome, const struct stay_verdict *visit)
{
	if (visit->alarm.open && visit->alarm.cause == CAUSE_NO_REPLY)
		return CHAIN_OUTCOME_COUNT;
	switch (outcome) {
	case OUTCOME_SPOKE:
	case OUTCOME_DO_NOT_DISTURB:
		return CHAIN_ANSWERED;
	case OUTCOME_AWAKE_SEEN:
	case OUTCOME_ASLEEP_BREATHING:
		return CHAIN_SEEN_WELL;
	case OUTCOME_NO_REPLY:
	case OUTCOME_NOT_IN_ROOM:
	case OUTCOME_COUNT:
		break;
	}
	return CHAIN_OUTCOME_COUNT;
}

enum chain_outcome
chain_left(enum presence to)
{
	return to == PRESENCE_HOSPITAL ? CHAIN_HOSPITAL : CHAIN_NOT_IN_ROOM;
}

void
chain_end_judge(const struct stay_basis *basis, enum chain_outcome outcome,
		struct stay_verdict *verdict)
{
	stay_verdict_init(verdict, basis);
	stay_settle_alarm(basis, outcome == CHAIN_NOT_IN_ROOM ? CAUSE_NOT_FOUND : CAUSE_OVERDUE,
			  verdict);
}
