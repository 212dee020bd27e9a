/* status.c -- the words for how things stand, from times and facts alone. */
#include "lantern/rules/status.h"

#include "lantern/banned.h"

#define SOON_DAYS 7

bool
check_is_overdue(int64_t latest_us, int64_t at_us)
{
	return at_us >= latest_us && at_us - latest_us >= US_PER_S;
}

enum check_status
check_status(const struct check_times *times, int32_t soon_s, int64_t now_us)
{
	switch (times->state) {
	case STATE_DONE:
		return check_is_overdue(times->latest_us, times->closed_us) ? STATUS_DONE_LATE
									    : STATUS_DONE;
	case STATE_MISSED:
		return STATUS_MISSED;
	case STATE_NOT_REQUIRED:
		return STATUS_NOT_REQUIRED;
	case STATE_OPEN:
	case STATE_COUNT:
		break;
	}
	if (check_is_overdue(times->latest_us, now_us))
		return STATUS_OVERDUE;
	if (now_us >= times->from_us)
		return STATUS_DUE;
	return times->from_us - now_us <= soon_s * US_PER_S ? STATUS_SOON : STATUS_LATER;
}

const char *
status_word(enum check_status status)
{
	static const char *const words[STATUS_COUNT] = {
		"later", "soon", "due", "overdue", "done", "done_late", "missed", "not_required"};

	return (unsigned)status < STATUS_COUNT ? words[status] : NULL;
}

static int
board_rank(const struct board_place *place)
{
	if (place->status == STATUS_OVERDUE)
		return 0;
	if (place->status == STATUS_DUE)
		return 1;
	if (place->no_reply)
		return 2;
	return place->status == STATUS_SOON || place->status == STATUS_LATER ? 3 : 4;
}

int
board_order(const struct board_place *a, const struct board_place *b)
{
	int difference = board_rank(a) - board_rank(b);

	if (difference != 0)
		return difference;
	return (a->latest_us > b->latest_us) - (a->latest_us < b->latest_us);
}

struct due_status
due_status(int32_t target_day, int32_t today, bool closed)
{
	if (closed)
		return (struct due_status){DUE_CLOSED, 0};
	if (target_day < today)
		return (struct due_status){DUE_OVERDUE, today - target_day};
	if (target_day == today)
		return (struct due_status){DUE_TODAY, 0};
	return (struct due_status){target_day - today <= SOON_DAYS ? DUE_SOON : DUE_LATER,
				   target_day - today};
}

const char *
due_status_word(enum due_word word)
{
	static const char *const words[DUE_COUNT] = {"closed", "overdue", "today", "soon", "later"};

	return (unsigned)word < DUE_COUNT ? words[word] : NULL;
}

enum plan_status
plan_status(const struct plan_times *times, int64_t now_us)
{
	if (times->end_us <= now_us)
		return PLAN_ENDED;
	if (now_us < times->start_us)
		return PLAN_NOT_STARTED;
	if (check_is_overdue(times->review_by_us, now_us))
		return PLAN_REVIEW_OVERDUE;
	if (now_us >= times->review_by_us - SOON_DAYS * US_PER_DAY)
		return PLAN_REVIEW_SOON;
	return PLAN_IN_FORCE;
}

const char *
plan_status_word(enum plan_status status)
{
	static const char *const words[PLAN_STATUS_COUNT] = {
		"not_started", "in_force", "review_soon", "review_overdue", "ended"};

	return (unsigned)status < PLAN_STATUS_COUNT ? words[status] : NULL;
}
