/*
 * app_checks.h -- what the features about a woman's checks share: one write about her, from its
 * claim to its answer.
 *
 *	FIRST -> LOADED		[the feature's load step asks its basis; stay_write_loaded gets it]
 *	LOADED -> answered	[the same id was used before: the first answer again, or id-reused]
 *	LOADED -> JUDGING	[right woman, she is here, the caller may, no PIN is owed]
 *	JUDGING -> RECORDING	[the rule agreed: stay_write_record]
 *	RECORDING -> FIRST	[another was first: load and judge again, WRITE_TRIES times]
 *	RECORDING -> answered
 *
 * The feature's r->ctx begins with a struct stay_write. Its basis query gives one column `basis`: a
 * JSON object with the members receipt, basis (of lantern.stay_basis), right and whose, and what
 * else the feature needs; no row means that there is no such thing for this caller.
 */
#ifndef LANTERN_APP_CHECKS_H
#define LANTERN_APP_CHECKS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lantern/facts/basis.h"
#include "lantern/facts/record.h"
#include "lantern/req.h"

#define WRITE_TRIES 5

#define CRN_MAX 10 /* the number, or "restricted" */

/* Who may let her be seen less often than the shift lead may (features 41); with route.h. */
#define MANAGERS (R_MANAGER | R_ON_CALL | R_AREA)

struct stay_write {
	/* The feature fills these before stay_write_start. */
	const char *id;	 /* of the receipt: the client's uuid; NULL where repeating does no harm */
	const char *pin; /* as sent, or NULL */
	/* Whom she is meant to be, as sent; NULL where the address says what it is about. */
	const char *crn;
	/* A safety record: from a terminal the PIN is asked again after pin_again_s. */
	bool pin_asked;
	bool of_past; /* about what is over too: she may have left meanwhile */
	/* Takes from what was answered before what a locked screen is not told; NULL: nothing. */
	void (*for_locked)(json_t *answer);
	step_fn *load;	/* asks the basis with stay_write_loaded as the next step */
	step_fn *judge; /* called with rows NULL */

	/* stay_write.c's own. */
	char digest[65];
	const char *basis;
	const char *premises; /* uuid, of the basis */
	json_t *parsed;	      /* the basis, while the step that loaded it lasts */
	bool pin_good;
	int tries;
	const char *answer;
};

/* Last of the feature's first step: starts loading. */
struct problem *stay_write_start(struct req *r);

/* The step after the basis query. */
step_fn stay_write_loaded;

/*
 * The basis as the judge step needs it. Returns the whole JSON object, which the caller releases,
 * and fills `facts`, whose strings live as long as that object; NULL (a fault of ours, *p set) when
 * it makes no sense.
 */
json_t *stay_write_basis(struct req *r, struct stay_facts *facts, struct problem **p);

/* Last of the judge step: takes `record` and `answer`, answers `status` once it is recorded. */
struct problem *stay_write_record(struct req *r, json_t *record, int status, json_t *answer);

/* A problem that blames one field of the body. */
struct problem *problem_at(struct req *r, enum problem_kind kind, const char *pointer,
			   const char *detail);

/*
 * NULL when `crn` is a CRN or the word for a number that is withheld; else what is wrong with the
 * field /crn.
 */
struct problem *crn_shape(struct req *r, const char *crn);

/* NULL when `pin` is six digits or absent. */
struct problem *pin_shape(struct req *r, const char *pin, const char *pointer);

/* Somebody was on the way to her: no longer. Nothing when nobody was. */
void end_going(json_t *record, const struct stay_facts *facts);

/*
 * What the board shows of a change: {closed, opened} from what a verdict did, for the event's
 * `board`. New reference.
 */
json_t *board_of(const struct record_parts *parts);

#endif
