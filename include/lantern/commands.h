/*
 * commands.h -- what lanternd does besides serving: short, blocking, one answer on stdout.
 *
 * Each takes the words after its name, ended by NULL, and returns the exit code.
 */
#ifndef LANTERN_COMMANDS_H
#define LANTERN_COMMANDS_H

struct config;

/* hash: reads a secret (one line of stdin) and prints what the database keeps of it, with this
 * installation's pepper. */
int command_hash(const struct config *c, char **words);

/*
 * totp USERNAME: the code that her authenticator shows now. For the demonstration only: refuses
 * without LANTERN_DEMO=1, and reads the key as the owner of the database.
 */
int command_totp(const struct config *c, char **words);

/*
 * verify [PREMISES]: walks the chain of events of every premises, or of the one of that name or id,
 * and of the estate. One line each: "NAME: N events, chain whole, head HEX", or the first link that
 * does not hold. EXIT_FAILURE when one is broken.
 */
int command_verify(const struct config *c, char **words);

#endif
