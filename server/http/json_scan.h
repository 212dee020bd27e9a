/* json_scan.h -- a look over raw JSON text before it is parsed. Pure. */
#ifndef LANTERN_HTTP_JSON_SCAN_H
#define LANTERN_HTTP_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#define JSON_DEPTH_MAX 16

/* True when arrays and objects nest deeper than JSON_DEPTH_MAX. */
bool json_too_deep(const char *text, size_t n);

/*
 * The member of the outermost object that byte `at` is in; false when there is none. *name is of
 * `text`.
 */
bool json_member_at(const char *text, size_t at, const char **name, size_t *name_n);

#endif
