/* staff_access.c -- the secrets of somebody else: first ones, new ones, a PIN, opening a lock. Each
 * with a reason. */
#include "lantern/app.h"

#include <sodium.h>
#include <string.h>

#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define PASSWORD_LEAST 12

static step_fn made, unlock_found, unlocked, pin_found, renew_found, renew_made, renewed;

struct problem *
password_fault(struct req *r, const char *password, const char *username)
{
	if (strlen(password) < PASSWORD_LEAST)
		return field_fault(r, "/password",
				   "Use at least 12 characters; three random words will do.");
	if (strstr(password, username))
		return field_fault(r, "/password", "Leave the username out of the password.");
	return NULL;
}

/* ---------------------------------------------------------------- a password and a second factor
 */

struct making {
	struct sign_in_new *secrets;
	step_fn *next;
	void *ctx;
};

static void
make(void *arg)
{
	struct sign_in_new *s = ((struct making *)arg)->secrets;

	s->hashed = secret_hash(s->password, s->hash);
}

struct problem *
sign_in_make(struct req *r, struct sign_in_new *secrets, step_fn *next)
{
	struct making *m = req_alloc(r, sizeof(*m));
	uint8_t key[TOTP_SECRET_BYTES];

	randombytes_buf(key, sizeof(key));
	sodium_bin2hex(secrets->hex, sizeof(secrets->hex), key, sizeof(key));
	base32_encode(key, sizeof(key), secrets->base32);
	sodium_memzero(key, sizeof(key));
	*m = (struct making){secrets, next, r->ctx};
	r->ctx = m;
	return req_work(r, make, m, made);
}

static struct problem *
made(struct req *r, const struct rows *none)
{
	struct making *m = r->ctx;

	r->ctx = m->ctx;
	if (!m->secrets->hashed)
		return problem(r, PROBLEM_AWAY, "There is no memory left for this just now.");
	return m->next(r, none);
}

json_t *
sign_in_shown(const char *username, const struct sign_in_new *secrets)
{
	return json_pack("{s:s, s:o}", "secret_base32", secrets->base32, "uri",
			 json_sprintf("otpauth://totp/Lantern:%s?secret=%s&issuer=Lantern",
				      username, secrets->base32));
}

/* POST /api/staff/{id}/sign-in */
struct renewal {
	const char *password, *reason, *username;
	struct sign_in_new secrets;
	const char *home;
};

static const struct field renewal_fields[] = {
	{"password", FIELD_SECRET, FIELD_REQUIRED, AT(struct renewal, password),
	 .min = PASSWORD_LEAST, .max = 200},
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct renewal, reason), .max = 300},
	{0},
};

struct problem *
staff_sign_in_post(struct req *r, const struct rows *none)
{
	struct renewal *n = req_alloc(r, sizeof(*n));
	struct problem *p = req_read(r, renewal_fields, n);

	(void)none;
	if (p)
		return p;
	r->ctx = n;
	return req_ask(r, SQL_STAFF_BASIS, PARAMS(req_param(r, "id")), renew_found);
}

static struct problem *
renew_found(struct req *r, const struct rows *rows)
{
	struct renewal *n = r->ctx;
	struct problem *p = rights_fault(r, rows, req_param(r, "id"));

	if (p)
		return p;
	n->username = req_strdup(r, rows_text(rows, "username"));
	n->home = rights_home(r, rows);
	p = password_fault(r, n->password, n->username);
	if (p)
		return p;
	n->secrets.password = n->password;
	return sign_in_make(r, &n->secrets, renew_made);
}

static struct problem *
renew_made(struct req *r, const struct rows *none)
{
	struct renewal *n = r->ctx;

	(void)none;
	return req_ask(
		r, SQL_STAFF_SIGN_IN,
		PARAMS(req_param(r, "id"), n->secrets.hash, n->secrets.hex, n->home, n->reason),
		renewed);
}

static struct problem *
renewed(struct req *r, const struct rows *rows)
{
	struct renewal *n = r->ctx;

	(void)rows;
	session_drop(NULL, req_param(r, "id"), NULL);
	return req_answer(r, 200,
			  json_text(r, json_pack("{s:o}", "second_factor",
						 sign_in_shown(n->username, &n->secrets))));
}

/* ---------------------------------------------------------------- a lock, a PIN */

struct favour {
	const char *reason, *pin;
};

static const struct field unlock_fields[] = {
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct favour, reason), .max = 300},
	{0},
};

/* POST /api/staff/{id}/unlock */
struct problem *
staff_unlock(struct req *r, const struct rows *none)
{
	struct favour *f = req_alloc(r, sizeof(*f));
	struct problem *p = req_read(r, unlock_fields, f);

	(void)none;
	if (p)
		return p;
	r->ctx = f;
	return req_ask(r, SQL_STAFF_BASIS, PARAMS(req_param(r, "id")), unlock_found);
}

static struct problem *
unlock_found(struct req *r, const struct rows *rows)
{
	struct favour *f = r->ctx;
	struct problem *p = rights_fault(r, rows, req_param(r, "id"));

	if (p)
		return p;
	return req_ask(r, SQL_STAFF_UNLOCK,
		       PARAMS(req_param(r, "id"), rights_home(r, rows), f->reason), unlocked);
}

static struct problem *
unlocked(struct req *r, const struct rows *rows)
{
	(void)rows;
	return req_answer_empty(r);
}

static const struct field pin_fields[] = {
	{"pin", FIELD_SECRET, FIELD_REQUIRED, AT(struct favour, pin), .max = 20},
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct favour, reason), .max = 300},
	{0},
};

/* POST /api/staff/{id}/pin */
struct problem *
staff_pin_post(struct req *r, const struct rows *none)
{
	struct favour *f = req_alloc(r, sizeof(*f));
	struct problem *p = req_read(r, pin_fields, f);

	(void)none;
	if (!p)
		p = pin_fault(r, f->pin);
	if (p)
		return p;
	r->ctx = f;
	return req_ask(r, SQL_STAFF_BASIS, PARAMS(req_param(r, "id")), pin_found);
}

static struct problem *
pin_found(struct req *r, const struct rows *rows)
{
	struct favour *f = r->ctx;
	struct problem *p = rights_fault(r, rows, req_param(r, "id"));

	if (p)
		return p;
	return pin_store(
		r, &(struct pin_new){req_param(r, "id"), f->pin, rights_home(r, rows), f->reason});
}
