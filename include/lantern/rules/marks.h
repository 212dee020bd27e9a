/*
 * marks.h -- what is noted beside an entry about how it was made (features 29, 35, 37). A mark is a
 * fact, not a blame; none of them keeps a contact from counting.
 */
#ifndef LANTERN_RULES_MARKS_H
#define LANTERN_RULES_MARKS_H

#include "lantern/rules/settings.h"
#include "lantern/rules/zone.h"

/* Bits, with their words late_entry, retrospective, together, same_words. */
enum visit_mark {
	/* Entered more than late_entry_s after it was done. */
	MARK_LATE_ENTRY = 1,
	/* More than retrospective_s after, or after the end of the shift it was done in. */
	MARK_RETROSPECTIVE = 2,
	/* batch_rooms or more rooms entered within batch_s, with the same outcome, at the desk. */
	MARK_TOGETHER = 4,
	/* The same free text for the third time running, confirmed. */
	MARK_SAME_WORDS = 8,
};
#define MARKS_COUNT 4

/* The word of the bit 1 << place, place below MARKS_COUNT; else NULL. */
const char *mark_word(unsigned place);

struct entry_times {
	int64_t done_us, entered_us;
};

/* MARK_LATE_ENTRY and MARK_RETROSPECTIVE. The latter needs a reason and a second name. */
unsigned marks_of_times(const struct entry_times *times, const struct rules_settings *settings,
			const struct zone *zone);

/* The first shift end after us, US_ENDLESS when the settings have none. */
int64_t shift_end_after(const struct rules_settings *settings, const struct zone *zone, int64_t us);

#define DESK_ENTRIES_MAX 16

/* An earlier entry by the same worker at the same desk. */
struct desk_entry {
	uint8_t visit[16];
	uint8_t room[16];
	enum check_outcome outcome;
	int64_t entered_us;
};

struct desk_log {
	size_t count;
	struct desk_entry entry[DESK_ENTRIES_MAX];
};

/*
 * How many of the earlier entries belong together with this one (0: no mark); their places in the
 * log go to together[]. The same room entered twice counts once. Only for entries made at the desk.
 */
size_t marks_together(const struct desk_log *log, const struct desk_entry *this_one,
		      const struct rules_settings *settings, size_t together[DESK_ENTRIES_MAX]);

/* Equal but for case (ASCII), spaces and full stops. Empty words are never the same. */
bool words_same(const char *a, const char *b);

/* This note repeats the two before it; either may be NULL. */
bool words_third_time(const char *note, const char *last, const char *last_but_one);

#endif
