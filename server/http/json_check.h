/*
 * json_check.h -- values against declarations. Shared by bodies, query strings and nested objects.
 */
#ifndef LANTERN_HTTP_JSON_CHECK_H
#define LANTERN_HTTP_JSON_CHECK_H

#include "lantern/json_read.h"

/*
 * Checks `object` and fills `out` (may be NULL). Every fault goes to *p, which is made when it is
 * NULL. `texts`: all values are strings of a query, numbers and booleans are read from them.
 */
void json_check(struct req *r, json_t *object, const struct field *fields, void *out, bool texts,
		struct problem **p);

/* Adds a fault to *p, which is made when it is NULL. `pointer` names the field. */
void json_fault(struct req *r, struct problem **p, const char *pointer, const char *detail);

/* A name as a piece of a JSON pointer: ~ and / escaped. */
const char *json_pointer_escape(struct req *r, const char *name);

#endif
