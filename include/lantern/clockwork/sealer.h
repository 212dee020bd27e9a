/*
 * sealer.h -- chains the events' digests per premises, a few times a second behind the commits
 * (architecture: events).
 *
 * Any number of servers may run it: sql/queries/seal.sql takes a lock that only one gets, and
 * the links' key refuses a second link at the same place.
 */
#ifndef LANTERN_CLOCKWORK_SEALER_H
#define LANTERN_CLOCKWORK_SEALER_H

struct db;
struct event_base;
struct sealer;

struct sealer *sealer_new(struct event_base *base, struct db *db);
void sealer_stop(struct sealer *s);
void sealer_free(struct sealer *s); /* only when db_pending() is 0; NULL is allowed */

#endif
