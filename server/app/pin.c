/*
 * pin.c -- six digits that say who is at a shared terminal.
 *
 * A PIN counts only while its owner is signed on at the terminal's premises. Five wrong ones lock
 * that person's PIN for a few minutes; the board stays open to everybody else. Whether it is locked
 * is asked before it is judged and again after: of a hundred sent at once five count, and the rest
 * learn nothing, right or wrong.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/json_read.h"
#include "lantern/log.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"
#include "lantern/secret.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define PIN_DIGITS 6

static step_fn try_found, try_judged, try_passed, try_refused;
static step_fn own_found, own_judged, own_passed, own_refused, store_hashed, stored;

/* ---------------------------------------------------------------- is it hers? */

struct pin_try {
	const char *staff, *pin;
	char *hash;
	bool right;
	step_fn *next;
	void *ctx; /* the feature's, given back before `next` */
};

struct problem *
pin_check(struct req *r, const char *staff, const char *pin, step_fn *next)
{
	struct pin_try *t = req_alloc(r, sizeof(*t));

	*t = (struct pin_try){.staff = staff, .pin = pin, .next = next, .ctx = r->ctx};
	r->ctx = t;
	return req_ask(r, SQL_PIN_BASIS, PARAMS(staff, *r->who->terminal ? r->who->terminal : NULL),
		       try_found);
}

static void
try_judge(void *ctx)
{
	struct pin_try *t = ctx;

	t->right = secret_verify(t->pin, t->hash);
}

static struct problem *
pin_locked(struct req *r, const char *until)
{
	struct problem *p = problem(r, PROBLEM_PIN_LOCKED,
				    "Too many wrong entries. Others can go on using the board.");

	return problem_member(problem_member(p, "until", until), "locked_until", until);
}

static struct problem *
try_found(struct req *r, const struct rows *rows)
{
	struct pin_try *t = r->ctx;

	if (!rows_bool(rows, "signed_on"))
		return problem(r, PROBLEM_SIGN_ON_NEEDED,
			       "Sign in on this terminal with password and code first.");
	if (rows_bool(rows, "locked"))
		return pin_locked(r, rows_text(rows, "locked_until"));
	if (!rows_text(rows, "pin_hash"))
		return problem(r, PROBLEM_PIN_WRONG, "There is no PIN yet. Sign in and set one.");
	t->hash = req_strdup(r, rows_text(rows, "pin_hash"));
	return req_work(r, try_judge, t, try_judged);
}

static struct problem *
try_judged(struct req *r, const struct rows *none)
{
	struct pin_try *t = r->ctx;

	(void)none;
	if (!t->right)
		return req_ask(r, SQL_PIN_REFUSED, PARAMS(t->staff, r->route->path), try_refused);
	return req_ask(r, SQL_PIN_OK, PARAMS(t->staff), try_passed);
}

static struct problem *
try_passed(struct req *r, const struct rows *rows)
{
	struct pin_try *t = r->ctx;

	if (rows_text(rows, "locked_until"))
		return pin_locked(r, rows_text(rows, "locked_until"));
	r->ctx = t->ctx;
	return t->next(r, NULL);
}

static struct problem *
try_refused(struct req *r, const struct rows *rows)
{
	struct pin_try *t = r->ctx;
	const char *until = rows_text(rows, "locked_until");
	struct problem *p;

	log_info(r->id, "pin_refused staff=%s locked=%s", t->staff, until);
	if (until)
		return pin_locked(r, until);
	p = problem(r, PROBLEM_PIN_WRONG, "Check the name and enter the PIN again.");
	problem_field(p, "/pin", "That PIN does not match the name.");
	return problem_member(p, "tries_left", rows_text(rows, "tries_left"));
}

/* ---------------------------------------------------------------- a new one */

/* 000000, 123456, 987654, 121212, 123123: what a colleague tries first. */
static bool
easily_guessed(const char *pin)
{
	int up = 0, down = 0, pairs = 0, triples = 0;

	for (int i = 1; i < PIN_DIGITS; i++) {
		up += (pin[i] - pin[i - 1] + 10) % 10 == 1;
		down += (pin[i - 1] - pin[i] + 10) % 10 == 1;
		pairs += i >= 2 && pin[i] == pin[i - 2];
		triples += i >= 3 && pin[i] == pin[i - 3];
	}
	return up == PIN_DIGITS - 1 || down == PIN_DIGITS - 1 || pairs == PIN_DIGITS - 2 ||
	       triples == PIN_DIGITS - 3;
}

struct problem *
pin_fault(struct req *r, const char *pin)
{
	if (strlen(pin) == PIN_DIGITS && strspn(pin, "0123456789") == PIN_DIGITS &&
	    !easily_guessed(pin))
		return NULL;
	return field_fault(r, "/pin", "Choose six digits that are not a series and do not repeat.");
}

struct store {
	const char *staff, *pin, *premises, *reason;
	char hash[SECRET_HASH_SIZE];
	bool hashed;
};

static void
store_hash(void *ctx)
{
	struct store *s = ctx;

	s->hashed = secret_hash(s->pin, s->hash);
}

struct problem *
pin_store(struct req *r, const struct pin_new *pin)
{
	struct store *s = req_alloc(r, sizeof(*s));

	*s = (struct store){.staff = pin->staff,
			    .pin = pin->pin,
			    .premises = pin->premises,
			    .reason = pin->reason};
	r->ctx = s;
	return req_work(r, store_hash, s, store_hashed);
}

static struct problem *
store_hashed(struct req *r, const struct rows *none)
{
	struct store *s = r->ctx;

	(void)none;
	if (!s->hashed)
		return problem(r, PROBLEM_AWAY, "There is no memory left for this just now.");
	return req_ask(r, SQL_PIN_STORE, PARAMS(s->staff, s->hash, s->premises, s->reason), stored);
}

static struct problem *
stored(struct req *r, const struct rows *rows)
{
	(void)rows;
	return req_answer_empty(r);
}

/* ---------------------------------------------------------------- her own */

struct own {
	const char *password, *pin;
	char *hash;
	bool right;
};

static const struct field own_fields[] = {
	{"password", FIELD_SECRET, FIELD_REQUIRED, AT(struct own, password), .max = 200},
	{"pin", FIELD_SECRET, FIELD_REQUIRED, AT(struct own, pin), .max = 20},
	{0},
};

/* POST /api/me/pin */
struct problem *
me_pin_post(struct req *r, const struct rows *none)
{
	struct own *o = req_alloc(r, sizeof(*o));
	struct problem *p = req_read(r, own_fields, o);

	(void)none;
	if (!p)
		p = pin_fault(r, o->pin);
	if (p)
		return p;
	r->ctx = o;
	return req_ask(r, SQL_SIGN_IN_BASIS, PARAMS(r->who->username), own_found);
}

static void
own_judge(void *ctx)
{
	struct own *o = ctx;

	o->right = secret_verify(o->password, o->hash) && *o->hash;
}

static struct problem *
own_found(struct req *r, const struct rows *rows)
{
	struct own *o = r->ctx;
	const char *hash = rows_text(rows, "password_hash");

	o->hash = req_strdup(r, hash ? hash : "");
	return req_work(r, own_judge, o, own_judged);
}

static struct problem *
own_refuse(struct req *r)
{
	return req_ask(r, SQL_SIGN_IN_REFUSED, PARAMS(r->who->staff, r->route->path), own_refused);
}

static struct problem *
own_judged(struct req *r, const struct rows *none)
{
	struct own *o = r->ctx;

	(void)none;
	if (!o->right)
		return own_refuse(r);
	return req_ask(r, SQL_PASSWORD_OK, PARAMS(r->who->staff), own_passed);
}

/* After five wrong ones a right one is told the same: whoever sends many at once learns nothing. */
static struct problem *
own_passed(struct req *r, const struct rows *rows)
{
	struct own *o = r->ctx;
	const char *home = *r->who->terminal_premises ? r->who->terminal_premises : NULL;

	if (!rows_bool(rows, "passed"))
		return own_refuse(r);
	return pin_store(r, &(struct pin_new){r->who->staff, o->pin, home, NULL});
}

static struct problem *
own_refused(struct req *r, const struct rows *rows)
{
	(void)rows;
	return field_fault(r, "/password",
			   "That is not your password. After five wrong tries, wait five minutes.");
}
