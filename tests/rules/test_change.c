/* test_change.c -- changed plans, added contacts and corrections count from now. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lantern/rules/change.h"
#include "lantern/rules/due.h"
#include "rules/laws.h"

#define SOL KIND_SIGN_OF_LIFE

static const struct plan_author lead = {true, false, true};

static int64_t
at(int minute)
{
	return utc(2026, 11, 10, minute);
}

/* Seen at 20:10, four-hourly; it is 20:31. */
static void
woman(struct stay_basis *stay)
{
	struct stay_verdict verdict;
	struct round_span none = {at(0), at(0), false};

	memset(stay, 0, sizeof *stay);
	stay->zone = london();
	stay->settings = usual_settings();
	stay->present_since_us = at(AT(9, 0));
	stay->undecided_us = US_ENDLESS;
	stay->previous_event_us = at(AT(20, 10));
	for (int k = 0; k < KIND_COUNT; k++)
		stay->last_us[k] = at(AT(20, 10));
	stay->plans.count = 1;
	stay->plans.plan[0] = (struct check_plan){0, US_ENDLESS, 1, {{0, 0, SOL, 7200, 14400, 0}}};
	stay->now_us = at(AT(20, 10));
	rounds_judge(stay, &none, &verdict);
	apply_verdict(stay, &verdict);
	stay->now_us = at(AT(20, 31));
}

static struct check_plan
watch_from(int64_t start_us)
{
	return (struct check_plan){start_us, US_ENDLESS, 1, {{0, 0, SOL, 900, 1800, 0}}};
}

static struct plan_verdict
changed(const struct stay_basis *stay, const struct plan_set *after, struct plan_author author)
{
	struct plan_claim claim = {after, author};
	struct plan_verdict verdict;

	plan_judge(stay, &claim, &verdict);
	return verdict;
}

/* 15 to 30 minutes from now on, reckoned from when she was last seen. */
static void
tighter_counts_now(void **state)
{
	struct plan_set after;
	struct plan_verdict v;
	struct stay_basis stay;

	(void)state;
	woman(&stay);
	after = stay.plans;
	after.plan[after.count++] = watch_from(stay.now_us);
	v = changed(&stay, &after, (struct plan_author){false, false, false});
	assert_int_equal(v.permit, PLAN_OK);
	assert_false(v.reduction);
	assert_int_equal(v.stay.close_count, 1);
	assert_int_equal(v.stay.close[0].state, STATE_NOT_REQUIRED);
	assert_int_equal(v.stay.open_count, 1);
	assert_true(v.stay.open[0].latest_us == at(AT(20, 40)));
	assert_true(v.stay.open[0].drawn_us >= stay.now_us);
	assert_int_equal(v.stay.open[0].check_class, CLASS_ENHANCED);
}

/* Last seen at 20:10: at 21:30 half an hour is over. Who decides has five minutes to get there. */
static void
a_gap_that_is_used_up_gives_time_to_get_there(void **state)
{
	struct plan_set after;
	struct plan_verdict v;
	struct stay_basis stay;

	(void)state;
	woman(&stay);
	stay.now_us = at(AT(21, 30));
	after = stay.plans;
	after.plan[after.count++] = watch_from(stay.now_us);
	v = changed(&stay, &after, lead);
	assert_int_equal(v.stay.open_count, 1);
	assert_true(v.stay.open[0].latest_us == at(AT(21, 35)));
	assert_true(v.stay.open[0].drawn_us == at(AT(21, 30)));
	assert_int_equal(v.stay.open[0].check_class, CLASS_ENHANCED);

	/* Another decision in those minutes gives no more of them. */
	apply_verdict(&stay, &v.stay);
	stay.plans = after;
	stay.now_us = at(AT(21, 33));
	after.plan[after.count++] = watch_from(stay.now_us);
	v = changed(&stay, &after, lead);
	assert_int_equal(v.stay.close_count + v.stay.open_count, 0);
	after.plan[after.count - 1].band[0].max_gap_s = 1200;
	v = changed(&stay, &after, lead);
	assert_int_equal(v.stay.close_count + v.stay.open_count, 0);
}

static void
what_does_not_change_is_left_alone(void **state)
{
	struct plan_set after;
	struct plan_verdict v;
	struct stay_basis stay;

	(void)state;
	woman(&stay);
	after = stay.plans;
	after.plan[after.count++] = after.plan[0];
	v = changed(&stay, &after, lead);
	assert_int_equal(v.stay.close_count + v.stay.open_count, 0);
	assert_true(v.stay.seed == stay.seed);
}

static void
reducing_is_refused_or_reckoned_anew(void **state)
{
	struct plan_set after;
	struct plan_verdict v;
	struct stay_basis stay;
	struct stay_verdict healed;
	struct round_span none = {at(0), at(0), false};

	(void)state;
	woman(&stay);
	stay.plans.plan[stay.plans.count++] = watch_from(at(AT(20, 0)));
	stay.open_count = 0;
	rounds_judge(&stay, &none, &healed);
	apply_verdict(&stay, &healed);
	after = stay.plans;
	after.plan[1].end_us = stay.now_us;

	v = changed(&stay, &after, (struct plan_author){false, false, true});
	assert_int_equal(v.permit, PLAN_NEEDS_SHIFT_LEAD);
	assert_int_equal(v.stay.close_count + v.stay.open_count, 0);
	v = changed(&stay, &after, lead);
	assert_true(v.reduction && v.permit == PLAN_OK);
	assert_true(v.stay.open[0].latest_us == at(AT(24, 10)));

	stay.now_us = at(AT(20, 41)); /* overdue since 20:40 */
	after.plan[1].end_us = stay.now_us;
	v = changed(&stay, &after, lead);
	assert_int_equal(v.permit, PLAN_OK);
	assert_int_equal(v.stay.close_count + v.stay.open_count, 0);
}

static void
a_kind_no_plan_asks_for_any_more_is_closed(void **state)
{
	static const struct plan_set none = {0, {{0}}};
	static const struct plan_author manager = {false, true, true};
	struct plan_verdict v;
	struct stay_basis stay;

	(void)state;
	woman(&stay);
	assert_int_equal(changed(&stay, &none, lead).permit, PLAN_NEEDS_MANAGER);
	v = changed(&stay, &none, manager);
	assert_int_equal(v.stay.close_count, 1);
	assert_int_equal(v.stay.open_count, 0);
}

static void
while_she_is_out_a_plan_opens_nothing(void **state)
{
	struct plan_set after;
	struct stay_basis stay;

	(void)state;
	woman(&stay);
	stay.presence = PRESENCE_OUT;
	stay.open_count = 0;
	after = stay.plans;
	after.plan[after.count++] = watch_from(stay.now_us);
	assert_int_equal(changed(&stay, &after, lead).stay.open_count, 0);
}

static void
a_return_check_is_only_ever_brought_forward(void **state)
{
	struct plan_set after;
	struct plan_verdict v;
	struct stay_basis stay;

	(void)state;
	woman(&stay);
	stay.present_since_us = at(AT(20, 30));
	stay.open[0].source = SOURCE_RETURN;
	stay.open[0].latest_us = at(AT(21, 0));
	after = stay.plans;
	assert_int_equal(changed(&stay, &after, lead).stay.close_count, 0);
	after.plan[after.count++] = watch_from(stay.now_us);
	after.plan[1].band[0].max_gap_s = 900;
	v = changed(&stay, &after, lead);
	assert_int_equal(v.stay.close_count, 1);
	assert_true(v.stay.open[0].latest_us == at(AT(20, 45)));
}

/* Every other woman is to be seen once more, by a time. */
static void
a_contact_can_be_asked_for(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman(&stay);
	assert_true(added_judge(&stay, KIND_CONVERSATION, at(AT(22, 31)), &v));
	assert_int_equal(v.open[0].source, SOURCE_ADDED);
	assert_int_equal(v.open[0].check_class, CLASS_ROUTINE);
	assert_true(v.open[0].from_us == stay.now_us && v.open[0].latest_us == at(AT(22, 31)));
	assert_true(v.open[0].drawn_us == at(AT(22, 1)));
	assert_false(added_judge(&stay, KIND_CONVERSATION, stay.now_us, &v));
	stay.presence = PRESENCE_HOSPITAL;
	assert_false(added_judge(&stay, KIND_CONVERSATION, at(AT(22, 31)), &v));
	assert_int_equal(v.open_count, 0);
}

/* The check written down for room 7 was room 14's; hers is owed as before. */
static void
a_visit_that_was_not_hers_gives_back_what_it_closed(void **state)
{
	static struct correction_claim claim;
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman(&stay);
	stay.last_us[SOL] = at(AT(18, 0));
	claim.count = 2;
	claim.undone[0] = (struct requirement){.source = SOURCE_PLAN, .kind = SOL};
	claim.undone[1] = (struct requirement){.source = SOURCE_CURFEW_ROUND,
					       .kind = KIND_CONVERSATION,
					       .from_us = at(AT(20, 11)),
					       .drawn_us = at(AT(20, 11)),
					       .latest_us = at(AT(20, 40))};
	correction_judge(&stay, &claim, &v);
	assert_int_equal(v.close_count, 1);
	assert_int_equal(v.open_count, 2);
	assert_true(v.open[0].latest_us == at(AT(22, 0)));
	assert_int_equal(v.open[1].source, SOURCE_ADDED);
	assert_true(v.open[1].latest_us == at(AT(20, 40)));

	stay.last_us[KIND_CONVERSATION] = at(AT(20, 20)); /* another visit met it */
	correction_judge(&stay, &claim, &v);
	assert_int_equal(v.open_count, 1);
}

static void
permits_have_words(void **state)
{
	(void)state;
	assert_null(plan_permit_word(PLAN_OK));
	assert_string_equal(plan_permit_word(PLAN_NEEDS_MANAGER), "needs-manager");
	assert_string_equal(plan_permit_field(PLAN_NEEDS_REASON), "/reason");
	assert_null(plan_permit_word((enum plan_permit)(PLAN_NEEDS_REASON + 1)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tighter_counts_now),
		cmocka_unit_test(a_gap_that_is_used_up_gives_time_to_get_there),
		cmocka_unit_test(what_does_not_change_is_left_alone),
		cmocka_unit_test(reducing_is_refused_or_reckoned_anew),
		cmocka_unit_test(a_kind_no_plan_asks_for_any_more_is_closed),
		cmocka_unit_test(while_she_is_out_a_plan_opens_nothing),
		cmocka_unit_test(a_return_check_is_only_ever_brought_forward),
		cmocka_unit_test(a_contact_can_be_asked_for),
		cmocka_unit_test(a_visit_that_was_not_hers_gives_back_what_it_closed),
		cmocka_unit_test(permits_have_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
