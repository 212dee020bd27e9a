/* test_presence.c -- out, in hospital, and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lantern/rules/due.h"
#include "lantern/rules/presence.h"
#include "rules/laws.h"

static int64_t
at(int minute)
{
	return utc(2026, 11, 11, minute);
}

/* In since yesterday, last spoken to at 00:30; half-hourly rousing, two-hourly signs of life. */
static void
woman_at(struct stay_basis *stay, int minute)
{
	static const struct check_plan plan = {
		0,
		US_ENDLESS,
		2,
		{{0, 0, KIND_ROUSE, 900, 1800, 0}, {0, 0, KIND_SIGN_OF_LIFE, 3600, 7200, 0}}};
	struct round_span span = {at(AT(0, 30)), at(AT(12, 0)), false};
	struct stay_verdict verdict;

	memset(stay, 0, sizeof *stay);
	stay->zone = london();
	stay->settings = usual_settings();
	stay->present_since_us = at(-AT(5, 0));
	stay->undecided_us = US_ENDLESS;
	stay->previous_event_us = at(AT(0, 30));
	for (int k = 0; k < KIND_COUNT; k++)
		stay->last_us[k] = at(AT(0, 30));
	stay->plans.count = 1;
	stay->plans.plan[0] = plan;
	stay->now_us = at(AT(0, 30));
	rounds_judge(stay, &span, &verdict);
	apply_verdict(stay, &verdict);
	stay->now_us = at(minute);
}

static struct presence_verdict
moved(const struct stay_basis *stay, enum presence to, int minute)
{
	struct presence_claim claim = {to, at(minute)};
	struct presence_verdict verdict;

	presence_judge(stay, &claim, &verdict);
	return verdict;
}

static const struct requirement *
opened(const struct stay_verdict *verdict, enum check_source source, enum check_kind kind)
{
	for (size_t i = 0; i < verdict->open_count; i++)
		if (verdict->open[i].source == source && verdict->open[i].kind == kind)
			return &verdict->open[i];
	return NULL;
}

static void
out_asks_for_nothing(void **state)
{
	struct presence_verdict v;
	struct stay_basis stay;

	(void)state;
	woman_at(&stay, AT(0, 50));
	v = moved(&stay, PRESENCE_OUT, AT(0, 50));
	assert_int_equal(v.refusal, PRESENCE_OK);
	assert_int_equal(v.stay.close_count, stay.open_count);
	for (size_t i = 0; i < v.stay.close_count; i++)
		assert_int_equal(v.stay.close[i].state, STATE_NOT_REQUIRED);
	assert_int_equal(v.stay.open_count, 0);
	assert_true(v.call_us == US_NEVER);
}

/* To hospital in an emergency, with an alarm standing. */
static void
hospital_stills_the_alarm_and_asks_for_calls(void **state)
{
	struct presence_verdict v;
	struct stay_basis stay;

	(void)state;
	woman_at(&stay, AT(1, 31));
	alarm_start(&stay.alarm, (struct alarm_need){CLASS_ROUSE, CAUSE_NO_REPLY}, at(AT(0, 47)));
	v = moved(&stay, PRESENCE_HOSPITAL, AT(1, 31));
	assert_int_equal(v.stay.alarm_act, ALARM_CLOSES);
	assert_true(v.call_us == at(AT(3, 31)));
}

static void
leaving_does_not_hide_what_was_overdue(void **state)
{
	struct presence_verdict v;
	struct stay_basis stay;
	int missed = 0;

	(void)state;
	woman_at(&stay, AT(1, 1));
	v = moved(&stay, PRESENCE_OUT, AT(1, 1));
	for (size_t i = 0; i < v.stay.close_count; i++)
		if (v.stay.close[i].state == STATE_MISSED) {
			assert_int_equal(stay.open[v.stay.close[i].place].kind, KIND_ROUSE);
			missed++;
		}
	assert_int_equal(missed, 1);
}

/* Back from hospital at 06:22; the next check within 30 minutes, the watch resumes. */
static void
back_in_she_is_due_within_half_an_hour(void **state)
{
	const struct requirement *back;
	struct presence_verdict v;
	struct stay_basis stay;

	(void)state;
	woman_at(&stay, AT(6, 22));
	stay.open_count = 0;
	stay.presence = PRESENCE_HOSPITAL;
	v = moved(&stay, PRESENCE_IN, AT(6, 22));
	back = opened(&v.stay, SOURCE_RETURN, KIND_SIGN_OF_LIFE);
	assert_non_null(back);
	assert_true(back->from_us == at(AT(6, 22)) && back->latest_us == at(AT(6, 52)));
	assert_null(opened(&v.stay, SOURCE_PLAN, KIND_SIGN_OF_LIFE)); /* the return stands for it */
	assert_true(opened(&v.stay, SOURCE_PLAN, KIND_ROUSE)->latest_us == at(AT(6, 52)));
	assert_true(opened(&v.stay, SOURCE_MORNING_REPLY, KIND_CONVERSATION)->from_us ==
		    at(AT(6, 22)));
	assert_non_null(opened(&v.stay, SOURCE_NOT_SEEN_SWEEP, KIND_SIGN_OF_LIFE));
	assert_null(opened(&v.stay, SOURCE_OVERNIGHT_ROUND, KIND_SIGN_OF_LIFE));
	assert_true(v.call_us == US_NEVER);
}

/* She said good morning at 06:10, went for a walk, and is not asked for it again. */
static void
what_she_met_before_going_out_stays_met(void **state)
{
	struct presence_verdict v;
	struct stay_basis stay;

	(void)state;
	woman_at(&stay, AT(7, 0));
	stay.open_count = 0;
	stay.presence = PRESENCE_OUT;
	v = moved(&stay, PRESENCE_IN, AT(7, 0));
	assert_non_null(opened(&v.stay, SOURCE_MORNING_REPLY, KIND_CONVERSATION));
	stay.last_us[KIND_CONVERSATION] = at(AT(6, 10));
	v = moved(&stay, PRESENCE_IN, AT(7, 0));
	assert_null(opened(&v.stay, SOURCE_MORNING_REPLY, KIND_CONVERSATION));
}

static void
a_tighter_plan_beats_the_half_hour(void **state)
{
	struct presence_verdict v;
	struct stay_basis stay;

	(void)state;
	woman_at(&stay, AT(10, 0));
	stay.open_count = 0;
	stay.presence = PRESENCE_COURT;
	stay.plans.plan[0].band[1].max_gap_s = 900;
	v = moved(&stay, PRESENCE_IN, AT(10, 0));
	assert_true(opened(&v.stay, SOURCE_RETURN, KIND_SIGN_OF_LIFE)->latest_us == at(AT(10, 15)));
	assert_int_equal(opened(&v.stay, SOURCE_RETURN, KIND_SIGN_OF_LIFE)->check_class,
			 CLASS_ENHANCED);
}

static void
from_out_to_hospital_changes_no_check(void **state)
{
	struct presence_verdict v;
	struct stay_basis stay;

	(void)state;
	woman_at(&stay, AT(10, 0));
	stay.open_count = 0;
	stay.presence = PRESENCE_OUT;
	v = moved(&stay, PRESENCE_HOSPITAL, AT(9, 0));
	assert_int_equal(v.stay.close_count + v.stay.open_count, 0);
	assert_true(v.call_us == at(AT(11, 0)));
}

static void
refusals(void **state)
{
	struct stay_basis stay;

	(void)state;
	woman_at(&stay, AT(0, 50));
	assert_int_equal(moved(&stay, PRESENCE_IN, AT(0, 50)).refusal, PRESENCE_UNCHANGED);
	assert_int_equal(moved(&stay, PRESENCE_OUT, AT(0, 51)).refusal, PRESENCE_FUTURE);
	assert_int_equal(moved(&stay, PRESENCE_OUT, AT(0, 29)).refusal, PRESENCE_BEFORE_PREVIOUS);
	stay.previous_event_us = US_NEVER;
	assert_int_equal(moved(&stay, PRESENCE_OUT, AT(0, 29)).refusal, PRESENCE_OK);
	assert_int_equal(moved(&stay, PRESENCE_OUT, -AT(5, 1)).refusal, PRESENCE_BEFORE_PREVIOUS);
	assert_null(presence_refusal_word(PRESENCE_OK));
	assert_null(presence_refusal_field(PRESENCE_REFUSAL_COUNT));
	for (int r = PRESENCE_OK + 1; r < PRESENCE_REFUSAL_COUNT; r++) {
		assert_non_null(presence_refusal_word((enum presence_refusal)r));
		assert_int_equal(presence_refusal_field((enum presence_refusal)r)[0], '/');
	}
}

static void
calls_keep_their_rhythm(void **state)
{
	const struct rules_settings *settings = usual_settings();

	(void)state;
	assert_true(hospital_next_call_us(settings, at(AT(4, 0)), at(AT(4, 0))) == at(AT(6, 0)));
	assert_true(hospital_next_call_us(settings, at(AT(4, 0)), at(AT(3, 50))) == at(AT(6, 0)));
	assert_true(hospital_next_call_us(settings, at(AT(4, 0)), at(AT(9, 0))) == at(AT(10, 0)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(out_asks_for_nothing),
		cmocka_unit_test(hospital_stills_the_alarm_and_asks_for_calls),
		cmocka_unit_test(leaving_does_not_hide_what_was_overdue),
		cmocka_unit_test(back_in_she_is_due_within_half_an_hour),
		cmocka_unit_test(what_she_met_before_going_out_stays_met),
		cmocka_unit_test(a_tighter_plan_beats_the_half_hour),
		cmocka_unit_test(from_out_to_hospital_changes_no_check),
		cmocka_unit_test(refusals),
		cmocka_unit_test(calls_keep_their_rhythm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
