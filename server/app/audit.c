/* audit.c -- who did and who looked: events and reads together, and whether the chain is whole. */
#include "lantern/app.h"

#include <string.h>

#include "lantern/clock.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"

#include "lantern/banned.h"

#define MAY_AUDIT (R_MANAGER | R_AREA | R_INSPECTOR)
#define PAGE_ROWS 50

static step_fn audit_listed, chain_found;

struct audit_query {
	const char *resident, *staff, *kind, *before;
	int64_t from_us, until_us, limit;
};

static const struct field audit_fields[] = {
	{"resident", FIELD_UUID, 0, AT(struct audit_query, resident)}, /* first: see audit_estate */
	{"staff", FIELD_UUID, 0, AT(struct audit_query, staff)},
	{"kind", FIELD_TEXT, 0, AT(struct audit_query, kind), .max = 60},
	{"from", FIELD_INSTANT, 0, AT(struct audit_query, from_us)},
	{"until", FIELD_INSTANT, 0, AT(struct audit_query, until_us)},
	{"before", FIELD_TEXT, 0, AT(struct audit_query, before), .max = 96},
	{"limit", FIELD_INTEGER, 0, AT(struct audit_query, limit), .min = 1, .max = 200},
	{0},
};

/* "instant_source_id": an instant, event or read, and an id of its own kind. */
static bool
audit_cursor_ok(const char *text)
{
	char instant[CLOCK_ISO_SIZE];
	const char *rest = strchr(text, '_');
	int64_t us;

	if (!rest || (size_t)(rest - text) >= sizeof(instant))
		return false;
	memcpy(instant, text, (size_t)(rest - text));
	instant[rest - text] = '\0';
	if (!clock_parse(instant, &us))
		return false;
	if (strncmp(rest, "_event_", 7) == 0)
		return id_parse(rest + 7, NULL);
	return strncmp(rest, "_read_", 6) == 0 && strlen(rest + 6) == 20 &&
	       strspn(rest + 6, "0123456789") == 20;
}

/* Of one premises, or (NULL) of what belongs to none. */
static struct problem *
search(struct req *r, const char *premises, const struct field *fields)
{
	struct audit_query query = {0};
	struct problem *p = req_query(r, fields, &query);

	if (p)
		return p;
	if (premises && !req_may(r, premises, MAY_AUDIT))
		return problem(r, PROBLEM_NOT_FOUND, NO_SUCH_PREMISES);
	if (query.before && !audit_cursor_ok(query.before))
		return field_fault(r, "before", "Use the text that \"next\" gave.");
	if (query.limit == FIELD_NO_INTEGER)
		query.limit = PAGE_ROWS;
	return req_ask(r, SQL_AUDIT_LIST,
		       PARAMS(premises, query.resident, query.staff, query.kind,
			      req_iso(r, query.from_us), req_iso(r, query.until_us), query.before,
			      req_printf(r, "%lld", (long long)query.limit), r->route->path),
		       audit_listed);
}

/* GET /api/premises/{p}/audit */
struct problem *
audit_list(struct req *r, const struct rows *none)
{
	(void)none;
	return search(r, req_param(r, "p"), audit_fields);
}

/* GET /api/audit: nothing in it is about a woman */
struct problem *
audit_estate(struct req *r, const struct rows *none)
{
	(void)none;
	return search(r, NULL, audit_fields + 1);
}

static struct problem *
audit_listed(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, NO_SUCH_PREMISES);
	return req_answer(r, 200, rows_text(rows, "answer"));
}

/* GET /api/premises/{p}/chain */
struct problem *
audit_chain(struct req *r, const struct rows *none)
{
	const char *premises = req_param(r, "p");

	(void)none;
	if (!req_may(r, premises, MAY_AUDIT))
		return problem(r, PROBLEM_NOT_FOUND, NO_SUCH_PREMISES);
	return req_ask(r, SQL_CHAIN_VERIFY, PARAMS(premises), chain_found);
}

static struct problem *
chain_found(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, NO_SUCH_PREMISES);
	return req_answer(r, 200, rows_text(rows, "chain"));
}
