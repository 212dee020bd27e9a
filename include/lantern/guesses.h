/*
 * guesses.h -- addresses that ask for what is not there, too often (calendar feeds, whose address
 * is a secret).
 *
 * Counted per process, in a table that does not grow: of two addresses that fall on one slot the
 * later one counts. A secret of 32 random bytes is not found by guessing; this keeps whoever tries
 * from costing the house anything.
 */
#ifndef LANTERN_GUESSES_H
#define LANTERN_GUESSES_H

#include <stdbool.h>
#include <stdint.h>

#define GUESSES_MAX 20 /* wrong ones from one address ... */
#define GUESSES_S 300  /* ... within so many seconds */

/* Whether this address (IPv4, or the network of an IPv6 one) has guesses left at now_us. */
bool guesses_left(const char *address, int64_t now_us);

/* It guessed wrong. */
void guesses_count(const char *address, int64_t now_us);

#endif
