/*
 * sign_in.c -- password and second factor, and who is at this screen.
 *
 * Whatever is wrong, the same work is done and the same words come back: nobody learns from outside
 * whether a name exists, is locked, or which of the three did not match. Five wrong tries lock an
 * account for five minutes where they were made: at the terminals or elsewhere. On an enrolled
 * terminal of her premises a sign-in is also the worker's sign-on for the shift (docs/design.md).
 */
#include "lantern/app.h"

#include <sodium.h>
#include <string.h>

#include "lantern/json_read.h"
#include "lantern/log.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"
#include "lantern/secret.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define TERMINAL_COOKIE_S INT64_C(34560000) /* 400 days: the longest that browsers keep one */
#define REFUSED_WORDS \
	"The username, password or code is wrong, or the code was used before. " \
	"After five wrong tries, wait five minutes."

static step_fn me_found, basis_found, judged, refused, signed_in, signed_out;

struct claim {
	const char *username, *password, *code;
};

struct attempt {
	struct claim claim;
	char *staff;  /* NULL: a name nobody has */
	char *hash;   /* "" then */
	char key[80]; /* of the second factor, base32 */
	int64_t now, last_step;
	bool has_role;
	int64_t step; /* 0: something was wrong */
	char session[UUID_SIZE], token[TOKEN_SIZE], token_hash[TOKEN_HASH_SIZE];
};

static const struct field claim_fields[] = {
	{"username", FIELD_TEXT, FIELD_REQUIRED, AT(struct claim, username), .max = 80},
	{"password", FIELD_SECRET, FIELD_REQUIRED, AT(struct claim, password), .max = 200},
	{"code", FIELD_SECRET, FIELD_REQUIRED, AT(struct claim, code), .min = 6, .max = 6},
	{0},
};

static const char *
or_null(const char *text)
{
	return *text ? text : NULL;
}

/* GET /api/me */
struct problem *
me_get(struct req *r, const struct rows *none)
{
	const struct identity *who = r->who;
	bool locked = who->locked || !*who->staff;

	(void)none;
	return req_ask(r, SQL_ME, PARAMS(locked ? NULL : who->session, or_null(who->terminal)),
		       me_found);
}

struct problem *
me_ask(struct req *r, const char *session)
{
	return req_ask(r, SQL_ME, PARAMS(session, or_null(r->who->terminal)), me_found);
}

static struct problem *
me_found(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "me"));
}

/* POST /api/me/awake: somebody is at the screen. That it came is all; like any act it keeps the
 * session from locking. */
struct problem *
me_awake_post(struct req *r, const struct rows *none)
{
	(void)none;
	return req_answer_empty(r);
}

/* POST /api/sign-in */
struct problem *
sign_in_post(struct req *r, const struct rows *none)
{
	struct attempt *a = req_alloc(r, sizeof(*a));
	struct problem *p = req_read(r, claim_fields, &a->claim);

	(void)none;
	if (p)
		return p;
	r->ctx = a;
	return req_ask(r, SQL_SIGN_IN_BASIS, PARAMS(a->claim.username), basis_found);
}

/* On a worker thread: both are judged whatever the first says. */
static void
judge(void *ctx)
{
	struct attempt *a = ctx;
	bool password = secret_verify(a->claim.password, a->hash);
	int64_t step = totp_step(a->key, a->claim.code, a->now, a->last_step);

	a->step = password && a->has_role ? step : 0;
}

/* The key as an authenticator has it; one that opens nothing for a name nobody has. */
static void
take_key(struct attempt *a, const char *hex)
{
	uint8_t bytes[64] = {0};
	size_t n = TOTP_SECRET_BYTES;

	if (hex)
		sodium_hex2bin(bytes, sizeof(bytes), hex, strlen(hex), NULL, &n, NULL);
	if (n > 40)
		log_die("totp_secret_too_long bytes=%zu", n);
	base32_encode(bytes, n, a->key);
	sodium_memzero(bytes, sizeof(bytes));
}

static struct problem *
basis_found(struct req *r, const struct rows *rows)
{
	struct attempt *a = r->ctx;
	const char *hash = rows_text(rows, "password_hash");

	a->staff = req_strdup(r, rows_text(rows, "staff"));
	a->hash = req_strdup(r, hash ? hash : "");
	a->last_step = rows_int(rows, "totp_last_step", 0);
	a->has_role = rows_bool(rows, "has_role");
	a->now = r->now;
	take_key(a, rows_text(rows, "totp_secret"));
	return req_work(r, judge, a, judged);
}

static struct problem *
ask_refused(struct req *r, const struct attempt *a)
{
	log_info(r->id, "sign_in_refused staff=%s", a->staff);
	return req_ask(r, SQL_SIGN_IN_REFUSED, PARAMS(a->staff, r->route->path), refused);
}

static struct problem *
judged(struct req *r, const struct rows *none)
{
	struct attempt *a = r->ctx;

	(void)none;
	sodium_memzero(a->key, sizeof(a->key));
	if (!a->staff || a->step == 0)
		return ask_refused(r, a);
	id_random(a->session);
	session_token_new(a->token, a->token_hash);
	return req_ask(r, SQL_SIGN_IN_DONE,
		       PARAMS(a->staff, req_printf(r, "%lld", (long long)a->step), a->session,
			      a->token_hash, or_null(r->who->session)),
		       signed_in);
}

static struct problem *
refused(struct req *r, const struct rows *rows)
{
	(void)rows;
	return problem(r, PROBLEM_SIGN_IN_REFUSED, REFUSED_WORDS);
}

/* Whoever was at this screen is not any more, and a new session has a new token. */
static struct problem *
signed_in(struct req *r, const struct rows *rows)
{
	struct attempt *a = r->ctx;
	const char *terminal = req_cookie(r, TERMINAL_COOKIE);

	if (strcmp(rows_text(rows, "outcome"), "ok") != 0)
		return ask_refused(r, a);
	if (*r->who->terminal)
		session_drop(NULL, NULL, r->who->terminal);
	if (*r->who->session)
		session_drop(r->who->session, NULL, NULL);
	req_cookie_set(r, SESSION_COOKIE, a->token, -1);
	if (*r->who->terminal && terminal)
		req_cookie_set(r, TERMINAL_COOKIE, terminal, TERMINAL_COOKIE_S);
	log_info(r->id, "signed_in staff=%s terminal=%s", a->staff, r->who->terminal);
	return me_ask(r, a->session);
}

/* POST /api/sign-out: on a terminal also the end of the sign-on */
struct problem *
sign_out_post(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_SIGN_OUT, PARAMS(r->who->session, or_null(r->who->terminal_premises)),
		       signed_out);
}

static struct problem *
signed_out(struct req *r, const struct rows *rows)
{
	(void)rows;
	session_drop(r->who->session, NULL, NULL);
	req_cookie_set(r, SESSION_COOKIE, "", 0);
	return req_answer_empty(r);
}
