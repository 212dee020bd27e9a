/* follow.c -- from a due deadline to the facts that it makes true. */
#include "lantern/clockwork/follow.h"

#include <stdio.h>
#include <string.h>

#include "lantern/clockwork/follow_case.h"
#include "lantern/facts/basis.h"
#include "lantern/facts/chain.h"
#include "lantern/facts/record.h"
#include "lantern/log.h"
#include "lantern/rules/chain.h"
#include "lantern/rules/digest.h"
#include "lantern/rules/due.h"
#include "lantern/rules/marks.h"
#include "lantern/rules/presence.h"

#include "lantern/banned.h"

static void
add(json_t *record, const char *list, json_t *item)
{
	json_t *items = json_object_get(record, list);

	if (items == NULL) {
		items = json_array();
		json_object_set_new(record, list, items);
	}
	json_array_append_new(items, item);
}

/* The house's own next deadline, beside no woman in particular. */
static void
house_deadline(json_t *record, const struct due *due, int64_t due_us)
{
	add(record, "deadlines",
	    json_pack("{s:s, s:o, s:s, s:s, s:{}}", "kind", due->kind, "due_at", record_iso(due_us),
		      "subject", due->subject, "premises", due->premises, "data"));
}

static bool
nothing_happened(const struct stay_verdict *verdict)
{
	return verdict->close_count == 0 && verdict->open_count == 0 &&
	       verdict->alarm_act == ALARM_KEPT;
}

/*
 * The verdict, and one event of `kind` that tells what closed and opened (none when nothing
 * did).
 */
static void
record_case(struct case_of *one, const char *kind, const char *why_closed)
{
	struct record_why why = {.close_reason = why_closed};
	struct record_event event = {.kind = kind, .happened_us = one->due->due_us};
	struct record_parts parts;

	if (nothing_happened(&one->verdict))
		return;
	record_guard(one->record, &one->facts);
	parts = record_verdict(one->record, &one->facts, &one->verdict, &why);
	if (json_array_size(parts.closed) + json_array_size(parts.opened) > 0) {
		event.board =
			json_pack("{s:O, s:O}", "closed", parts.closed, "opened", parts.opened);
		record_event(one->record, &one->facts, &event);
	}
	record_parts_release(&parts);
}

/* ---------------------------------------------------------------- one woman */

static void
overdue_went_off(struct case_of *one)
{
	overdue_judge(&one->facts.basis, &one->verdict);
	record_case(one, "requirement.closed", NULL);
}

static void
rung_went_off(struct case_of *one)
{
	rung_judge(&one->facts.basis, &one->verdict);
	record_case(one, "requirement.closed", NULL);
}

/* "I am going now" has run out without a visit: others see that nobody is on the way. */
static void
going_ran_out(struct case_of *one)
{
	struct record_event event = {.kind = "going.ended", .happened_us = one->due->due_us};

	record_guard(one->record, &one->facts);
	record_end(one->record, "going",
		   json_pack("{s:s, s:o}", "id", one->due->subject, "ended_at",
			     record_iso(one->due->due_us)));
	event.board = json_pack("{s:n}", "going");
	event.data = json_pack("{s:s}", "id", one->due->subject);
	record_event(one->record, &one->facts, &event);
}

/* Still in hospital: time to ring again, and again later until somebody has (features 38). */
static void
hospital_call_fell_due(struct case_of *one)
{
	const struct due *due = one->due;
	struct record_event event = {.kind = "hospital.call_due", .happened_us = due->due_us};

	if (strcmp(one->facts.movement, due->subject) != 0)
		return; /* she is back */
	event.data = json_pack("{s:s, s:o}", "movement", due->subject, "call_due",
			       record_iso(due->due_us));
	record_event(one->record, &one->facts, &event);
	record_deadline(one->record, &one->facts,
			&(struct record_due){due->kind, due->subject,
					     hospital_next_call_us(&one->facts.settings,
								   due->due_us, due->due_us)});
}

/* Nobody has said how it ended: on-call hears of it, quiet or not (features 30). */
static void
chain_was_not_ended(struct case_of *one)
{
	if (strcmp(facts_text(chain_now(&one->facts), "id"), one->due->subject) != 0)
		return; /* it is over */
	/* Also where the alarm is with on-call already: whoever ends it is told last. */
	record_guard(one->record, &one->facts);
	chain_climb_judge(&one->facts.basis, &one->verdict);
	record_case(one, "requirement.closed", NULL);
	chain_climb(one->record, &one->facts, one->due->due_us);
}

/*
 * The plan stays in force until somebody decides (features 41); this only says that a decision
 * is owed.
 */
static void
plan_review_fell_due(struct case_of *one)
{
	struct record_event event = {.kind = "plan.review_due", .happened_us = one->due->due_us};

	event.data = json_pack("{s:s}", "plan", one->due->subject);
	record_event(one->record, &one->facts, &event);
}

/* Nobody has said yes or no to what her rule proposes: it climbs as an alarm (features 18). */
static void
proposal_stayed_undecided(struct case_of *one)
{
	undecided_judge(&one->facts.basis, &one->verdict);
	record_case(one, "requirement.closed", NULL);
}

/* ---------------------------------------------------------------- everybody in the house */

static void
rounds_fell_due(struct case_of *one)
{
	struct stay_basis *basis = &one->facts.basis;
	int64_t from = one->due->due_us;
	struct round_span span = {.from_us = from,
				  .until_us = rounds_next_planning_us(basis->zone, from)};

	rounds_judge(basis, &span, &one->verdict);
	record_case(one, "requirement.opened", NULL);
}

static void
shift_ended(struct case_of *one)
{
	shift_end_judge(&one->facts.basis, one->due->due_us, &one->verdict);
	record_case(one, "requirement.missed", NULL);
}

/* ---------------------------------------------------------------- which is which */

static const struct follow_kind {
	const char *kind;
	follow_fn *each; /* for each woman it is about; NULL: for none of them */
	bool of_house;	 /* comes again by itself */
	void (*house)(json_t *record, const struct due *due); /* for all at once; NULL: nothing */
	bool of_past; /* about a woman who has left as well */
} kinds[] = {
	{"requirement.overdue", overdue_went_off},
	{"alarm.rung", rung_went_off},
	{"alarm.resume", rung_went_off},
	{"going.end", going_ran_out},
	{"hospital.call", hospital_call_fell_due},
	{"chain.climb", chain_was_not_ended},
	{"plan.review", plan_review_fell_due},
	{"proposal.undecided", proposal_stayed_undecided},
	{"watch.decide", follow_watch_question},
	{"review.act", follow_review_act},
	{"review.due", follow_review},
	{"plan.backstop", follow_backstop},
	{"plan.starter_due", follow_starter_plan},
	{"plan.full_due", follow_full_plan},
	{"agreement.due", follow_agreement},
	{"keywork.due", follow_keywork},
	{"meeting.due", follow_meeting},
	{"meeting.copy_due", follow_meeting_copy},
	{"choices.due", follow_choices},
	{"update.unread", follow_unread, .of_past = true},
	{"rounds.plan", rounds_fell_due, .of_house = true},
	{"shift.end", shift_ended, .of_house = true},
	{"digest.today", .of_house = true, .house = follow_digest},
	{"digest.weekly", .of_house = true, .house = follow_digest},
};

const char *
follow_kinds(void)
{
	static char list[sizeof(kinds) / sizeof(kinds[0]) * 24 + 3];
	size_t i, length = 0;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]) && length < sizeof(list); i++)
		length += (size_t)snprintf(list + length, sizeof(list) - length, "%c%s",
					   i ? ',' : '{', kinds[i].kind);
	if (length + 1 >= sizeof(list))
		log_die("follow_kinds_too_long");
	memcpy(list + length, "}", 2);
	return list;
}

static const struct follow_kind *
kind_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].kind, name) == 0)
			return &kinds[i];
	return NULL;
}

/*
 * When the house's deadline comes again. The settings are those of any woman here: they are the
 * house's.
 */
static int64_t
house_next_us(const struct due *due, const struct rules_settings *settings)
{
	int64_t next_us;

	if (strcmp(due->kind, "rounds.plan") == 0)
		return rounds_next_planning_us(facts_zone(), due->due_us);
	if (strcmp(due->kind, "digest.today") == 0)
		return digest_next_us(settings, facts_zone(), due->due_us);
	if (strcmp(due->kind, "digest.weekly") == 0)
		return weekly_next_us(settings, facts_zone(), due->due_us);
	next_us = shift_end_after(settings, facts_zone(), due->due_us);
	/* A house whose setting names no shift end may name one tomorrow. */
	return next_us == US_ENDLESS ? due->due_us + 24 * US_PER_HOUR : next_us;
}

static bool
read_all(const struct due *due, struct case_of *one)
{
	json_t *basis;
	size_t i;

	json_array_foreach(due->bases, i, basis)
		if (!facts_read(&one->facts, basis, due->due_us)) {
			log_error(NULL, "deadline_facts_odd id=%lld kind=%s stay=%s",
				  (long long)due->id, due->kind, facts_text(basis, "stay"));
			return false;
		}
	return true;
}

bool
follow(json_t *record, const struct due *due)
{
	const struct follow_kind *kind = kind_find(due->kind);
	struct rules_settings settings;
	struct case_of one = {.record = record, .due = due};
	json_t *basis;
	size_t i;

	if (kind == NULL) {
		log_error(NULL, "deadline_unknown id=%lld kind=%s", (long long)due->id, due->kind);
		return false;
	}
	if (!read_all(due, &one))
		return false;
	rules_settings_init(&settings);
	if (kind->house) {
		(void)facts_read_settings(json_object_get(due->house, "settings"), &settings);
		kind->house(record, due);
	}
	add(record, "claimed", json_integer(due->id));
	json_array_foreach(due->bases, i, basis) {
		(void)facts_read(&one.facts, basis, due->due_us);
		settings = one.facts.settings;
		if (!one.facts.arrived && !kind->of_past)
			continue; /* she has left: nothing more is owed here */
		stay_verdict_init(&one.verdict, &one.facts.basis);
		kind->each(&one);
	}
	if (kind->of_house)
		house_deadline(record, due, house_next_us(due, &settings));
	return true;
}
