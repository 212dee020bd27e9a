/* due.c -- a deadline has gone off, or somebody answers an alarm. */
#include "lantern/rules/due.h"

#include <string.h>

#include "lantern/rules/status.h"
#include "lantern/rules/stay_parts.h"

#include "lantern/banned.h"

#define NOON_S (12 * 3600)

void
overdue_judge(const struct stay_basis *basis, struct stay_verdict *verdict)
{
	struct alarm_need need = {CLASS_ROUTINE, CAUSE_OVERDUE};
	bool overdue = false;

	stay_verdict_init(verdict, basis);
	for (size_t i = 0; i < basis->open_count; i++) {
		if (!check_is_overdue(basis->open[i].latest_us, basis->now_us))
			continue;
		overdue = true;
		if (basis->open[i].check_class > need.check_class)
			need.check_class = basis->open[i].check_class;
	}
	if (!overdue || basis->presence != PRESENCE_IN)
		return;
	if (basis->alarm.open) {
		stay_settle_alarm(basis, stay_standing_cause(basis), verdict);
		return;
	}
	(void)stay_undecided(basis, &need);
	alarm_start(&verdict->alarm, need, basis->now_us);
	verdict->alarm_act = ALARM_OPENED;
}

void
undecided_judge(const struct stay_basis *basis, struct stay_verdict *verdict)
{
	struct alarm_need need = {CLASS_ROUTINE, CAUSE_OVERDUE};

	stay_verdict_init(verdict, basis);
	if (basis->alarm.open) {
		stay_settle_alarm(basis, stay_standing_cause(basis), verdict);
	} else if (stay_undecided(basis, &need)) {
		alarm_start(&verdict->alarm, need, basis->now_us);
		verdict->alarm_act = ALARM_OPENED;
	}
}

void
rung_judge(const struct stay_basis *basis, struct stay_verdict *verdict)
{
	stay_verdict_init(verdict, basis);
	stay_settle_alarm(basis, stay_standing_cause(basis), verdict);
	if (!verdict->alarm.open)
		return;
	switch (alarm_step(&verdict->alarm, basis->settings, basis->now_us)) {
	case LADDER_RUNG:
		verdict->alarm_act = ALARM_RUNG;
		break;
	case LADDER_RESUME:
		verdict->alarm_act = ALARM_RESUMED;
		break;
	case LADDER_NOTHING:
		break;
	}
}

void
acknowledge_judge(const struct stay_basis *basis, struct stay_verdict *verdict)
{
	stay_verdict_init(verdict, basis);
	if (!basis->alarm.open)
		return;
	alarm_acknowledge(&verdict->alarm, basis->settings, basis->now_us);
	verdict->alarm_act = ALARM_ACKNOWLEDGED;
}

static enum snooze_refusal
snooze_refuse(const struct stay_basis *basis, const struct snooze_claim *claim)
{
	const struct requirement *found = NULL;

	for (size_t i = 0; i < basis->open_count; i++)
		if (memcmp(basis->open[i].id, claim->requirement, sizeof claim->requirement) == 0)
			found = &basis->open[i];
	if (found == NULL)
		return SNOOZE_SEEN;
	if (found->check_class != CLASS_ROUTINE ||
	    (basis->alarm.open &&
	     (basis->alarm.check_class != CLASS_ROUTINE || basis->alarm.cause != CAUSE_OVERDUE)))
		return SNOOZE_CLASS;
	if (!basis->alarm.open)
		return SNOOZE_NO_ALARM;
	return claim->span_s > claim->most_s ? SNOOZE_TOO_LONG : SNOOZE_OK;
}

enum snooze_refusal
snooze_judge(const struct stay_basis *basis, const struct snooze_claim *claim,
	     struct stay_verdict *verdict)
{
	enum snooze_refusal refusal = snooze_refuse(basis, claim);

	stay_verdict_init(verdict, basis);
	if (refusal == SNOOZE_OK) {
		alarm_snooze(&verdict->alarm, claim->span_s, basis->now_us);
		verdict->alarm_act = ALARM_ACKNOWLEDGED;
	}
	return refusal;
}

/* What was missed is owed still, at once. */
static struct requirement *
owe_again(const struct requirement *missed, enum check_source source, int64_t at_us,
	  struct stay_verdict *verdict)
{
	struct requirement *out = stay_open(verdict);

	*out = *missed;
	memset(out->id, 0, sizeof out->id);
	out->source = source;
	out->drawn_us = at_us;
	out->latest_us = at_us;
	out->seed = 0;
	return out;
}

static bool
stricter(const struct requirement *requirement, const struct requirement *than)
{
	return than == NULL || requirement->kind > than->kind;
}

void
shift_end_judge(const struct stay_basis *basis, int64_t shift_end_us, struct stay_verdict *verdict)
{
	const struct requirement *interval = NULL, *round = NULL; /* the strictest missed of each */
	enum check_class tightest = CLASS_ROUTINE;

	stay_verdict_init(verdict, basis);
	if (basis->presence != PRESENCE_IN)
		return;
	for (size_t i = 0; i < basis->open_count; i++) {
		const struct requirement *open = &basis->open[i];

		if (!check_is_overdue(open->latest_us, shift_end_us))
			continue;
		stay_close(verdict, i, STATE_MISSED, shift_end_us);
		if (!source_is_interval(open->source)) {
			round = stricter(open, round) ? open : round;
			tightest = open->check_class > tightest ? open->check_class : tightest;
			continue;
		}
		interval = stricter(open, interval) ? open : interval;
		(void)owe_again(open, open->source, shift_end_us, verdict);
	}
	if (round != NULL && stricter(round, interval))
		owe_again(round, SOURCE_ADDED, shift_end_us, verdict)->check_class = tightest;
	stay_open_intervals(basis, verdict);
}

void
rounds_judge(const struct stay_basis *basis, const struct round_span *span,
	     struct stay_verdict *verdict)
{
	stay_verdict_init(verdict, basis);
	stay_open_intervals(basis, verdict);
	stay_open_rounds(basis, span, verdict);
}

int64_t
rounds_next_planning_us(const struct zone *zone, int64_t us)
{
	return zone_next(zone, us, NOON_S);
}
