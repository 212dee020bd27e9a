/* visit.c -- somebody was at her door: what that closes, opens, marks and asks. */
#include "lantern/rules/visit.h"

#include <string.h>

#include "lantern/rules/status.h"
#include "lantern/rules/stay_parts.h"

#include "lantern/banned.h"

/* One judgement on its way: what visit_judge was given, to pass on as one. */
struct judging {
	const struct visit_basis *basis;
	const struct visit_claim *claim;
	struct visit_verdict *verdict;
};

static const struct stay_basis *
stay_of(const struct judging *j)
{
	return &j->basis->stay;
}

/* A device's clock may run ahead a little; nothing is recorded as later than now. */
static bool
take_times(const struct judging *j)
{
	const struct stay_basis *stay = stay_of(j);
	int64_t limit = stay->now_us + stay->settings->clock_slack_s * US_PER_S;
	struct visit_verdict *v = j->verdict;

	v->done_us = j->claim->done_us < stay->now_us ? j->claim->done_us : stay->now_us;
	v->entered_us = j->claim->entered_us < stay->now_us ? j->claim->entered_us : stay->now_us;
	return j->claim->done_us <= limit && j->claim->entered_us <= limit;
}

static enum visit_refusal
refuse_basis(const struct judging *j)
{
	const struct stay_basis *stay = stay_of(j);

	if (!take_times(j))
		return VISIT_FUTURE;
	if (j->verdict->entered_us < j->verdict->done_us)
		return VISIT_ENTERED_BEFORE_DONE;
	if (stay->presence != PRESENCE_IN)
		return VISIT_RECORDED_AS_OUT;
	if (j->verdict->done_us < stay->previous_event_us ||
	    j->verdict->done_us < stay->present_since_us)
		return VISIT_BEFORE_PREVIOUS;
	if (!outcome_facts_suffice(j->claim->outcome, j->claim->facts))
		return VISIT_FACTS_NEEDED;
	return VISIT_OK;
}

static enum visit_refusal
refuse_words(const struct judging *j)
{
	const struct visit_claim *claim = j->claim;
	const char *const *notes = j->basis->notes;

	if ((j->verdict->marks & MARK_RETROSPECTIVE) && !claim->reason_given)
		return VISIT_REASON_NEEDED;
	if ((j->verdict->marks & MARK_RETROSPECTIVE) && !claim->second_given)
		return VISIT_SECOND_NEEDED;
	if (j->verdict->closes_late && claim->late_reason == LATE_NONE)
		return VISIT_LATE_REASON_NEEDED;
	if (j->verdict->closes_late && claim->late_reason == LATE_OTHER && !claim->late_words_given)
		return VISIT_LATE_WORDS_NEEDED;
	if (!claim->note_confirmed && words_third_time(claim->note, notes[0], notes[1]))
		return VISIT_NOTE_REPEATED;
	return VISIT_OK;
}

static void
mark(const struct judging *j)
{
	const struct visit_claim *claim = j->claim;
	const struct stay_basis *stay = stay_of(j);
	struct entry_times times = {j->verdict->done_us, j->verdict->entered_us};
	struct desk_entry entry = {.outcome = claim->outcome, .entered_us = times.entered_us};

	j->verdict->marks = marks_of_times(&times, stay->settings, stay->zone);
	if (words_third_time(claim->note, j->basis->notes[0], j->basis->notes[1]))
		j->verdict->marks |= MARK_SAME_WORDS;
	if (claim->proof != PROOF_DESK)
		return;
	memcpy(entry.room, claim->room, sizeof entry.room);
	j->verdict->together_count =
		marks_together(&j->basis->desk, &entry, stay->settings, j->verdict->together);
	if (j->verdict->together_count > 0)
		j->verdict->marks |= MARK_TOGETHER;
}

/* Whether this worker may do the interval checks of this kind (check_band.who). */
static bool
may_do(const struct judging *j, enum check_kind kind)
{
	const struct stay_basis *stay = stay_of(j);
	uint32_t who = plan_in_force(&stay->plans, kind, stay->zone, j->verdict->done_us).who;

	return who == 0 || (who & j->claim->roles) != 0;
}

static void
keep_gap(const struct judging *j)
{
	struct stay_verdict *v = &j->verdict->stay;
	int64_t since_us = stay_unseen_since_us(stay_of(j), KIND_SIGN_OF_LIFE);

	memmove(&v->gaps_s[1], &v->gaps_s[0], sizeof v->gaps_s - sizeof v->gaps_s[0]);
	v->gaps_s[0] = (int32_t)((j->verdict->done_us - since_us) / US_PER_S);
	v->gap_count = v->gap_count < GAPS_KEPT ? v->gap_count + 1 : GAPS_KEPT;
	v->predictable = gaps_predictable(v->gaps_s, v->gap_count,
					  stay_of(j)->settings->gap_variation_percent);
}

/* Which kinds the contact fulfils, and from when their gaps run now. */
static void
meet(const struct judging *j)
{
	const struct visit_claim *claim = j->claim;
	bool *meets = j->verdict->meets;

	for (int k = 0; k < KIND_COUNT; k++) {
		enum check_kind kind = (enum check_kind)k;

		meets[k] = outcome_completes(claim->outcome, claim->facts, kind,
					     stay_of(j)->settings->strict);
		if (meets[k] && may_do(j, kind))
			j->verdict->stay.last_us[k] = j->verdict->done_us;
	}
	if (meets[KIND_SIGN_OF_LIFE])
		keep_gap(j);
}

static bool
closes(const struct judging *j, const struct requirement *open)
{
	if (!j->verdict->meets[open->kind])
		return false;
	if (open->source == SOURCE_PLAN)
		return may_do(j, open->kind);
	return open->source == SOURCE_RETURN || open->from_us <= j->verdict->done_us;
}

static void
close_met(const struct judging *j)
{
	const struct stay_basis *stay = stay_of(j);
	struct stay_verdict *v = &j->verdict->stay;

	for (size_t i = 0; i < stay->open_count; i++) {
		const struct requirement *open = &stay->open[i];

		if (closes(j, open)) {
			stay_close(v, i, STATE_DONE, j->verdict->done_us);
			v->close[v->close_count - 1].late =
				check_is_overdue(open->latest_us, j->verdict->done_us);
			j->verdict->closes_late |= v->close[v->close_count - 1].late;
		} else if (open->from_us <= j->verdict->done_us) {
			j->verdict->still_needed |= 1u << open->kind;
		}
	}
}

/*
 * What still waits for her: a sign of life answers a knock without reply and finds her, but where
 * she is to be roused, only rousing does; asleep may be the very danger.
 */
static enum alarm_cause
waiting(const struct judging *j)
{
	const struct stay_basis *stay = stay_of(j);
	enum alarm_cause cause = stay_standing_cause(stay);
	bool answered = j->verdict->meets[KIND_SIGN_OF_LIFE];

	for (size_t i = 0; i < stay->open_count; i++)
		if (stay->open[i].kind == KIND_ROUSE)
			answered = answered && j->verdict->meets[KIND_ROUSE];
	if (answered)
		return CAUSE_OVERDUE;
	if (j->claim->outcome == OUTCOME_NO_REPLY)
		return CAUSE_NO_REPLY;
	if (j->claim->outcome == OUTCOME_NOT_IN_ROOM && cause < CAUSE_NOT_FOUND)
		return CAUSE_NOT_FOUND;
	return cause;
}

static void
sound(const struct judging *j)
{
	enum alarm_cause cause = waiting(j);
	struct alarm_need need = {CLASS_ROUSE, cause};
	struct stay_verdict *v = &j->verdict->stay;

	j->verdict->starts_no_reply = j->claim->outcome == OUTCOME_NO_REPLY;
	stay_settle_alarm(stay_of(j), cause, v);
	if (stay_of(j)->alarm.open || cause == CAUSE_OVERDUE)
		return;
	alarm_start(&v->alarm, need, stay_of(j)->now_us);
	v->alarm_act = ALARM_OPENED;
}

void
visit_judge(const struct visit_basis *basis, const struct visit_claim *claim,
	    struct visit_verdict *verdict)
{
	struct judging j = {basis, claim, verdict};

	memset(verdict, 0, sizeof *verdict);
	stay_verdict_init(&verdict->stay, &basis->stay);
	verdict->refusal = refuse_basis(&j);
	if (verdict->refusal != VISIT_OK)
		return;
	mark(&j);
	meet(&j);
	close_met(&j);
	verdict->refusal = refuse_words(&j);
	if (verdict->refusal != VISIT_OK) {
		stay_verdict_init(&verdict->stay, &basis->stay);
		return;
	}
	stay_open_intervals(&basis->stay, &verdict->stay);
	sound(&j);
}

static const struct {
	const char *word, *field;
} refusals[VISIT_REFUSAL_COUNT] = {
	[VISIT_FUTURE] = {"visit-in-the-future", "/done_at"},
	[VISIT_ENTERED_BEFORE_DONE] = {"entered-before-done", "/entered_at"},
	[VISIT_RECORDED_AS_OUT] = {"recorded-as-out", "/outcome"},
	[VISIT_BEFORE_PREVIOUS] = {"before-previous", "/done_at"},
	[VISIT_FACTS_NEEDED] = {"facts-needed", "/breathing"},
	[VISIT_REASON_NEEDED] = {"reason-needed", "/reason"},
	[VISIT_SECOND_NEEDED] = {"second-needed", "/second"},
	[VISIT_LATE_REASON_NEEDED] = {"late-reason-needed", "/late_reason"},
	[VISIT_LATE_WORDS_NEEDED] = {"late-words-needed", "/late_words"},
	[VISIT_NOTE_REPEATED] = {"note-repeated", "/note"},
};

const char *
visit_refusal_word(enum visit_refusal refusal)
{
	return (unsigned)refusal < VISIT_REFUSAL_COUNT ? refusals[refusal].word : NULL;
}

const char *
visit_refusal_field(enum visit_refusal refusal)
{
	return (unsigned)refusal < VISIT_REFUSAL_COUNT ? refusals[refusal].field : NULL;
}
