/* json_write.h -- JSON as compact text, quicker than the library writes it. */
#ifndef LANTERN_HTTP_JSON_WRITE_H
#define LANTERN_HTTP_JSON_WRITE_H

#include <jansson.h>
#include <stddef.h>

/*
 * The same bytes as json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY), NUL behind them, their number
 * to *n. They stand in one buffer of the process, until the next call; only for the loop's thread.
 */
const char *json_write(const json_t *json, size_t *n);

#endif
