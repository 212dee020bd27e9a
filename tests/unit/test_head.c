/* test_head.c -- heads that may be trusted, and each way in which one may not. */
#include "unit/unit.h"

#include "http/head.h"

#define GET "GET /ping HTTP/1.1\r\n"
#define HOST "Host: lantern\r\n"

static struct head
check(const char *text)
{
	return head_check(text, strlen(text));
}

static void
good_heads_pass(void **state)
{
	static const char *const good[] = {
		GET HOST "\r\n",
		"PUT /a?b=%20c HTTP/1.1\r\n" HOST "Content-Length: 65536\r\n\r\n",
		GET "host:lantern\r\nCookie: a=b; c=\"d\"\r\nX-Empty:\r\n\r\n",
		"GET / HTTP/1.0\r\n\r\n",
		"OPTIONS * HTTP/1.1\r\n" HOST "\r\n",
		"HEAD / HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n",
		"POST /a HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\n\n\n\n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(good); i++)
		if (check(good[i]).verdict != HEAD_GOOD)
			fail_msg("refused: %s (%s)", good[i], check(good[i]).why);
}

static void
bad_heads_are_refused_for_what_they_are(void **state)
{
	static const struct {
		const char *text;
		enum problem_kind kind;
	} bad[] = {
		{GET "\r\n", PROBLEM_BAD_REQUEST},
		{GET HOST HOST "\r\n", PROBLEM_BAD_REQUEST},
		{GET "Host:\r\n\r\n", PROBLEM_BAD_REQUEST},
		{"GET /ping HTTP/1.1\nHost: a\n\n", PROBLEM_BAD_REQUEST},
		{GET HOST "A: b\n\r\n", PROBLEM_BAD_REQUEST},
		{GET HOST "A: b\r\n c\r\n\r\n", PROBLEM_BAD_REQUEST},
		{GET HOST "A : b\r\n\r\n", PROBLEM_BAD_REQUEST},
		{GET HOST ": b\r\n\r\n", PROBLEM_BAD_REQUEST},
		{GET HOST "no colon\r\n\r\n", PROBLEM_BAD_REQUEST},
		{GET HOST "A: b\rc\r\n\r\n", PROBLEM_BAD_REQUEST},
		{GET HOST "Content-Length: 1\r\nContent-Length: 1\r\n\r\n", PROBLEM_BAD_REQUEST},
		{GET HOST "Content-Length: +1\r\n\r\n", PROBLEM_BAD_REQUEST},
		{GET HOST "Content-Length: 1, 1\r\n\r\n", PROBLEM_BAD_REQUEST},
		{GET HOST "Content-Length:\r\n\r\n", PROBLEM_BAD_REQUEST},
		{"HEAD / HTTP/1.1\r\n" HOST "Content-Length: 1\r\n\r\n", PROBLEM_BAD_REQUEST},
		{GET HOST "Content-Length: 1\r\n\r\n", PROBLEM_BAD_REQUEST},
		{"DELETE /a HTTP/1.1\r\n" HOST "Content-Length: 01\r\n\r\n", PROBLEM_BAD_REQUEST},
		{GET HOST "Content-Length: 65537\r\n\r\n", PROBLEM_TOO_LARGE},
		{GET HOST "Content-Length: 99999999999999999999999\r\n\r\n", PROBLEM_TOO_LARGE},
		{GET HOST "Transfer-Encoding: chunked\r\n\r\n", PROBLEM_LENGTH_REQUIRED},
		{GET HOST "transfer-encoding: identity\r\n\r\n", PROBLEM_LENGTH_REQUIRED},
		{"BREW /pot HTTP/1.1\r\n" HOST "\r\n", PROBLEM_METHOD_UNKNOWN},
		{"get / HTTP/1.1\r\n" HOST "\r\n", PROBLEM_METHOD_UNKNOWN},
		{"CONNECT a:1 HTTP/1.1\r\n" HOST "\r\n", PROBLEM_METHOD_UNKNOWN},
		{"PRI * HTTP/2.0\r\n\r\n", PROBLEM_METHOD_UNKNOWN},
		{"GET / HTTP/1.1 \r\n" HOST "\r\n", PROBLEM_BAD_REQUEST},
		{"GET  / HTTP/1.1\r\n" HOST "\r\n", PROBLEM_BAD_REQUEST},
		{"GET /\r\n\r\n", PROBLEM_BAD_REQUEST},
		{"GET http://other/ HTTP/1.1\r\n" HOST "\r\n", PROBLEM_BAD_REQUEST},
		{"GET /\x80 HTTP/1.1\r\n" HOST "\r\n", PROBLEM_BAD_REQUEST},
		{"GET * HTTP/1.1\r\n" HOST "\r\n", PROBLEM_BAD_REQUEST},
		{"\r\nGET / HTTP/1.1\r\n" HOST "\r\n", PROBLEM_BAD_REQUEST},
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++) {
		struct head h = check(bad[i].text);

		if (h.verdict != HEAD_BAD || h.kind != bad[i].kind)
			fail_msg("verdict %d kind %d: %s", h.verdict, h.kind, bad[i].text);
	}
}

static void
a_piece_waits_for_more_but_not_for_ever(void **state)
{
	static char big[HEAD_BYTES_MAX + 1];
	const char whole[] = GET HOST "\r\n";
	size_t n;

	(void)state;
	for (n = 0; n < sizeof(whole) - 1; n++)
		assert_int_equal(head_check(whole, n).verdict, HEAD_MORE);
	memset(big, 'a', sizeof(big));
	memcpy(big, "GET /", 5);
	assert_int_equal(head_check(big, 6000).kind, PROBLEM_URI_TOO_LONG);
	memcpy(big, GET "A: ", sizeof(GET "A: ") - 1);
	assert_int_equal(head_check(big, HEAD_BYTES_MAX).verdict, HEAD_MORE);
	assert_int_equal(head_check(big, sizeof(big)).kind, PROBLEM_HEADERS_TOO_LARGE);
}

static void
a_nul_is_no_way_around(void **state)
{
	static const char text[] = GET "A\0: b\r\n" HOST "\r\n";

	(void)state;
	assert_int_equal(head_check(text, sizeof(text) - 1).verdict, HEAD_BAD);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_heads_pass),
		cmocka_unit_test(bad_heads_are_refused_for_what_they_are),
		cmocka_unit_test(a_piece_waits_for_more_but_not_for_ever),
		cmocka_unit_test(a_nul_is_no_way_around),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
