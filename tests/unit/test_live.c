/* test_live.c -- events as bytes, and the ring that no reader may lose one from. */
#include "unit/unit.h"

#include <stdio.h>

#include "http/ring.h"
#include "http/sse.h"

static void
framed_as(const struct sse *e, const char *expected)
{
	char out[256];
	size_t n = sse_write(e, NULL, 0);

	assert_int_equal(sse_write(e, out, sizeof(out)), n);
	assert_int_equal(n, strlen(expected));
	assert_memory_equal(out, expected, n);
}

static void
events_are_framed_as_chunks(void **state)
{
	(void)state;
	framed_as(&(struct sse){"1-2-3", NULL, "{}"}, "14\r\nid: 1-2-3\ndata: {}\n\n\r\n");
	framed_as(&(struct sse){NULL, "beat", "{}"}, "16\r\nevent: beat\ndata: {}\n\n\r\n");
}

static void
a_line_break_cannot_end_an_event(void **state)
{
	(void)state;
	framed_as(&(struct sse){NULL, NULL, "a\n\nevent: bye"},
		  "21\r\ndata: a\ndata: \ndata: event: bye\n\n\r\n");
}

static void
places_are_read_strictly_and_ordered(void **state)
{
	static const char *const bad[] = {"",
					  "1-2",
					  "1-2-3-4",
					  "1-2-",
					  "-1-2-3",
					  "+1-2-3",
					  "a-2-3",
					  "1 -2-3",
					  "1-2-3 ",
					  "1--2-3",
					  "1-2-99999999999999999999",
					  "1-2-9223372036854775808"};
	struct event_place a, b;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++)
		assert_false(event_place_parse(bad[i], &a));
	assert_false(event_place_parse(NULL, &a));
	assert_true(event_place_parse("1-18446744073709551615-9223372036854775807", &a));
	assert_true(event_place_parse("1-744-9", &a));
	assert_true(event_place_parse("1-744-10", &b));
	assert_true(event_place_compare(&a, &b) < 0);
	assert_true(event_place_parse("1-745-0", &b));
	assert_true(event_place_compare(&a, &b) < 0);
	assert_int_equal(event_place_compare(&a, &a), 0);
}

static struct frame *
frame_of(unsigned xid, const char *data)
{
	char id[32];
	struct event_row row = {.id = id, .whole = data, .board = "{}"};

	(void)snprintf(id, sizeof(id), "1-%u-1", xid);
	return frame_new(&row);
}

static void
a_reader_begins_behind_what_it_has_seen(void **state)
{
	struct event_place floor = {1, 10, 0}, seen = {1, 12, 1};
	struct ring ring;
	unsigned xid;

	(void)state;
	ring_init(&ring, &floor);
	assert_int_equal(ring_find(&ring, &seen), ring.next);
	for (xid = 11; xid < 20; xid++)
		ring_push(&ring, frame_of(xid, "{}"));
	assert_int_equal(ring_at(&ring, ring_find(&ring, &seen))->place.xid, 13);
	assert_int_equal(ring_find(&ring, &floor), ring.first);
	seen.xid = 99;
	assert_int_equal(ring_find(&ring, &seen), ring.next);
	assert_int_equal(ring_newest(&ring).xid, 19);
	ring_free(&ring);
}

static void
the_floor_rises_with_what_is_forgotten(void **state)
{
	struct event_place floor = {1, 0, 0};
	struct ring ring;
	unsigned xid;

	(void)state;
	ring_init(&ring, &floor);
	for (xid = 1; xid <= RING_FRAMES + 7; xid++)
		ring_push(&ring, frame_of(xid, "{}"));
	assert_int_equal(ring.next - ring.first, RING_FRAMES);
	assert_int_equal(ring.floor.xid, 7);
	assert_int_equal(ring_at(&ring, ring.first)->place.xid, 8);
	ring_free(&ring);
}

static void
large_events_push_out_more(void **state)
{
	static char data[1024 * 1024];
	struct event_place floor = {1, 0, 0};
	struct ring ring;
	unsigned xid;

	(void)state;
	memset(data, 'x', sizeof(data) - 1);
	ring_init(&ring, &floor);
	for (xid = 1; xid <= 40; xid++)
		ring_push(&ring, frame_of(xid, data));
	assert_true(ring.bytes <= RING_BYTES);
	assert_int_equal(ring.floor.xid, 40 - (ring.next - ring.first));
	ring_free(&ring);
}

static void
older_events_are_put_in_front(void **state)
{
	struct event_place floor = {1, 10, 0}, older = {1, 5, 0};
	struct frame *fetched[] = {frame_of(6, "{}"), frame_of(8, "{}")};
	struct ring ring;

	(void)state;
	ring_init(&ring, &floor);
	ring_push(&ring, frame_of(11, "{}"));
	assert_true(ring_extend(&ring, fetched, 2, &older));
	assert_int_equal(ring_at(&ring, ring_find(&ring, &older))->place.xid, 6);
	assert_int_equal(ring_at(&ring, ring.first + 1)->place.xid, 8);
	assert_int_equal(ring_at(&ring, ring.first + 2)->place.xid, 11);
	assert_int_equal(ring.floor.xid, 5);
	ring_free(&ring);
}

static void
what_does_not_fit_is_not_put_in_front(void **state)
{
	struct event_place floor = {1, 1000, 0}, older = {1, 5, 0};
	struct frame *fetched[] = {frame_of(6, "{}")};
	struct ring ring;
	unsigned i;

	(void)state;
	ring_init(&ring, &floor);
	for (i = 0; i < RING_FRAMES; i++)
		ring_push(&ring, frame_of(1001 + i, "{}"));
	assert_false(ring_extend(&ring, fetched, 1, &older));
	assert_int_equal(ring.floor.xid, 1000);
	ring_free(&ring);
}

static void
a_board_gets_its_own_variant(void **state)
{
	struct event_row row = {.id = "1-2-3", .whole = "{\"name\":\"Ada\"}", .board = "{}"};
	struct frame *f = frame_new(&row);

	(void)state;
	assert_int_equal(f->board_n, strlen("14\r\nid: 1-2-3\ndata: {}\n\n\r\n"));
	assert_null(memmem(f->bytes + f->whole_n, f->board_n, "Ada", 3));
	frame_release(f);
	row.board = NULL;
	f = frame_new(&row);
	assert_int_equal(f->board_n, 0);
	frame_release(f);
}

static void
a_practitioner_gets_a_third(void **state)
{
	struct event_row row = {.id = "1-2-3",
				.resident = "3b9f6a52-0000-4000-8000-000000000001",
				.whole = "{\"name\":\"Ada\"}",
				.board = "{\"b\":1}",
				.hers = "{}"};
	struct frame *f = frame_new(&row);

	(void)state;
	assert_true(f->has_resident);
	assert_int_equal(f->resident[0], 0x3b);
	assert_int_equal(f->hers_n, strlen("14\r\nid: 1-2-3\ndata: {}\n\n\r\n"));
	assert_memory_equal(f->bytes + f->whole_n + f->board_n, "14\r\nid", 6);
	frame_release(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_are_framed_as_chunks),
		cmocka_unit_test(a_line_break_cannot_end_an_event),
		cmocka_unit_test(places_are_read_strictly_and_ordered),
		cmocka_unit_test(a_reader_begins_behind_what_it_has_seen),
		cmocka_unit_test(the_floor_rises_with_what_is_forgotten),
		cmocka_unit_test(large_events_push_out_more),
		cmocka_unit_test(older_events_are_put_in_front),
		cmocka_unit_test(what_does_not_fit_is_not_put_in_front),
		cmocka_unit_test(a_board_gets_its_own_variant),
		cmocka_unit_test(a_practitioner_gets_a_third),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
