/*
 * status.h -- what a check, an action, a review or a plan is called now (features 33, 111, 112,
 * 114). Nobody types a status. tests/rules/status.json holds the cases; the client's tests run the
 * same file.
 */
#ifndef LANTERN_RULES_STATUS_H
#define LANTERN_RULES_STATUS_H

#include "lantern/rules/outcome.h"
#include "lantern/rules/zone.h"

enum check_status {
	STATUS_LATER,
	STATUS_SOON,	/* its window opens within soon_s */
	STATUS_DUE,	/* in its window, latest_us and the second after included */
	STATUS_OVERDUE, /* from latest_us + 1 s */
	STATUS_DONE,
	STATUS_DONE_LATE,
	STATUS_MISSED,
	STATUS_NOT_REQUIRED,
	STATUS_COUNT
};

struct check_times {
	enum check_state state;
	int64_t from_us, latest_us;
	int64_t closed_us; /* of a done one: the done time of its visit */
};

bool check_is_overdue(int64_t latest_us, int64_t at_us); /* at_us - latest_us >= 1 s */
enum check_status check_status(const struct check_times *times, int32_t soon_s, int64_t now_us);
const char *status_word(enum check_status status);

/*
 * The order of the board: overdue, due, no reply, then the other open ones, then the closed; ties
 * by latest_us. Negative, 0 or positive like strcmp.
 */
struct board_place {
	enum check_status status;
	bool no_reply; /* she was knocked for and has not answered since */
	int64_t latest_us;
};
int board_order(const struct board_place *a, const struct board_place *b);

/* Something with a target date: an action, a review. */
enum due_word { DUE_CLOSED, DUE_OVERDUE, DUE_TODAY, DUE_SOON, DUE_LATER, DUE_COUNT };

struct due_status {
	enum due_word word;
	int32_t days; /* overdue by, or until; 0 when closed or today */
};

/* Days are local days since 1970-01-01. Soon: within 7 days. */
struct due_status due_status(int32_t target_day, int32_t today, bool closed);
const char *due_status_word(enum due_word word);

enum plan_status {
	PLAN_NOT_STARTED,
	PLAN_IN_FORCE,
	PLAN_REVIEW_SOON,
	PLAN_REVIEW_OVERDUE,
	PLAN_ENDED,
	PLAN_STATUS_COUNT
};

struct plan_times {
	int64_t start_us;
	int64_t review_by_us; /* US_ENDLESS: none set */
	int64_t end_us;	      /* US_ENDLESS: not ended */
};

/* Review overdue from review_by + 1 s, soon within 7 days before; both are in force. */
enum plan_status plan_status(const struct plan_times *times, int64_t now_us);
const char *plan_status_word(enum plan_status status);

#endif
