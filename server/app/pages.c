/* pages.c -- what the pages about women share: the right woman, and going back in time. */
#include "lantern/app.h"

#include <string.h>

#include "lantern/clock.h"
#include "lantern/ids.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"

#include "lantern/banned.h"

#define NO_SUCH_STAY "There is no such stay, or you may not see it."

struct problem *
woman_answered(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, NO_SUCH_STAY);
	if (strcmp(rows_text(rows, "verdict"), "right") != 0)
		return problem(r, PROBLEM_WRONG_WOMAN, "This stay belongs to %s.",
			       rows_text(rows, "whose"));
	return req_answer(r, 200, rows_text(rows, "page"));
}

struct problem *
place_fault(struct req *r, const char *premises, uint32_t roles)
{
	if (req_may(r, premises, roles))
		return NULL;
	if (req_may(r, premises, R_SIGNED_IN))
		return problem(r, PROBLEM_NOT_ALLOWED,
			       "Your roles at this premises do not include it.");
	return problem(r, PROBLEM_NOT_FOUND, NO_SUCH_PREMISES);
}

struct problem *
field_fault(struct req *r, const char *pointer, const char *words)
{
	return problem_field(problem(r, PROBLEM_INVALID_INPUT, "%s", ""), pointer, "%s", words);
}

bool
cursor_ok(const char *text)
{
	char instant[CLOCK_ISO_SIZE];
	const char *rest = strchr(text, '_');
	int64_t us;

	if (!rest || (size_t)(rest - text) >= sizeof(instant))
		return false;
	memcpy(instant, text, (size_t)(rest - text));
	instant[rest - text] = '\0';
	return clock_parse(instant, &us) && id_parse(rest + 1, NULL);
}
