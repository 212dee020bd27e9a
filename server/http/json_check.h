/*
 * json_check.h -- values against declarations. Shared by bodies, query strings and nested objects.
 */
#ifndef LANTERN_HTTP_JSON_CHECK_H
#define LANTERN_HTTP_JSON_CHECK_H

#include "lantern/json_read.h"

/* Checks `object` and fills `out`. All faults in one problem, or NULL. */
struct problem *json_check(struct req *r, json_t *object, const struct field *fields, void *out);

/* The same for a query, whose values are all texts: numbers and booleans are read from them. */
struct problem *json_check_texts(struct req *r, json_t *object, const struct field *fields,
				 void *out);

/* Adds a fault to `p`, which is made when it is NULL, and returns it. `pointer` names the field. */
struct problem *json_fault(struct req *r, struct problem *p, const char *pointer,
			   const char *detail);

/* A name as a piece of a JSON pointer: ~ and / escaped. */
const char *json_pointer_escape(struct req *r, const char *name);

#endif
