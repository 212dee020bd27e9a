/*
 * ids.h -- UUIDs as lower-case text of 36 characters.
 *
 * id_ordered() (version 7: milliseconds, then random) for rows that are many, so that an index
 * grows
 * at its end; id_random() (version 4) where an id should tell nothing.
 */
#ifndef LANTERN_IDS_H
#define LANTERN_IDS_H

#include <stdbool.h>
#include <stdint.h>

#define UUID_SIZE 37 /* text and NUL */

/* Each writes UUID_SIZE bytes to `out` and returns it. Never fails (aborts without entropy). */
char *id_random(char *out);
char *id_ordered(int64_t now_us, char *out);

/*
 * Exactly 8-4-4-4-12 hex digits, any case; canonical lower case goes to `out` (may be NULL).
 * The nil UUID is refused. `text` may be NULL: false.
 */
bool id_parse(const char *text, char *out);

#endif
