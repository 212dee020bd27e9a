/*
 * tail.h -- follows the event table in commit order and hands each event on, once.
 *
 * sql/queries/event_tail.sql (:many tail)
 *	$1 xid text, $2 seq bigint, $3 limit int
 *   rows in order of (xid, seq) after ($1, $2) with xid < pg_snapshot_xmin(pg_current_snapshot()):
 *	id text (epoch-xid-seq), xid text, seq, kind, premises_id, resident_id, stay_id, staff_id,
 *	full_json text  what a signed-on member of staff gets (NULL: nobody gets it)
 *	board_json text what a locked board gets (NULL: not for it)
 *	access_staff uuid, access_terminal uuid  whose rights changed: their cached sessions must go
 * sql/queries/event_horizon.sql (:one tail), no parameters: horizon text (epoch-xmin-0), held bool
 * (a
 *	transaction that writes is open, so that the horizon may stand still).
 *
 * Woken by own commits and the doorbell; a poll every 50 ms (250 ms when idle) is the backstop.
 */
#ifndef LANTERN_TAIL_H
#define LANTERN_TAIL_H

#include <stdbool.h>
#include <stdint.h>

struct db;
struct event_base;
struct rows;

/* The place of an event: epoch-xid-seq. */
struct event_place {
	uint64_t epoch, xid, seq;
};

/* False when it is not three decimal numbers joined by '-'. */
bool event_place_parse(const char *text, struct event_place *out);

/* <0, 0, >0; within one epoch by (xid, seq). */
int event_place_compare(const struct event_place *a, const struct event_place *b);

struct tail_reader {
	void (*placed)(void *ctx); /* once: tail_place() is known, events behind it will come */
	/* `rows` are of event_tail. Called in order; never twice for one event in one process. */
	void (*came)(void *ctx, const struct rows *rows);
	void *ctx;
};

struct tail;
/* Begins at the present horizon. `reader` is copied. */
struct tail *tail_new(struct event_base *base, struct db *db, const struct tail_reader *reader);
void tail_free(struct tail *t);

/* Read at once (own commit). */
void tail_wake(struct tail *t);

/* Where the tail stands; false until its first horizon is known. */
bool tail_place(const struct tail *t, struct event_place *out);

/* Seconds that an open transaction has held the horizon still, or that the tail has been away. */
double tail_age_s(const struct tail *t);

#endif
