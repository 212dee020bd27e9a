/*
 * follow.h -- what follows from a deadline that went off: which rule is asked, and what it
 * leaves in the record.
 */
#ifndef LANTERN_CLOCKWORK_FOLLOW_H
#define LANTERN_CLOCKWORK_FOLLOW_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * One row of deadline_due.sql. Strings and JSON are borrowed; "" and JSON null where there is
 * nothing.
 */
struct due {
	int64_t id;
	const char *kind;
	int64_t due_us; /* judged as of this instant, however late we are */
	const char *premises, *subject;
	json_t *data;
	json_t *house; /* what a digest is made of (lantern.digest_basis); JSON null else */
	json_t *bases; /* array of lantern.stay_basis: of the woman, or of everybody in the house */
};

/* What can go off here, {a,b}: kinds of a newer server are not this one's to claim. For ever. */
const char *follow_kinds(void);

/*
 * Adds to the record that this deadline is claimed, and all that follows. False, logged, when
 * nobody knows the kind or its facts can't be read: the deadline is then not in the record,
 * which is otherwise as before.
 */
bool follow(json_t *record, const struct due *due);

#endif
