/*
 * letters.h -- the words of what leaves the building, made of a kind and counts (features 60, 119).
 *
 * This is the only place where they are made, and there is nothing here to make a name, a house or
 * a reason of. Plain ASCII English.
 */
#ifndef LANTERN_CLOCKWORK_LETTERS_H
#define LANTERN_CLOCKWORK_LETTERS_H

#include <stdbool.h>

#define LETTER_SUBJECT_SIZE 120
#define LETTER_BODY_SIZE 1200
#define LETTER_LINK_SIZE 320

/* 0: not spoken of. residents 0 counts as one. */
struct letter_counts {
	int updates, good, waiting, residents;
};

struct letter_words {
	char subject[LETTER_SUBJECT_SIZE];
	char link[LETTER_LINK_SIZE]; /* <public_url>/open/<id> */
	char body[LETTER_BODY_SIZE]; /* lines end in \n */
};

/* `kind` as in the column outbox.template; false when nobody knows it. */
bool letter_write(const char *kind, const struct letter_counts *counts, struct letter_words *out);

/* Before letter_write: where the link leads. `public_url` without a slash at its end. */
void letter_link(const char *public_url, const char *id, struct letter_words *out);

#endif
