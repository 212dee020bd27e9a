/*
 * couriers.h -- the desk: leases what is due in the outbox, makes letters of it, gives them to the
 * couriers and writes down how it ended (features 119; docs/keywork.md, "What leaves the
 * building").
 *
 * Any number of servers may run it. A message is, as rows of the outbox:
 *
 *	open -> sending	    [leased by one server, for two minutes]
 *	sending, handed	    [written and answered before the first byte of content goes out]
 *	sending -> sent | open, later | dead | unknown	[by what was said; rules/courier.h]
 *	sending -> open | unknown	[the lease ran out; by whether it was handed over]
 *	dead, unknown -> open | dropped	[a person took it up]
 */
#ifndef LANTERN_CLOCKWORK_COURIERS_H
#define LANTERN_CLOCKWORK_COURIERS_H

#include <stdbool.h>

struct config;
struct couriers;
struct db;
struct event_base;

/*
 * Starts looking; registers health ("couriers") and gauges. NULL, logged, when the configuration
 * cannot work: better no start than letters that nobody gets.
 */
struct couriers *couriers_new(struct event_base *base, struct db *db, const struct config *config);

/* Nothing more is leased; what is under way has five seconds, then its connections are broken. */
void couriers_stop(struct couriers *c);

/* Whether something is under way. */
bool couriers_busy(const struct couriers *c);

void couriers_free(struct couriers *c); /* not while busy; NULL is allowed */

#endif
