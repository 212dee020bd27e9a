/*
 * app_checks.h -- what the features about a woman's checks share: one write about her, from its
 * claim to its answer. How to add one: docs/design.md.
 *
 *	FIRST -> LOADED		[the basis query is asked]
 *	LOADED -> answered	[the same id was used before: the first answer again, or id-reused]
 *	LOADED -> JUDGING	[right woman, she is here, the caller may, no PIN is owed]
 *	JUDGING -> RECORDING	[the feature's `decide` agreed: stay_write_record]
 *	RECORDING -> FIRST	[another was first: load and judge again, WRITE_TRIES times]
 *	RECORDING -> answered
 *
 * What the feature keeps begins with a struct stay_write, and is r->ctx from the start on. The
 * basis query gives one column `basis`: a JSON object with the members receipt, basis (of
 * lantern.stay_basis), right and whose, and what else the feature needs; no row means that there is
 * no such thing for this caller.
 */
#ifndef LANTERN_APP_CHECKS_H
#define LANTERN_APP_CHECKS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lantern/facts/basis.h"
#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/req.h"

#define WRITE_TRIES 5

#define CRN_MAX 10 /* the number, or "restricted" */

/* Who may let her be seen less often than the shift lead may (features 41); with route.h. */
#define MANAGERS (R_MANAGER | R_ON_CALL | R_AREA)

/*
 * Decides once everything else is right: refuses with a problem, answers, or records
 * (stay_write_record). `json` is the whole of what the basis query gave; `facts` are read from it.
 * Both are borrowed and may be changed; both end with the call. Called again, with what is true
 * then, each time that somebody else was first.
 */
typedef struct problem *stay_decide_fn(struct req *r, struct stay_facts *facts, json_t *json);

struct stay_write {
	/* The feature fills these before it starts, or its body does by the fields WRITE_... */
	const char *id; /* of the receipt: the client's uuid; NULL where repeating does no harm */
	/*
	 * The query that loads the basis: with $1 id, $2 stay, $3 crn about a woman who was named;
	 * with $1 of, $2 id about a thing that tells itself whose it is. After them come as many of
	 * `more` as it takes.
	 */
	enum sql basis;
	const char *stay, *crn; /* as sent: they must agree, and the basis says it in `right` */
	const char *of;		/* uuid; NULL: about a stay */
	const char *more[2];
	const char *pin; /* as sent, or NULL */
	/* A safety record: from a terminal the PIN is asked again after pin_again_s. */
	bool pin_asked;
	json_t *second; /* who puts a second name to it, by her own PIN; as sent, or NULL */
	/* She need not live here: it is about what is over too, or about a person or a premises. */
	bool of_past;
	/* Takes from what was answered before what a locked screen is not told; NULL: nothing. */
	void (*for_locked)(json_t *answer);
	stay_decide_fn *decide;

	/* stay_write.c's own; the feature may read second_staff (uuid, NULL: nobody) to decide. */
	char digest[65];
	const char *text;     /* the basis as loaded */
	const char *premises; /* uuid, of the basis */
	json_t *parsed;	      /* the basis, while the step that loaded it lasts */
	const char *second_staff, *second_pin;
	bool pin_good, second_good;
	int tries;
	const char *answer;
};

/* Fields of a body that the write itself takes. */
#define WRITE_STAY \
	{ \
		"stay", FIELD_UUID, FIELD_REQUIRED, AT(struct stay_write, stay) \
	}
#define WRITE_CRN \
	{ \
		"crn", FIELD_TEXT, FIELD_REQUIRED, AT(struct stay_write, crn), .max = CRN_MAX \
	}
#define WRITE_PIN \
	{ \
		"pin", FIELD_SECRET, 0, AT(struct stay_write, pin), .min = 6, .max = 6 \
	}
#define WRITE_SECOND \
	{ \
		"second", FIELD_OBJECT, 0, AT(struct stay_write, second), \
			.fields = write_second_fields \
	}
extern const struct field write_second_fields[]; /* {staff, pin} */

/* The whole first step where the body is right as soon as its fields are: reads it and starts. */
struct problem *stay_write_read(struct req *r, const struct field *fields, struct stay_write *w);

/* Last of a first step that has read the body itself: starts loading. */
struct problem *stay_write_start(struct req *r, struct stay_write *w);

/* Last of `decide`: takes `record` and `answer`, answers `status` once it is recorded. */
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
