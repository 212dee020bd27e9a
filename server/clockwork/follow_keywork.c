/*
 * follow_keywork.c -- the times at which keywork owes something.
 *
 * As with her plan, nothing is decided here. Each says once that somebody is late; it stays owed
 * until it is done (owed_list.sql).
 */
#include "lantern/clockwork/follow_case.h"

#include "lantern/facts/record.h"

#include "lantern/banned.h"

/* Whoever records a session sets the next time, so that this one went by without any. */
void
follow_keywork(struct case_of *one)
{
	struct record_event event = {.kind = "keywork.due_passed", .happened_us = one->due->due_us};

	record_event(one->record, &one->facts, &event);
}
