/*
 * app_chain.h -- a no-reply chain between its two files: chains.c opens, stamps and ends it,
 * chain_attests.c keeps who went in.
 */
#ifndef LANTERN_APP_CHAIN_H
#define LANTERN_APP_CHAIN_H

#include <jansson.h>

#include "lantern/facts/chain.h"
#include "lantern/req.h"

/* Whoever is asking. */
struct chain_hand chain_my_hand(const struct req *r);

/* The Chain that SQL_CHAIN_BASIS found, borrowed from its JSON. */
json_t *chain_asked(json_t *json);

#endif
