/*
 * dbproblem.c -- what PostgreSQL's answer means to a caller: by constraint first, then by SQLSTATE.
 */
#include <string.h>

#include "lantern/log.h"
#include "lantern/route.h"
#include "private.h"

#include "lantern/banned.h"

/*
 * Constraints that a caller can run into although the feature looked before: two at the same
 * instant.
 */
static const struct {
	const char *constraint;
	enum problem_kind kind;
	const char *detail;
	const char *field; /* of the body, where it is about one */
} by_constraint[] = {
	{"receipt_pkey", PROBLEM_ID_REUSED, "The same id was being recorded at the same moment.",
	 NULL},
	{"stay_room_room_id_bed_during_excl", PROBLEM_INVALID_INPUT,
	 "Somebody else has just been given that room.", "/room"},
	{"staff_username_key", PROBLEM_CONFLICT, "That username is taken.", "/username"},
};

static const struct {
	const char *start; /* of the SQLSTATE */
	enum problem_kind kind;
	const char *detail;
} by_state[] = {
	{"57014", PROBLEM_AWAY, "It took too long."},
	{"42501", PROBLEM_NOT_ALLOWED, ""}, /* row security refused the write */
	{"22", PROBLEM_INVALID_INPUT, "A value is out of range."},
	{"23", PROBLEM_CONFLICT, ""},
	{"08", PROBLEM_AWAY, ""},
	{"40", PROBLEM_AWAY, ""},
	{"53", PROBLEM_AWAY, ""},
	{"55P03", PROBLEM_AWAY, ""},
	{"57", PROBLEM_AWAY, ""},
};

static struct problem *
constrained(struct req *r, size_t i)
{
	const char *detail = by_constraint[i].detail, *field = by_constraint[i].field;
	struct problem *p = problem(r, by_constraint[i].kind, "%s", detail);

	return field ? problem_field(p, field, "%s", detail) : p;
}

static struct problem *
refused(struct req *r, const struct db_result *result)
{
	size_t i;

	log_warn(r->id, "db_refused route=%s sqlstate=%s constraint=%s text=%s", r->route->path,
		 result->sqlstate, result->constraint, result->message);
	for (i = 0; i < sizeof(by_constraint) / sizeof(*by_constraint); i++)
		if (strcmp(by_constraint[i].constraint, result->constraint) == 0)
			return constrained(r, i);
	for (i = 0; i < sizeof(by_state) / sizeof(*by_state); i++)
		if (strncmp(by_state[i].start, result->sqlstate, strlen(by_state[i].start)) == 0)
			return problem(r, by_state[i].kind, "%s", by_state[i].detail);
	log_error(r->id, "db_fault route=%s sqlstate=%s text=%s", r->route->path, result->sqlstate,
		  result->message);
	return problem(r, PROBLEM_FAULT, "%s", "");
}

struct problem *
problem_of_db(struct req *r, const struct db_result *result)
{
	switch (result->status) {
	case DB_UNKNOWN:
		return problem(r, PROBLEM_OUTCOME_UNKNOWN, "Send it again with the same id.");
	case DB_REFUSED:
		return refused(r, result);
	default:
		return problem(r, PROBLEM_AWAY, "Nothing was recorded. Try again shortly.");
	}
}
