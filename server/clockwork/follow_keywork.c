/*
 * follow_keywork.c -- the times at which keywork and three-way meetings owe something.
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

/* Likewise: whoever writes up a meeting that was held sets the next date. */
void
follow_meeting(struct case_of *one)
{
	struct record_event event = {.kind = "meeting.due_passed", .happened_us = one->due->due_us};

	record_event(one->record, &one->facts, &event);
}

/* Whoever gives her the copy voids this. */
void
follow_meeting_copy(struct case_of *one)
{
	struct record_event event = {.kind = "meeting.copy_due", .happened_us = one->due->due_us};

	event.data = json_pack("{s:s}", "meeting", one->due->subject);
	record_event(one->record, &one->facts, &event);
}

/* Whoever offers her the last of them makes it void, so that something was not offered. */
void
follow_choices(struct case_of *one)
{
	struct record_event event = {.kind = "choices.due_passed", .happened_us = one->due->due_us};

	record_event(one->record, &one->facts, &event);
}
