/*
 * app_around.h -- what the features around her share: choices, services and referrals, who else
 * works with her, activities, tasks, family. Each write is one more row, or the end of one.
 */
#ifndef LANTERN_APP_AROUND_H
#define LANTERN_APP_AROUND_H

#include <jansson.h>

#include "lantern/app_checks.h"
#include "lantern/req.h"

/* The columns that every row about her has: whose it is, id, author_id and at. New reference. */
json_t *around_row(struct req *r, const struct stay_facts *facts, const char *id);

/* An event of now about her; takes `data`. */
void around_tell(json_t *record, const struct stay_facts *facts, const char *kind, json_t *data);

/* Records `row` (taken) of `table` with the event and answers {id}. `data` is taken. */
struct around_new {
	const char *table, *id;
	json_t *row;
	const char *event;
	json_t *data;
};
struct problem *around_record(struct req *r, const struct stay_facts *facts,
			      const struct around_new *what);

/* One page of what is around her, of SQL_RESIDENT_AROUND. */
struct problem *around_page(struct req *r, const char *what);

/* The directory of the premises in the path, or its programme, of SQL_HOUSE_AROUND. */
struct problem *around_house_page(struct req *r, const char *what);

/* What of hers, or of a house, is ended: no more than once, and again is as good. */
struct around_kind {
	const char *table, *event;
	bool of_house;
};

/* The whole first step of POST /api/.../{id}/end; `kind` outlives the request. */
struct problem *around_end(struct req *r, const struct around_kind *kind);

/* A day that is known to be hard for her, or good. */
struct hard_day_new {
	const char *id, *day, *kind, *words;
	json_t *json; /* a basis with `near` and `tomorrow`; borrowed, and changed */
};

/*
 * hard_days.c: adds it, its event, and what her row on the board has from then on. The record is of
 * record_begin().
 */
void hard_day_record(struct req *r, json_t *record, const struct stay_facts *facts,
		     const struct hard_day_new *day);

#endif
