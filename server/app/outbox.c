/*
 * outbox.c -- what leaves the building, as people see it: the backlog, her inbox, her address, and
 * where a letter leads (features 119, 90; docs/keywork.md).
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"
#include "lantern/rules/courier.h"
#include "lantern/session.h"

#include "lantern/banned.h"

static step_fn page_found, taken, contact_new;

static struct problem *
page_found(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, "There is no such message for you.");
	return req_answer(r, 200, rows_text(rows, "page"));
}

/* ---------------------------------------------------------------- the backlog */

static const char *const states[] = {"open", "sending", "sent", "dead", "unknown", "dropped", NULL};

struct listing {
	int state;
};

static const struct field listing_fields[] = {
	{"state", FIELD_ENUM, 0, AT(struct listing, state), .one_of = states},
	{0},
};

/* GET /api/outbox?state= */
struct problem *
outbox_list(struct req *r, const struct rows *none)
{
	struct listing l;
	struct problem *p = req_query(r, listing_fields, &l);

	(void)none;
	return p ? p
		 : req_ask(r, SQL_OUTBOX_LIST, PARAMS(l.state < 0 ? NULL : states[l.state]),
			   page_found);
}

struct taking {
	const char *reason;
};

static const struct field drop_fields[] = {
	{"reason", FIELD_TEXT, 0, AT(struct taking, reason), .max = 300},
	{0},
};

static struct problem *
take(struct req *r, const char *state, const char *reason)
{
	return req_ask(r, SQL_OUTBOX_TAKE, PARAMS(req_param(r, "id"), state, reason), taken);
}

/* POST /api/outbox/{id}/again */
struct problem *
outbox_again_post(struct req *r, const struct rows *none)
{
	struct problem *p = req_read(r, NO_FIELDS, NULL);

	(void)none;
	return p ? p : take(r, "open", NULL);
}

/* POST /api/outbox/{id}/drop */
struct problem *
outbox_drop_post(struct req *r, const struct rows *none)
{
	struct taking t;
	struct problem *p = req_read(r, drop_fields, &t);

	(void)none;
	return p ? p : take(r, "dropped", t.reason);
}

static struct problem *
taken(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) == 0 || rows_text(rows, "taken") == NULL)
		return problem(r, PROBLEM_NOT_FOUND, "There is no such message among yours.");
	if (!rows_bool(rows, "taken"))
		return problem(r, PROBLEM_CONFLICT, "Nobody has to look at this one: it is %s.",
			       rows_text(rows, "state"));
	return req_answer_empty(r);
}

/* ---------------------------------------------------------------- of one worker */

/* GET /api/me/inbox */
struct problem *
inbox_list(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_INBOX_LIST, NO_PARAMS, page_found);
}

/* GET /api/me/contact */
struct problem *
contact_get(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_CONTACT_MINE, NO_PARAMS, page_found);
}

/* GET /api/open/{id} */
struct problem *
open_get(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_OPEN_PATH, PARAMS(req_param(r, "id")), page_found);
}

static const char *const couriers[] = {"inbox", "mail", "webhook", "notify", NULL};
enum { INBOX, MAIL, WEBHOOK };

struct contact {
	const char *staff, *address;
	int courier;
};

static const struct field contact_fields[] = {
	{"staff", FIELD_UUID, 0, AT(struct contact, staff)},
	{"courier", FIELD_ENUM, FIELD_REQUIRED, AT(struct contact, courier), .one_of = couriers},
	{"address", FIELD_TEXT, 0, AT(struct contact, address), .max = 320},
	{0},
};

/* A webhook makes the server itself call somewhere: not for everybody to say where. */
static struct problem *
contact_fault(struct req *r, const struct contact *c)
{
	bool others = strcmp(c->staff, r->who->staff) != 0;

	if ((others || c->courier == WEBHOOK) && !req_may(r, "", R_ADMIN))
		return problem(r, PROBLEM_NOT_ALLOWED, "That is set by the administrator.");
	if (address_ok(couriers[c->courier], c->address))
		return NULL;
	if (c->courier == INBOX)
		return field_fault(r, "/address", "The inbox within needs no address.");
	return field_fault(r, "/address",
			   c->courier == WEBHOOK ? "Give an address that begins with https://."
						 : "Give one mail address, like name@example.org.");
}

/* PUT /api/staff-contacts/{id} */
struct problem *
staff_contact_put(struct req *r, const struct rows *none)
{
	struct contact *c = req_alloc(r, sizeof(*c));
	struct problem *p = req_read(r, contact_fields, c);

	(void)none;
	if (p)
		return p;
	c->staff = c->staff ? c->staff : r->who->staff;
	c->address = c->address ? c->address : "";
	p = contact_fault(r, c);
	r->ctx = c;
	return p ? p : write_once(r, NULL, contact_new);
}

/* The event says that it was set, and by which courier; the address stands in its row. */
static struct problem *
contact_new(struct req *r, const struct rows *none)
{
	struct contact *c = r->ctx;
	const char *id = req_param(r, "id"), *courier = couriers[c->courier];
	json_t *doc = record_new(r->now);

	(void)none;
	record_row(doc, "staff_contact",
		   json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "id", id, "staff_id", c->staff,
			     "courier", courier, "address", c->address, "author_id", r->who->staff,
			     "at", record_iso(r->now)));
	write_event(r, doc,
		    &(struct write_event){
			    "contact_address.set", NULL, NULL, NULL,
			    json_pack("{s:s, s:s}", "staff", c->staff, "courier", courier)});
	write_keep(r, doc,
		   &(struct write_receipt){id, NULL, NULL, 201, json_pack("{s:s}", "id", id)});
	return write_ask(r, doc, NULL, NULL);
}
