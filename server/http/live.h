/*
 * live.h -- inside the live streams: streams (stream.c) and where their events come from (live.c).
 */
#ifndef LANTERN_HTTP_LIVE_H
#define LANTERN_HTTP_LIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "private.h"
#include "ring.h"

/* What a stream begins with. */
struct stream_start {
	struct event_place from; /* events behind it */
	bool reset;	      /* what lies behind it can't be had: say so, begin with what is new */
	bool waiting;	      /* older events are being fetched; streams_resume() goes on */
	const char *premises; /* only these; NULL = all she sees */
	bool hers; /* of her women alone that there is something to read: a practitioner */
};

void streams_init(struct http *h, struct ring *ring);
void streams_free(void);

/* How many the session of `x` has open. */
size_t streams_of(const struct exchange *x);

/* Turns the exchange into a stream. It must not have been answered. */
void stream_open(struct exchange *x, const struct stream_start *start);

/* Something was pushed to the ring: bring all streams up to it, 256 a turn. */
void streams_fan(void);

/*
 * The ring now reaches down to `floor`: streams that waited for that go on. Those before it wait
 * on, or are told to load their page again when nothing more will be fetched.
 */
void streams_resume(bool reset);

/* Where the one of those still waiting begins that has been away for longest; NULL: none waits. */
const struct event_place *streams_oldest_waiting(void);

#endif
