/* marks.c -- facts about how an entry was made. */
#include "lantern/rules/marks.h"

#include <string.h>

#include "lantern/banned.h"

const char *
mark_word(unsigned place)
{
	static const char *const words[MARKS_COUNT] = {"late_entry", "retrospective", "together",
						       "same_words"};

	return place < MARKS_COUNT ? words[place] : NULL;
}

int64_t
shift_end_after(const struct rules_settings *settings, const struct zone *zone, int64_t us)
{
	int64_t first = US_ENDLESS;

	for (int32_t i = 0; i < settings->shift_end_count && i < SHIFT_ENDS_MAX; i++) {
		int64_t end = zone_next(zone, us, settings->shift_end_min[i] * 60);

		first = end < first ? end : first;
	}
	return first;
}

unsigned
marks_of_times(const struct entry_times *times, const struct rules_settings *settings,
	       const struct zone *zone)
{
	int64_t lag_us = times->entered_us - times->done_us;
	unsigned marks = 0;

	if (lag_us > settings->late_entry_s * US_PER_S)
		marks |= MARK_LATE_ENTRY;
	if (lag_us > settings->retrospective_s * US_PER_S ||
	    times->entered_us > shift_end_after(settings, zone, times->done_us))
		marks |= MARK_RETROSPECTIVE;
	return marks;
}

static bool
room_listed(const struct desk_log *log, const size_t *places, size_t count, const uint8_t *room)
{
	for (size_t i = 0; i < count; i++)
		if (memcmp(log->entry[places[i]].room, room, sizeof log->entry[0].room) == 0)
			return true;
	return false;
}

size_t
marks_together(const struct desk_log *log, const struct desk_entry *this_one,
	       const struct rules_settings *settings, size_t together[DESK_ENTRIES_MAX])
{
	size_t count = 0, rooms = 1;

	for (size_t i = 0; i < log->count && i < DESK_ENTRIES_MAX; i++) {
		const struct desk_entry *entry = &log->entry[i];
		int64_t apart_us = this_one->entered_us - entry->entered_us;

		if (entry->outcome != this_one->outcome ||
		    (apart_us < 0 ? -apart_us : apart_us) > settings->batch_s * US_PER_S ||
		    memcmp(entry->room, this_one->room, sizeof entry->room) == 0)
			continue;
		if (!room_listed(log, together, count, entry->room))
			rooms++;
		together[count++] = i;
	}
	return rooms >= (size_t)settings->batch_rooms ? count : 0;
}

/* The next character that matters, in lower case; 0 at the end. */
static char
next_letter(const char **text)
{
	char c;

	while ((c = **text) == ' ' || c == '.' || c == '\t' || c == '\n' || c == '\r')
		(*text)++;
	if (c != '\0')
		(*text)++;
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
words_same(const char *a, const char *b)
{
	bool any = false;

	if (a == NULL || b == NULL)
		return false;
	for (;;) {
		char letter = next_letter(&a);

		if (letter != next_letter(&b))
			return false;
		if (letter == '\0')
			return any;
		any = true;
	}
}

bool
words_third_time(const char *note, const char *last, const char *last_but_one)
{
	return words_same(note, last) && words_same(note, last_but_one);
}
