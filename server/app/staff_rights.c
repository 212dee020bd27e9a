/* staff_rights.c -- who may give which role, and change whose account: least privilege in one
 * table. */
#include "lantern/app.h"

#include <string.h>

#include "lantern/clock.h"
#include "lantern/facts/record.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define AT_PREMISES \
	(R_NIGHT | R_KEYWORKER | R_SHIFT_LEAD | R_MANAGER | R_KITCHEN | R_AGENCY | R_INSPECTOR)

/* Nobody gives a role above her own. Only the administrator gives one for the whole estate. */
static const struct {
	uint32_t holds, gives;
} giving[] = {
	{R_MANAGER, AT_PREMISES},
	{R_AREA, AT_PREMISES | R_ON_CALL},
	{R_ADMIN, R_SIGNED_IN},
};

uint32_t
rights_to_give(const struct req *r, const char *premises)
{
	uint32_t may = 0;

	if (!premises)
		return r->who->roles & R_ADMIN ? R_AREA | R_PRACTITIONER | R_ADMIN : 0;
	for (size_t i = 0; i < sizeof(giving) / sizeof(*giving); i++)
		if (req_may(r, premises, giving[i].holds))
			may |= giving[i].gives;
	return may;
}

/* Roles in a JSON array of names. */
static uint32_t
roles_in(const char *json)
{
	json_t *list = json_loads(json, 0, NULL), *one;
	uint32_t roles = 0;
	size_t i;

	json_array_foreach(list, i, one)
		roles |= role_bit(json_string_value(one));
	json_decref(list);
	return roles;
}

const char *
rights_home(struct req *r, const struct rows *basis)
{
	json_t *places = json_loads(rows_text(basis, "places"), 0, NULL), *one;
	const char *home = NULL;
	size_t i;

	json_array_foreach(places, i, one)
		if (!home && req_may(r, json_string_value(one), R_MANAGER | R_AREA | R_ADMIN))
			home = req_strdup(r, json_string_value(one));
	json_decref(places);
	return home;
}

/*
 * Does everything she holds, wherever she holds it, lie below what the asker may give there?
 * Whoever could set the password of somebody who works elsewhere too could sign in as her there.
 */
static bool
within_reach(struct req *r, const struct rows *basis)
{
	json_t *places = json_loads(rows_text(basis, "places"), 0, NULL), *one;
	uint32_t held = roles_in(rows_text(basis, "held"));
	bool within = !rows_bool(basis, "elsewhere");
	size_t i;

	json_array_foreach(places, i, one)
		within = within && !(held & ~rights_to_give(r, json_string_value(one)));
	json_decref(places);
	return within;
}

struct problem *
rights_fault(struct req *r, const struct rows *basis, const char *staff)
{
	if (rows_count(basis) == 0)
		return problem(r, PROBLEM_NOT_FOUND,
			       "There is nobody of this id among your staff.");
	if (strcmp(staff, r->who->staff) == 0)
		return problem(r, PROBLEM_NOT_ALLOWED, "Nobody changes her own account or roles.");
	if (r->who->roles & R_ADMIN)
		return NULL;
	if (!rights_home(r, basis))
		return problem(r, PROBLEM_NOT_FOUND,
			       "There is nobody of this id among your staff.");
	if (!within_reach(r, basis))
		return problem(r, PROBLEM_NOT_ALLOWED,
			       "This person holds a role above yours, or works elsewhere too.");
	return NULL;
}

/* An agency account is for a shift and at most for a week; an inspector's access is for the time of
 * a visit. */
#define DAY_US (24 * INT64_C(3600) * CLOCK_US)
#define AGENCY_MOST_US (7 * DAY_US)
#define INSPECTOR_MOST_US (92 * DAY_US)

static const char *
until_fault(const struct role_terms *t, uint32_t role)
{
	bool limited = role & (R_AGENCY | R_INSPECTOR);

	if (t->until_us == CLOCK_NONE)
		return limited ? "Say until when: this role ends by itself." : NULL;
	if (t->until_us <= t->from_us)
		return "The end must be after the start.";
	if (role == R_AGENCY && t->until_us - t->from_us > AGENCY_MOST_US)
		return "An agency worker's access lasts at most 7 days.";
	if (role == R_INSPECTOR && t->until_us - t->from_us > INSPECTOR_MOST_US)
		return "An inspector's access lasts at most 92 days.";
	return NULL;
}

struct problem *
role_fault(struct req *r, struct role_terms *t)
{
	uint32_t role = role_bit(role_names[t->role]);
	const char *fault;

	if (!t->premises && !(role & (R_AREA | R_PRACTITIONER | R_ADMIN)))
		return field_fault(r, "/premises",
				   "Choose the premises at which she holds this role.");
	if (t->premises && !req_may(r, t->premises, R_SIGNED_IN) && !(r->who->roles & R_ADMIN))
		return problem(r, PROBLEM_NOT_FOUND, NO_SUCH_PREMISES);
	if (!(role & rights_to_give(r, t->premises)))
		return problem(r, PROBLEM_NOT_ALLOWED, "This role is not yours to give here.");
	if (t->from_us == CLOCK_NONE)
		t->from_us = r->now;
	if (t->from_us < r->now)
		return field_fault(r, "/from", "A role can start now or later, not earlier.");
	fault = until_fault(t, role);
	return fault ? field_fault(r, "/until", fault) : NULL;
}

static json_t *
end_json(const struct role_terms *t)
{
	return t->until_us == CLOCK_NONE ? json_null() : record_iso(t->until_us);
}

json_t *
role_row(struct req *r, const char *id, const char *staff, const struct role_terms *t)
{
	return json_pack("{s:s, s:s, s:s, s:s?, s:o, s:o, s:s, s:s}", "id", id, "staff_id", staff,
			 "role", role_names[t->role], "premises_id", t->premises, "from_at",
			 record_iso(t->from_us), "until_at", end_json(t), "given_by", r->who->staff,
			 "reason", t->reason);
}

json_t *
role_event(const char *id, const char *staff, const struct role_terms *t)
{
	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:s}", "staff", staff, "role_id", id, "role",
			 role_names[t->role], "from", record_iso(t->from_us), "until", end_json(t),
			 "reason", t->reason);
}

struct problem *
managers_fault(struct req *r, const char *result)
{
	json_t *json = result ? json_loads(result, 0, NULL) : NULL;
	const char *name = json_string_value(json_object_get(json, "last_manager"));
	struct problem *p = NULL;

	if (!result)
		p = problem(r, PROBLEM_EDIT_CONFLICT, "Somebody else changed this first.");
	else if (name)
		p = problem(r, PROBLEM_LAST_MANAGER, "%s would have no manager.", name);
	json_decref(json);
	return p;
}
