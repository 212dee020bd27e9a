/*
 * app_visit.h -- a visit between its three files: visits.c reads the claim and asks the rule,
 * visit_record.c makes an agreed one true, corrections.c takes one back.
 */
#ifndef LANTERN_APP_VISIT_H
#define LANTERN_APP_VISIT_H

#include <jansson.h>
#include <stdint.h>

#include "lantern/facts/basis.h"
#include "lantern/facts/record.h"
#include "lantern/req.h"
#include "lantern/rules/visit.h"

/* The body as sent; what is absent is NULL, -1, FIELD_NO_INTEGER or CLOCK_NONE (json_read.h). */
struct visit_body {
	const char *note, *reason, *late_words, *corrects, *door;
	int outcome, breathing, movement, position, proof, late_reason, same_words_confirmed,
		withdrawn;
	int64_t done_us, entered_us, clock_offset_ms;
};

/* One judgement of one visit. */
struct visit_case {
	const struct visit_body *body;
	const char *id;	    /* of the visit */
	const char *second; /* staff uuid of the second name, proved by PIN; NULL: none */
	json_t *json;	    /* the basis as loaded */
	struct stay_facts *facts;
	struct visit_basis basis;
	struct visit_claim claim;
	struct visit_verdict verdict;

	json_t *row;		   /* of table visit, once it is agreed */
	struct record_parts parts; /* what follows from it */
};

/* Records what the rule agreed to; answers 201. */
struct problem *visit_record(struct req *r, struct visit_case *c);

/*
 * body.corrects is set: takes an entry back (withdrawn) or says what was really seen. The entry
 * stays; what it had closed and the new one does not meet is owed again, at once if its time is
 * past.
 */
struct problem *visit_corrected(struct req *r, struct visit_case *c);

/*
 * The row of table visit for this case, with the times and marks of its verdict. New reference.
 */
json_t *visit_row(struct req *r, const struct visit_case *c);

/*
 * The board's last_visit: {id, outcome, done_at, by, marks}; by is NULL on what a locked board may
 * see. New reference.
 */
json_t *visit_last(const json_t *row, const char *initials);

/* Puts the row into the document, answers 201 with it and the parts (schema visit_recorded). */
struct problem *visit_finish(struct req *r, struct visit_case *c, json_t *record);

#endif
