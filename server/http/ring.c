/* ring.c -- frames and the ring of the last of them. */
#include "ring.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uuid/uuid.h>

#include "lantern/clock.h"
#include "lantern/log.h"
#include "sse.h"

#include "lantern/banned.h"

#define START (UINT64_C(1) << 40) /* room for older ones in front */

static size_t
framed_size(const char *id, const char *data)
{
	return data == NULL ? 0 : sse_write(&(struct sse){id, NULL, data}, NULL, 0);
}

static struct frame *
frame_alloc(size_t bytes)
{
	struct frame *f = calloc(1, sizeof(*f) + bytes);

	if (f == NULL)
		log_die("out_of_memory");
	f->holders = 1;
	f->made = clock_ticks();
	return f;
}

struct frame *
frame_new(const struct event_row *row)
{
	size_t whole_n = framed_size(row->id, row->whole);
	size_t board_n = framed_size(row->id, row->board);
	size_t hers_n = framed_size(row->id, row->hers);
	struct frame *f = frame_alloc(whole_n + board_n + hers_n);

	if (!event_place_parse(row->id, &f->place)) {
		free(f);
		return NULL;
	}
	f->has_premises = row->premises != NULL && uuid_parse(row->premises, f->premises) == 0;
	f->has_resident = row->resident != NULL && uuid_parse(row->resident, f->resident) == 0;
	f->whole_n = whole_n;
	f->board_n = board_n;
	f->hers_n = hers_n;
	if (whole_n > 0)
		(void)sse_write(&(struct sse){row->id, NULL, row->whole}, f->bytes, whole_n);
	if (board_n > 0)
		(void)sse_write(&(struct sse){row->id, NULL, row->board}, f->bytes + whole_n,
				board_n);
	if (hers_n > 0)
		(void)sse_write(&(struct sse){row->id, NULL, row->hers},
				f->bytes + whole_n + board_n, hers_n);
	return f;
}

struct frame *
frame_beat(const char *now, const struct event_place *place)
{
	char data[64];
	struct sse beat = {NULL, "beat", data};
	struct frame *f;
	size_t n;

	(void)snprintf(data, sizeof(data), "{\"now\":\"%s\"}", now);
	n = sse_write(&beat, NULL, 0);
	f = frame_alloc(n);
	f->place = *place;
	f->beat = true;
	f->whole_n = sse_write(&beat, f->bytes, n);
	return f;
}

void
frame_release(struct frame *f)
{
	if (--f->holders == 0)
		free(f);
}

static size_t
frame_bytes(const struct frame *f)
{
	return sizeof(*f) + f->whole_n + f->board_n + f->hers_n;
}

void
ring_init(struct ring *r, const struct event_place *floor)
{
	r->slots = calloc(RING_FRAMES, sizeof(struct frame *));
	if (r->slots == NULL)
		log_die("out_of_memory");
	r->first = r->next = START;
	r->bytes = 0;
	r->floor = *floor;
}

struct frame *
ring_at(const struct ring *r, uint64_t at)
{
	return r->slots[at % RING_FRAMES];
}

static void
ring_drop_first(struct ring *r)
{
	struct frame *f = ring_at(r, r->first);

	r->floor = f->place;
	r->bytes -= frame_bytes(f);
	r->slots[r->first++ % RING_FRAMES] = NULL;
	frame_release(f);
}

void
ring_free(struct ring *r)
{
	while (r->slots != NULL && r->first < r->next)
		ring_drop_first(r);
	free(r->slots);
	r->slots = NULL;
}

void
ring_push(struct ring *r, struct frame *f)
{
	while (r->first < r->next &&
	       (r->next - r->first == RING_FRAMES || r->bytes + frame_bytes(f) > RING_BYTES))
		ring_drop_first(r);
	r->slots[r->next++ % RING_FRAMES] = f;
	r->bytes += frame_bytes(f);
}

bool
ring_extend(struct ring *r, struct frame **frames, size_t n, const struct event_place *floor)
{
	size_t i, bytes = 0;
	bool room;

	for (i = 0; i < n; i++)
		bytes += frame_bytes(frames[i]);
	room = r->next - r->first + n <= RING_FRAMES && r->bytes + bytes <= RING_BYTES;
	for (i = n; i > 0; i--) {
		if (room)
			r->slots[--r->first % RING_FRAMES] = frames[i - 1];
		else
			frame_release(frames[i - 1]);
	}
	if (room) {
		r->bytes += bytes;
		r->floor = *floor;
	}
	return room;
}

uint64_t
ring_find(const struct ring *r, const struct event_place *place)
{
	uint64_t low = r->first, high = r->next;

	while (low < high) {
		uint64_t middle = low + (high - low) / 2;

		if (event_place_compare(&ring_at(r, middle)->place, place) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct event_place
ring_newest(const struct ring *r)
{
	return r->first == r->next ? r->floor : ring_at(r, r->next - 1)->place;
}
