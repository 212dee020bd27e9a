/* place.c -- where an event stands: epoch-xid-seq, as text and back. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>

#include "lantern/tail.h"

#include "lantern/banned.h"

/* Decimal digits only, as strtoull also takes signs and spaces. */
static bool
number_take(const char **p, uint64_t *out)
{
	char *end;

	if (!isdigit((unsigned char)**p))
		return false;
	errno = 0;
	*out = strtoull(*p, &end, 10);
	*p = end;
	return errno == 0;
}

bool
event_place_parse(const char *text, struct event_place *out)
{
	const char *p = text;

	return p != NULL && number_take(&p, &out->epoch) && *p++ == '-' &&
	       number_take(&p, &out->xid) && *p++ == '-' && number_take(&p, &out->seq) &&
	       *p == '\0' && out->seq <= INT64_MAX;
}

int
event_place_compare(const struct event_place *a, const struct event_place *b)
{
	if (a->xid != b->xid)
		return a->xid < b->xid ? -1 : 1;
	return (a->seq > b->seq) - (a->seq < b->seq);
}
