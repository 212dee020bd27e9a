/* ladder.c -- an alarm climbs, is quieted, and climbs again. */
#include "lantern/rules/ladder.h"

#include <string.h>

#include "lantern/banned.h"

static const char *const cause_words[CAUSE_COUNT] = {"overdue", "proposal", "not_found",
						     "no_reply"};

const char *
cause_word(enum alarm_cause cause)
{
	return (unsigned)cause < CAUSE_COUNT ? cause_words[cause] : NULL;
}

enum alarm_cause
cause_of(const char *word)
{
	int cause = 0;

	while (cause < CAUSE_COUNT && (word == NULL || strcmp(cause_words[cause], word) != 0))
		cause++;
	return (enum alarm_cause)cause;
}

const char *
alarm_state_word(enum alarm_state state)
{
	static const char *const words[ALARM_STATE_COUNT] = {"closed", "open", "quiet"};

	return (unsigned)state < ALARM_STATE_COUNT ? words[state] : NULL;
}

enum alarm_state
alarm_state(const struct alarm *alarm, int64_t now_us)
{
	if (!alarm->open)
		return ALARM_CLOSED;
	return now_us < alarm->quiet_until_us ? ALARM_QUIET : ALARM_OPEN;
}

static int64_t
step_us(const struct rules_settings *settings, enum check_class check_class, int32_t rung)
{
	const int32_t *ladder_s = settings->ladder_s[check_class];

	return (ladder_s[rung + 1] - ladder_s[rung]) * US_PER_S;
}

struct ladder_next
ladder_next(const struct alarm *alarm, const struct rules_settings *settings)
{
	struct ladder_next next = {LADDER_NOTHING, alarm->rung, US_ENDLESS};

	if (!alarm->open)
		return next;
	if (alarm->quiet_until_us != US_NEVER)
		return (struct ladder_next){LADDER_RESUME, 0, alarm->quiet_until_us};
	if (alarm->rung >= LADDER_RUNGS - 1)
		return next;
	next.step = LADDER_RUNG;
	next.rung = alarm->rung + 1;
	next.at_us = alarm->rung_us + step_us(settings, alarm->check_class, alarm->rung);
	return next;
}

void
alarm_start(struct alarm *alarm, struct alarm_need need, int64_t now_us)
{
	*alarm = (struct alarm){
		.open = true,
		.check_class = need.check_class,
		.cause = need.cause,
		.opened_us = now_us,
		.rung = 0,
		.rung_us = now_us,
		.quiet_until_us = US_NEVER,
	};
}

static void
alarm_resume(struct alarm *alarm, int64_t now_us)
{
	alarm->rung = 0;
	alarm->rung_us = now_us;
	alarm->quiet_until_us = US_NEVER;
}

/*
 * The next rung is due no later than by the old ladder, and no later than a step of the new one
 * from now; but it does not jump all rungs that the new ladder would have had behind it.
 */
static void
alarm_hurry(struct alarm *alarm, enum check_class to, const struct rules_settings *settings,
	    int64_t now_us)
{
	struct ladder_next old = ladder_next(alarm, settings);
	int64_t since;

	if (old.step != LADDER_RUNG)
		return;
	since = old.at_us - step_us(settings, to, alarm->rung);
	alarm->rung_us = since < now_us ? since : now_us;
}

bool
alarm_turn(struct alarm *alarm, struct alarm_need need, const struct rules_settings *settings,
	   int64_t now_us)
{
	bool urgent = need.check_class > alarm->check_class ||
		      (need.check_class == alarm->check_class && need.cause > alarm->cause);

	if (need.check_class == alarm->check_class && need.cause == alarm->cause)
		return false;
	if (urgent && alarm->quiet_until_us != US_NEVER)
		alarm_resume(alarm, now_us);
	else if (urgent)
		alarm_hurry(alarm, need.check_class, settings, now_us);
	alarm->check_class = need.check_class;
	alarm->cause = need.cause;
	return true;
}

void
alarm_acknowledge(struct alarm *alarm, const struct rules_settings *settings, int64_t now_us)
{
	alarm_snooze(alarm, settings->acknowledge_s, now_us);
}

void
alarm_snooze(struct alarm *alarm, int32_t span_s, int64_t now_us)
{
	alarm->quiet_until_us = now_us + span_s * US_PER_S;
}

bool
alarm_climb(struct alarm *alarm, int32_t rung, int64_t now_us)
{
	bool quiet = alarm->quiet_until_us != US_NEVER;

	if (!alarm->open || (!quiet && alarm->rung >= rung))
		return false;
	if (alarm->rung < rung)
		alarm->rung = rung;
	alarm->rung_us = now_us;
	alarm->quiet_until_us = US_NEVER;
	return true;
}

enum ladder_step
alarm_step(struct alarm *alarm, const struct rules_settings *settings, int64_t now_us)
{
	struct ladder_next next = ladder_next(alarm, settings);

	if (next.step == LADDER_NOTHING || now_us < next.at_us)
		return LADDER_NOTHING;
	if (next.step == LADDER_RESUME) {
		alarm_resume(alarm, now_us);
	} else {
		alarm->rung = next.rung;
		alarm->rung_us = next.at_us; /* by the ladder, however late the server woke */
	}
	return next.step;
}
