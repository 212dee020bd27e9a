/*
 * route.h -- the one table {method, path, who may, first step}; server/routes.c holds it.
 *
 * Who may call is a column without a default: a row that leaves it out stops the start. R_ANYONE is
 * written out. Paths: /api/stays/{stay:uuid}/visits/{visit:uuid}; types uuid, word
 * ([A-Za-z0-9_-]{1,64}),
 * number (0..999999999); text may follow in the same segment ({token:word}.ics). What does not fit
 * its type is 404.
 */
#ifndef LANTERN_ROUTE_H
#define LANTERN_ROUTE_H

#include <stddef.h>
#include <stdint.h>

#include "lantern/req.h"

/* Roles of docs/design.md, one bit each; names in role_names[] in the same order. */
#define R_NIGHT (1u << 0)
#define R_KEYWORKER (1u << 1)
#define R_SHIFT_LEAD (1u << 2)
#define R_MANAGER (1u << 3)
#define R_ON_CALL (1u << 4)
#define R_AREA (1u << 5)
#define R_PRACTITIONER (1u << 6)
#define R_KITCHEN (1u << 7)
#define R_AGENCY (1u << 8)
#define R_INSPECTOR (1u << 9)
#define R_ADMIN (1u << 10)
#define R_SIGNED_IN 0x7ffu    /* any of the eleven */
#define R_TERMINAL (1u << 11) /* an enrolled terminal, locked or not */
#define R_ANYONE (1u << 12)   /* nobody in particular: no session needed */

#define R_STAFF (R_NIGHT | R_KEYWORKER | R_SHIFT_LEAD | R_MANAGER | R_ON_CALL | R_AGENCY)
#define R_HAS_BOARD (R_STAFF | R_INSPECTOR) /* and follows its events */

extern const char *const role_names[]; /* "night_worker" ... "administrator", NULL */

/* The bit of a role's name, 0 when unknown. */
uint32_t role_bit(const char *name);

#define ROUTE_QUIET 1u /* no action of a person: does not keep the session awake */

#define ROUTE_OPEN 2u /* no session is looked up: /ping and the like */

struct route {
	const char *method; /* "GET" "POST" "PUT" "PATCH" "DELETE"; GET answers HEAD too */
	const char *path;
	uint32_t who;
	step_fn *first;
	unsigned flags;
};

extern const struct route routes[];
extern const size_t routes_count;

#endif
