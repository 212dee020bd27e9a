/* log.c -- one line per event: key=value, escaped, put together in a buffer and written at once. */
#include "lantern/log.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lantern/banned.h"

#define LINE_MAX_BYTES 2048

static enum log_level lowest = LOG_INFO;
static const char *const level_names[] = {"debug", "info", "warn", "error"};

/* A line being written; what does not fit is left out, the newline always fits. */
struct line {
	char bytes[LINE_MAX_BYTES];
	size_t used;
};

static void
line_add(struct line *l, const char *s, size_t n)
{
	size_t room = sizeof(l->bytes) - 1 - l->used;

	if (n > room)
		n = room;
	memcpy(l->bytes + l->used, s, n);
	l->used += n;
}

static void
line_text(struct line *l, const char *s)
{
	line_add(l, s, strlen(s));
}

static bool
is_plain(const char *s)
{
	if (*s == '\0')
		return false;
	for (; *s != '\0'; s++)
		if (!isgraph((unsigned char)*s) || *s == '"' || *s == '=' || *s == '\\')
			return false;
	return true;
}

/* A value that could be mistaken for the next key, or break the line, goes between quotes. */
static void
line_value(struct line *l, const char *s)
{
	char hex[5];

	if (s == NULL) {
		line_text(l, "-");
		return;
	}
	if (is_plain(s)) {
		line_text(l, s);
		return;
	}
	line_text(l, "\"");
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\') {
			line_add(l, (const char[]){'\\', *s}, 2);
		} else if (isprint((unsigned char)*s)) {
			line_add(l, s, 1);
		} else {
			(void)snprintf(hex, sizeof(hex), "\\x%02x", (unsigned char)*s);
			line_text(l, hex);
		}
	}
	line_text(l, "\"");
}

/* The conversion starting at the %; returns what follows it. Takes its argument from *ap. */
static const char *
line_conversion(struct line *l, const char *fmt, va_list *ap)
{
	size_t n = strcspn(fmt + 1, "sduf") + 2;
	char spec[16], out[64];
	const char *kind;

	if (n >= sizeof(spec))
		return fmt + 1;
	memcpy(spec, fmt, n);
	spec[n] = '\0';
	kind = spec + 1 + strspn(spec + 1, "0123456789.-");
	out[0] = '\0';
	if (strcmp(kind, "s") == 0) {
		line_value(l, va_arg(*ap, const char *));
		return fmt + n;
	}
	if (strcmp(kind, "d") == 0)
		(void)snprintf(out, sizeof(out), "%d", va_arg(*ap, int));
	else if (strcmp(kind, "u") == 0)
		(void)snprintf(out, sizeof(out), "%u", va_arg(*ap, unsigned));
	else if (strcmp(kind, "ld") == 0)
		(void)snprintf(out, sizeof(out), "%ld", va_arg(*ap, long));
	else if (strcmp(kind, "lu") == 0)
		(void)snprintf(out, sizeof(out), "%lu", va_arg(*ap, unsigned long));
	else if (strcmp(kind, "lld") == 0)
		(void)snprintf(out, sizeof(out), "%lld", va_arg(*ap, long long));
	else if (strcmp(kind, "llu") == 0)
		(void)snprintf(out, sizeof(out), "%llu", va_arg(*ap, unsigned long long));
	else if (strcmp(kind, "zu") == 0)
		(void)snprintf(out, sizeof(out), "%zu", va_arg(*ap, size_t));
	else if (strcmp(kind, "f") == 0)
		(void)snprintf(out, sizeof(out), "%.*f", spec[1] == '.' ? spec[2] - '0' : 3,
			       va_arg(*ap, double));
	line_text(l, out);
	return fmt + n;
}

static void
line_time(struct line *l)
{
	struct timespec ts;
	struct tm tm;
	char out[48];
	size_t n;

	(void)clock_gettime(CLOCK_REALTIME, &ts);
	(void)gmtime_r(&ts.tv_sec, &tm);
	n = strftime(out, sizeof(out), "time=%Y-%m-%dT%H:%M:%S", &tm);
	(void)snprintf(out + n, sizeof(out) - n, ".%03ldZ", ts.tv_nsec / 1000000);
	line_text(l, out);
}

static void
log_write(enum log_level level, const char *request, const char *fmt, va_list *ap)
{
	struct line l = {.used = 0};
	const char *p;

	line_time(&l);
	line_text(&l, " level=");
	line_text(&l, level_names[level]);
	if (request != NULL) {
		line_text(&l, " request=");
		line_value(&l, request);
	}
	line_text(&l, " event=");
	for (p = fmt; *p != '\0';) {
		size_t n = strcspn(p, "%");

		line_add(&l, p, n);
		p += n;
		if (*p == '%')
			p = line_conversion(&l, p, ap);
	}
	l.bytes[l.used++] = '\n';
	if (write(STDERR_FILENO, l.bytes, l.used) < 0)
		return; /* nobody reads our log: nothing left to tell it to */
}

void
log_line(enum log_level level, const char *request, const char *fmt, ...)
{
	va_list ap;

	if (level < lowest)
		return;
	va_start(ap, fmt);
	log_write(level, request, fmt, &ap);
	va_end(ap);
}

void
log_die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_write(LOG_ERROR, NULL, fmt, &ap);
	va_end(ap);
	abort();
}

void
log_level_set(enum log_level level)
{
	lowest = level;
}

bool
log_level_parse(const char *word, enum log_level *out)
{
	size_t i;

	for (i = 0; i < sizeof(level_names) / sizeof(*level_names); i++) {
		if (strcmp(word, level_names[i]) == 0) {
			*out = (enum log_level)i;
			return true;
		}
	}
	return false;
}
