/*
 * json_read.h -- what a body or a query string must look like, declared once and checked whole.
 *
 *	struct claim { const char *stay; int64_t done_at; int outcome; const char *note; };
 *	static const char *const outcomes[] = {"spoke", "no_reply", NULL};
 *	static const struct field claim_fields[] = {
 *		{"stay", FIELD_UUID, FIELD_REQUIRED, AT(struct claim, stay)},
 *		{"done_at", FIELD_INSTANT, FIELD_REQUIRED, AT(struct claim, done_at)},
 *		{"outcome", FIELD_ENUM, FIELD_REQUIRED, AT(struct claim, outcome),
 *		 .one_of = outcomes},
 *		{"note", FIELD_TEXT, 0, AT(struct claim, note), .max = 500},
 *		{0},
 *	};
 *
 * All faults are told at once, each with its JSON pointer. Unknown members are faults. Nothing is
 * converted: "1" is no number. null is the same as absent, so it is a fault where required.
 */
#ifndef LANTERN_JSON_READ_H
#define LANTERN_JSON_READ_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct problem;
struct req;

/* Each with the C member it is put to, and what that is when the field is absent. */
enum field_type {
	/* const char *, NULL: min..max characters (0..200), no control ones but newline and tab */
	FIELD_TEXT = 1,
	FIELD_SECRET,  /* const char *, NULL: as text, but blanks count */
	FIELD_UUID,    /* const char *, NULL: in lower case */
	FIELD_INSTANT, /* int64_t microseconds, CLOCK_NONE */
	FIELD_DATE,    /* const char *, NULL: "2026-11-10", a real date */
	FIELD_TIME,    /* int minutes since midnight, -1: "23:30"; "24:00" is 1440 */
	FIELD_INTEGER, /* int64_t, FIELD_NO_INTEGER: min..max (0..2^63-1) */
	FIELD_BOOLEAN, /* int 1 or 0, -1 */
	FIELD_ENUM,    /* int index in one_of, -1 */
	FIELD_ARRAY,   /* json_t * borrowed, NULL: min..max items (0..100), each as `items` */
	FIELD_OBJECT,  /* json_t * borrowed, NULL: checked by `fields` */
	FIELD_JSON,    /* json_t * borrowed, NULL: anything at all */
};

#define FIELD_REQUIRED 1u /* must be there; texts must hold more than white space */

#define FIELD_NO_INTEGER INT64_MIN

struct field {
	const char *name; /* NULL ends a list */
	enum field_type type;
	unsigned flags;
	size_t offset;		    /* AT(struct, member); ignored inside arrays and objects */
	int64_t min, max;	    /* both 0: the type's default */
	const char *const *one_of;  /* FIELD_ENUM: NULL-terminated */
	const struct field *fields; /* FIELD_OBJECT: its members */
	const struct field *items;  /* FIELD_ARRAY: one declaration, its name unused but not NULL */
};

#define AT(type, member) offsetof(type, member)
#define NO_FIELDS ((const struct field[]){{0}}) /* for a body that must be empty */

/*
 * Checks the request's body and fills `out` (struct of the members declared). NULL when all is
 * well.
 * Strings live as long as the request.
 */
struct problem *req_read(struct req *r, const struct field *fields, void *out);

/* The same for the query string (each name once; scalar types only). */
struct problem *req_query(struct req *r, const struct field *fields, void *out);

/* The body as read by req_read, borrowed; an empty object when there was none. */
json_t *req_body(struct req *r);

/* Fills `out` from an object that was already checked (an item of an array, say). */
void json_take(struct req *r, json_t *object, const struct field *fields, void *out);

/*
 * SHA-256, hex (65 bytes to `out`), of the canonical form of `object` (sorted, compact) without the
 * member `without` (NULL = whole): the digest that a receipt keeps.
 */
void json_digest(json_t *object, const char *without, char *out);

/* Compact text of `json`, which it frees; lives as long as the request. */
const char *json_text(struct req *r, json_t *json);

#endif
