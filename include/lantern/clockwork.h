/*
 * clockwork.h -- everything that must happen at a time happens here: claims due deadlines, asks
 * the rule what follows, records it; and seals the chain of events behind the commits.
 *
 * Any number of servers may run it. Each sweep reads what is due in order, judges each as of the
 * instant it fell due (a server that was away catches up step by step), and records a batch in
 * one statement that claims its deadlines: what another server recorded first is simply gone
 * from the next reading.
 *
 *	IDLE -> READING		[timer, or the driven clock moved]
 *	READING -> RECORDING	[something was due]
 *	READING -> TICKING	[nothing was]
 *	RECORDING -> READING	[recorded, or another was first, or refused: then it is passed
 *			over for a minute]
 *	TICKING -> IDLE		[said so in clock_tick; health looks there]
 *	any -> IDLE		[database away: the next timer tries again]
 */
#ifndef LANTERN_CLOCKWORK_H
#define LANTERN_CLOCKWORK_H

struct clockwork;
struct db;
struct event_base;

/*
 * Starts sweeping and sealing; registers its health ("clockwork", "sealer") and counters. Never
 * fails.
 */
struct clockwork *clockwork_new(struct event_base *base, struct db *db);

/* No sweep starts after this; what is under way ends with the database's answers. */
void clockwork_stop(struct clockwork *c);

/* Only when db_pending() is 0. NULL is allowed. */
void clockwork_free(struct clockwork *c);

#endif
