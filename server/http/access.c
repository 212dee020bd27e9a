/*
 * access.c -- may this request be made at all: from our own pages, by somebody with one of the
 * roles.
 */
#include <string.h>
#include <strings.h>

#include "lantern/route.h"
#include "private.h"

#include "lantern/banned.h"

static bool
is_json(const char *type)
{
	static const char json[] = "application/json";
	size_t n = sizeof(json) - 1;

	if (type == NULL || strncasecmp(type, json, n) != 0)
		return false;
	type += n + strspn(type + n, " \t");
	return *type == '\0' || *type == ';';
}

/*
 * A browser says where a request comes from; a page of another site can neither forge that nor send
 * JSON without asking first. A program that is no browser sends neither header.
 */
struct problem *
access_check_origin(struct exchange *x)
{
	const char *site = req_header(&x->r, "Sec-Fetch-Site");
	bool ours = site == NULL ? req_header(&x->r, "Origin") == NULL
				 : strcmp(site, "same-origin") == 0;

	if (!x->write)
		return NULL;
	if (!ours)
		return problem(&x->r, PROBLEM_CROSS_SITE, "%s", "");
	if (!is_json(req_header(&x->r, "Content-Type")))
		return problem(&x->r, PROBLEM_NOT_JSON, "%s", "");
	return NULL;
}

struct problem *
access_check_roles(struct exchange *x, bool token_given)
{
	if (x->r.route->who & x->who.roles)
		return NULL;
	if (x->who.locked)
		return problem(&x->r, PROBLEM_TERMINAL_LOCKED, "%s", "");
	if (x->who.session[0] == '\0' && x->who.terminal[0] == '\0')
		return problem(&x->r, token_given ? PROBLEM_SESSION_ENDED : PROBLEM_NOT_SIGNED_IN,
			       "%s", "");
	if (x->who.staff[0] == '\0')
		return problem(&x->r, PROBLEM_TERMINAL_LOCKED, "%s", "");
	return problem(&x->r, PROBLEM_NOT_ALLOWED, "%s", "");
}

bool
req_may(const struct req *r, const char *premises, uint32_t roles)
{
	size_t i;

	for (i = 0; i < r->who->at_count; i++) {
		const struct identity_roles *at = &r->who->at[i];

		if ((at->roles & roles) != 0 &&
		    (at->premises[0] == '\0' || strcmp(at->premises, premises) == 0))
			return true;
	}
	return false;
}
