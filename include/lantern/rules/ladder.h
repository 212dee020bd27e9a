/*
 * ladder.h -- who is told next about an alarm, and when (features 84, 85).
 *
 *	rung 0 -> 1 -> 2 -> 3	[alarm_step, as long as nobody sees her]
 *	any rung -> quiet	[alarm_acknowledge: no noise for acknowledge_s; her clock runs on]
 *	quiet -> rung 0		[alarm_step at quiet_until_us; alarm_turn when it gets more urgent]
 *	any rung -> rung n		[alarm_climb: it may not wait for the ladder]
 *	any -> closed		[only a contact, a decision, or that she is not here: stay.h]
 *
 * Rungs are 0 terminal, 1 shift lead, 2 on-call, 3 area. The step from one rung to the next takes
 * the difference of their minutes in the ladder of the alarm's class.
 */
#ifndef LANTERN_RULES_LADDER_H
#define LANTERN_RULES_LADDER_H

#include "lantern/rules/settings.h"
#include "lantern/rules/zone.h"

/*
 * In order of urgency. proposal stands until somebody decides, whatever else becomes of her;
 * not_found and no_reply until she is seen, or is known to be out.
 */
enum alarm_cause { CAUSE_OVERDUE, CAUSE_PROPOSAL, CAUSE_NOT_FOUND, CAUSE_NO_REPLY, CAUSE_COUNT };

enum alarm_state { ALARM_CLOSED, ALARM_OPEN, ALARM_QUIET, ALARM_STATE_COUNT };

/* The columns of table alarm; zeroed: none is open. */
struct alarm {
	bool open;
	/* rouse whenever the cause is not_found or no_reply, at least enhanced for a proposal */
	enum check_class check_class;
	enum alarm_cause cause;
	int64_t opened_us;
	int32_t rung;		/* told last, 0..LADDER_RUNGS - 1 */
	int64_t rung_us;	/* since when the climb to the next rung runs */
	int64_t quiet_until_us; /* US_NEVER: not acknowledged */
};

const char *cause_word(enum alarm_cause cause);
enum alarm_cause cause_of(const char *word); /* CAUSE_COUNT: no such word */
enum alarm_state alarm_state(const struct alarm *alarm, int64_t now_us);
const char *alarm_state_word(enum alarm_state state);

/* What the alarm does next by itself. */
enum ladder_step { LADDER_NOTHING, LADDER_RUNG, LADDER_RESUME };

struct ladder_next {
	enum ladder_step step; /* NOTHING: closed, or at the top and not acknowledged */
	int32_t rung;
	int64_t at_us; /* in the past when the server was away: rungs are made up one by one */
};

struct ladder_next ladder_next(const struct alarm *alarm, const struct rules_settings *settings);

struct alarm_need {
	enum check_class check_class;
	enum alarm_cause cause;
};

void alarm_start(struct alarm *alarm, struct alarm_need need, int64_t now_us);

/*
 * A more urgent class or cause: no later rung comes later than it would have, and a quiet alarm
 * sounds again from rung 0. A less urgent one only changes the class, the times of the rungs from
 * then on. True when something changed.
 */
bool alarm_turn(struct alarm *alarm, struct alarm_need need, const struct rules_settings *settings,
		int64_t now_us);

/* Quiet until now + acknowledge_s; never closes. */
void alarm_acknowledge(struct alarm *alarm, const struct rules_settings *settings, int64_t now_us);

/* Quiet for as long as somebody gave a reason for (features 86). */
void alarm_snooze(struct alarm *alarm, int32_t span_s, int64_t now_us);

/*
 * Tells `rung` at once and sounds, acknowledged or not; what was told higher up stays told. False
 * when it sounds there already, or is not open.
 */
bool alarm_climb(struct alarm *alarm, int32_t rung, int64_t now_us);

/* Takes the next step if it is due; returns which. */
enum ladder_step alarm_step(struct alarm *alarm, const struct rules_settings *settings,
			    int64_t now_us);

#endif
