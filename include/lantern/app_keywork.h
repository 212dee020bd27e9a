/*
 * app_keywork.h -- what the features about keywork share.
 */
#ifndef LANTERN_APP_KEYWORK_H
#define LANTERN_APP_KEYWORK_H

#include <jansson.h>

#include "lantern/app_checks.h"
#include "lantern/req.h"

/* The seven priority needs, NULL. */
extern const char *const keywork_tag_words[];

/* Words for a line of her plan, from whatever gave rise to them. */
struct suggestion_new {
	const char *id, *line, *words;	/* line: uuid of hers, or NULL for a new one */
	const char *source, *source_id; /* source_id: uuid or NULL */
};

/* Adds it, waiting for somebody to take or leave it, with its event. */
void suggestion_record(struct req *r, json_t *record, const struct stay_facts *facts,
		       const struct suggestion_new *suggestion);

struct suggestion_decision {
	const char *id, *decision; /* "taken" or "left" */
	const char *reason;	   /* "": none */
};

/* Closes an open suggestion, by whoever asks now, with its event. */
void suggestion_decided(struct req *r, json_t *record, const struct stay_facts *facts,
			const struct suggestion_decision *decision);

#define SUGGESTIONS_MAX 40

/* NULL when each of `ids` (NULL: none) is among `open`, once; else what is wrong with which. */
struct problem *suggestions_fault(struct req *r, json_t *ids, json_t *open);

/* A version of her plan takes these into it. */
void suggestions_taken(struct req *r, json_t *record, const struct stay_facts *facts, json_t *ids);

/* Whether `text` is among texts. */
bool text_among(json_t *array, const char *text);

#define AGREED_MAX 8
extern const struct field agreed_item; /* {id, what, owner_kind, owner_staff?, target_on} */

/* What was agreed to be done, in a session or a meeting. */
struct agreed {
	json_t *actions; /* of the body, by agreed_item; NULL: none */
	/* Of the basis query: owners [uuid] who work here still, practitioner (uuid or null). */
	json_t *known;
	const char *on;			/* the local day on which it was agreed */
	const char *origin, *origin_id; /* "session", "meeting" or "referral", and which */
};

/* Refuses at /actions/n what is nobody's, or due before it was agreed. */
struct problem *agreed_fault(struct req *r, const struct agreed *agreed);

/* Adds the actions; returns their ids, a new reference. */
json_t *agreed_put(struct req *r, json_t *record, const struct stay_facts *facts,
		   const struct agreed *agreed);

/* Whether `line` (uuid) is among `lines` ([{line, ...}]). */
bool line_known(json_t *lines, const char *line);

/* The text, or "" when it is NULL or nothing but white space. */
const char *text_or_none(const char *text);

/*
 * When something happened, as sent: refuses at /happened_at what has not come yet or was before she
 * came, and takes what a fast clock puts just ahead as now. CLOCK_NONE becomes now.
 */
struct problem *happened_fault(struct req *r, const struct stay_facts *facts, int64_t *happened_us);

/* The same of any field, which is given: `pointer` says which. */
struct problem *past_fault(struct req *r, const struct stay_facts *facts, int64_t *at_us,
			   const char *pointer);

/* The local day of an instant, "2026-11-10". */
const char *local_day(struct req *r, int64_t us);

/* The uuids of an array, and those that the objects of another have as `name`, as {a,b}. */
const char *ids_text(struct req *r, json_t *ids, json_t *objects, const char *name);

#endif
