/* test_courier.c -- what becomes of a message after a try, and what may be an address. */
#include "lantern/rules/courier.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "lantern/rules/zone.h"

#define NOW (INT64_C(1800000000) * US_PER_S)

static struct courier_verdict
judged(enum courier_said said, bool handed, int32_t tries)
{
	return courier_judge(&(struct courier_try){
		.said = said, .handed = handed, .tries = tries, .begun_us = NOW, .now_us = NOW});
}

static void
test_fate(void **state)
{
	static const struct {
		enum courier_said said;
		bool handed;
		enum courier_fate fate;
	} cases[] = {
		{SAID_TAKEN, true, FATE_SENT},	    {SAID_TAKEN, false, FATE_SENT},
		{SAID_LATER, true, FATE_AGAIN},	    {SAID_LATER, false, FATE_AGAIN},
		{SAID_NEVER, true, FATE_DEAD},	    {SAID_NEVER, false, FATE_DEAD},
		{SAID_NOTHING, true, FATE_UNKNOWN}, {SAID_NOTHING, false, FATE_AGAIN},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(judged(cases[i].said, cases[i].handed, 1).fate, cases[i].fate);
}

static void
test_backoff(void **state)
{
	static const int32_t minutes[] = {1, 5, 15, 60, 240, 240, 240};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(minutes) / sizeof(*minutes); i++)
		assert_int_equal(judged(SAID_LATER, false, (int32_t)i + 1).next_us - NOW,
				 minutes[i] * US_PER_MIN);
}

/* Never earlier, at most a fifth later, and not the same for all. */
static void
test_jitter(void **state)
{
	struct courier_try one = {.said = SAID_LATER, .tries = 4, .begun_us = NOW, .now_us = NOW};
	int64_t least = US_ENDLESS, most = 0, wait;

	(void)state;
	for (one.draw = 0; one.draw < 5000; one.draw += 7) {
		wait = courier_judge(&one).next_us - NOW;
		least = wait < least ? wait : least;
		most = wait > most ? wait : most;
	}
	assert_int_equal(least, 60 * US_PER_MIN);
	assert_true(most > 71 * US_PER_MIN && most < 72 * US_PER_MIN);
}

/* However long it is away: a day after it was begun nothing is tried any more. */
static void
test_a_day(void **state)
{
	struct courier_try one = {.said = SAID_LATER, .begun_us = NOW, .now_us = NOW};
	struct courier_verdict verdict;

	(void)state;
	for (;;) {
		one.tries++;
		one.draw += 977;
		verdict = courier_judge(&one);
		if (verdict.fate == FATE_DEAD)
			break;
		assert_int_equal(verdict.fate, FATE_AGAIN);
		assert_true(verdict.next_us > one.now_us);
		assert_true(verdict.next_us <= NOW + US_PER_DAY);
		one.now_us = verdict.next_us;
	}
	assert_in_range(one.tries, 8, 11);
	assert_true(one.now_us > NOW + US_PER_DAY - 5 * US_PER_HOUR);
}

static void
test_mail_replies(void **state)
{
	(void)state;
	assert_int_equal(said_by_mail(250), SAID_TAKEN);
	assert_int_equal(said_by_mail(421), SAID_LATER);
	assert_int_equal(said_by_mail(451), SAID_LATER);
	assert_int_equal(said_by_mail(550), SAID_NEVER);
	assert_int_equal(said_by_mail(354), SAID_NOTHING);
	assert_int_equal(said_by_mail(0), SAID_NOTHING);
	assert_int_equal(said_by_mail(600), SAID_NOTHING);
}

static void
test_http_answers(void **state)
{
	static const struct {
		long status;
		enum courier_said said;
	} cases[] = {{200, SAID_TAKEN},	  {201, SAID_TAKEN},   {204, SAID_TAKEN},
		     {100, SAID_NOTHING}, {301, SAID_NEVER},   {400, SAID_NEVER},
		     {404, SAID_NEVER},	  {410, SAID_NEVER},   {401, SAID_LATER},
		     {403, SAID_LATER},	  {408, SAID_LATER},   {429, SAID_LATER},
		     {503, SAID_LATER},	  {500, SAID_NOTHING}, {502, SAID_NOTHING},
		     {504, SAID_NOTHING}, {0, SAID_NOTHING}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(said_by_http(cases[i].status), cases[i].said);
}

#define A64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void
test_addresses(void **state)
{
	static const struct {
		const char *courier, *address;
		bool ok;
	} cases[] = {
		{"mail", "ann@probation.example.test", true},
		{"mail", "o'brien+x@a-b.example", true},
		{"mail", A64 "@example.test", true},
		{"mail", A64 "a@example.test", false},
		{"mail", "ann", false},
		{"mail", "", false},
		{"mail", "ann@", false},
		{"mail", "@example.test", false},
		{"mail", "ann@localhost", false},
		{"mail", "ann@example.test\r\nBcc: all@example.test", false},
		{"mail", "ann@example.test\n", false},
		{"mail", "ann@example.test, bea@example.test", false},
		{"mail", "ann@example.test>", false},
		{"mail", "<ann@example.test>", false},
		{"mail", "ann bea@example.test", false},
		{"mail", "ann@example.test.", false},
		{"mail", "ann@exämple.test", false},
		{"mail", "ann@a@example.test", false},
		{"notify", "ann@example.test", true},
		{"notify", "ann@example.test\r\nx", false},
		{"inbox", "", true},
		{"inbox", "ann@example.test", false},
		{"webhook", "https://example.test/hook?x=1", true},
		{"webhook", "http://127.0.0.1:8080/hook", true},
		{"webhook", "http://localhost/hook", true},
		{"webhook", "http://[::1]:80/hook", true},
		{"webhook", "http://example.test/hook", false},
		{"webhook", "http://127.0.0.1.example.test/", false},
		{"webhook", "http://localhost@example.test/", false},
		{"webhook", "https://user:secret@example.test/", false},
		{"webhook", "https://", false},
		{"webhook", "https:///hook", false},
		{"webhook", "file:///etc/passwd", false},
		{"webhook", "https://example.test/\r\nX: y", false},
		{"webhook", "https://example.test/a b", false},
		{"webhook", "", false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (address_ok(cases[i].courier, cases[i].address) != cases[i].ok)
			fail_msg("%s %s", cases[i].courier, cases[i].address);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fate),	     cmocka_unit_test(test_backoff),
		cmocka_unit_test(test_jitter),	     cmocka_unit_test(test_a_day),
		cmocka_unit_test(test_mail_replies), cmocka_unit_test(test_http_answers),
		cmocka_unit_test(test_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
