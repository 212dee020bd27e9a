/*
 * test_secret.c -- one-time codes by RFC 6238, its base32, and hashes that a stolen table does not
 * open.
 */
#include "unit/unit.h"

#include <sodium.h>

#include "lantern/clock.h"
#include "lantern/secret.h"

/* "12345678901234567890", the key of the RFC's examples. */
static const char key[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

static void
codes_are_those_of_the_rfc(void **state)
{
	static const struct {
		int64_t s;
		const char *code; /* the last six of the RFC's eight digits */
	} known[] = {
		{59, "287082"},		{1111111109, "081804"}, {1111111111, "050471"},
		{1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
	};
	char code[7];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(known); i++) {
		assert_true(totp_now(key, known[i].s * CLOCK_US, code));
		assert_string_equal(code, known[i].code);
		assert_int_equal(totp_step(key, code, known[i].s * CLOCK_US, 0), known[i].s / 30);
	}
}

static void
one_step_of_drift_and_no_code_twice(void **state)
{
	int64_t now = 1111111109 * CLOCK_US, step = 1111111109 / 30;

	(void)state;
	assert_int_equal(totp_step(key, "081804", now + 30 * CLOCK_US, 0), step);
	assert_int_equal(totp_step(key, "081804", now - 30 * CLOCK_US, 0), step);
	assert_int_equal(totp_step(key, "081804", now + 60 * CLOCK_US, 0), 0);
	assert_int_equal(totp_step(key, "081804", now - 60 * CLOCK_US, 0), 0);
	assert_int_equal(totp_step(key, "081804", now, step - 1), step);
	assert_int_equal(totp_step(key, "081804", now, step), 0);
	assert_int_equal(totp_step(key, "081804", now, step + 1), 0);
}

static void
other_codes_and_keys_are_refused(void **state)
{
	int64_t now = 1111111109 * CLOCK_US;

	(void)state;
	assert_int_equal(totp_step(key, "081805", now, 0), 0);
	assert_int_equal(totp_step(key, "81804", now, 0), 0);
	assert_int_equal(totp_step(key, "0818040", now, 0), 0);
	assert_int_equal(totp_step(key, "", now, 0), 0);
	assert_int_equal(totp_step("", "081804", now, 0), 0);
	assert_int_equal(totp_step("not base32!", "081804", now, 0), 0);
}

static void
base32_goes_both_ways(void **state)
{
	uint8_t bytes[20], back[20];
	char text[40];
	size_t n;

	(void)state;
	for (n = 0; n <= sizeof(bytes); n++) {
		randombytes_buf(bytes, n);
		base32_encode(bytes, n, text);
		assert_int_equal(base32_decode(text, back, sizeof(back)), n);
		assert_memory_equal(bytes, back, n);
	}
	assert_int_equal(base32_decode("gezd gnbv", back, sizeof(back)), 5);
	assert_memory_equal(back, "12345", 5);
	assert_int_equal(base32_decode(key, back, 19), -1);
}

static void
a_hash_opens_with_its_secret_and_pepper_only(void **state)
{
	char hash[SECRET_HASH_SIZE], other[SECRET_HASH_SIZE];

	(void)state;
	secret_init("pepper");
	assert_true(secret_hash("271828", hash));
	assert_true(secret_hash("271828", other));
	assert_string_not_equal(hash, other);
	assert_true(secret_verify("271828", hash));
	assert_false(secret_verify("271829", hash));
	assert_false(secret_verify("271828", ""));
	assert_false(secret_verify("271828", "271828"));
	secret_init("another pepper");
	assert_false(secret_verify("271828", hash));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_of_the_rfc),
		cmocka_unit_test(one_step_of_drift_and_no_code_twice),
		cmocka_unit_test(other_codes_and_keys_are_refused),
		cmocka_unit_test(base32_goes_both_ways),
		cmocka_unit_test(a_hash_opens_with_its_secret_and_pepper_only),
	};

	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
