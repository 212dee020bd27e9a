/*
 * ring.h -- the last events, framed once, shared by all streams; and from where on they are
 * complete.
 *
 * Positions only grow (`next`), or shrink at the front when older events are fetched (`first`).
 * The ring holds every event with floor < place; frames stand in the order of their places.
 */
#ifndef LANTERN_HTTP_RING_H
#define LANTERN_HTTP_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lantern/tail.h"

#define RING_FRAMES 50000
#define RING_BYTES (16UL * 1024 * 1024)

/* Held by the ring and by each buffer that has yet to send it. */
struct frame {
	size_t holders;
	struct event_place place;
	int64_t made; /* clock_ticks */
	bool beat;    /* for everyone, of no place of its own */
	bool has_premises, has_resident;
	unsigned char premises[16], resident[16];
	size_t whole_n, board_n, hers_n; /* 0: not for that variant */
	char bytes[];			 /* whole, then board, then hers */
};

struct event_row {
	const char *id, *premises, *resident; /* NULL where there is none */
	const char *whole, *board, *hers;
};

/* NULL when the id is malformed. The caller holds it. */
struct frame *frame_new(const struct event_row *row);
/* A beat of `now` (RFC 3339), to stand behind `place`. */
struct frame *frame_beat(const char *now, const struct event_place *place);
void frame_release(struct frame *f);

struct ring {
	struct frame **slots; /* RING_FRAMES of them */
	uint64_t first, next;
	size_t bytes;
	struct event_place floor;
};

void ring_init(struct ring *r, const struct event_place *floor);
void ring_free(struct ring *r);

/* Takes over `f`; the oldest leave when there is no room. */
void ring_push(struct ring *r, struct frame *f);

/*
 * Takes over `frames`, which fill the gap above `floor`; false (and frees them) when there is no
 * room.
 */
bool ring_extend(struct ring *r, struct frame **frames, size_t n, const struct event_place *floor);

/* Position of the first frame behind `place`; `next` when there is none. */
uint64_t ring_find(const struct ring *r, const struct event_place *place);

/* first <= at < next */
struct frame *ring_at(const struct ring *r, uint64_t at);

/* Where the newest event stands, or the floor. */
struct event_place ring_newest(const struct ring *r);

#endif
