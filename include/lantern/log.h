/*
 * log.h -- one line per event on stderr: key=value, escaped, never bodies, tokens or names.
 *
 *	log_info(r->id, "sign_on staff=%s premises=%s", staff, premises);
 *
 * The first word of the format is the event, every other word is `key=%conversion`. Values of %s
 * are
 * quoted and escaped where they need it; NULL prints as -. Conversions known: %s %d %u %ld %lu %lld
 * %llu %zu and %.Nf. Thread safe: a line is one write(2).
 */
#ifndef LANTERN_LOG_H
#define LANTERN_LOG_H

#include <stdbool.h>

enum log_level {
	LOG_DEBUG,
	LOG_INFO,
	LOG_WARN,  /* odd, and somebody may want to know tomorrow */
	LOG_ERROR, /* someone must act */
};

/* Lines below this are dropped; LOG_INFO at start. */
void log_level_set(enum log_level level);

/* "debug" "info" "warn" "error"; false when it is none of these. */
bool log_level_parse(const char *word, enum log_level *out);

/* `request` is the request's id or NULL. */
void log_line(enum log_level level, const char *request, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Logs at error level and aborts: a broken invariant or no memory. */
void log_die(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

#define log_debug(request, ...) log_line(LOG_DEBUG, request, __VA_ARGS__)
#define log_info(request, ...) log_line(LOG_INFO, request, __VA_ARGS__)
#define log_warn(request, ...) log_line(LOG_WARN, request, __VA_ARGS__)
#define log_error(request, ...) log_line(LOG_ERROR, request, __VA_ARGS__)

#endif
