/*
 * head.c -- the strict reading of a request's head (RFC 9112), before evhttp sees it.
 *
 * What two programs could read differently is refused: two lengths, folded lines, bare LF, a space
 * before the colon, a missing or second Host, chunked bodies. Refusing is the whole defence
 * against smuggling.
 */
#include "head.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "lantern/banned.h"

#define BAD(k, text) ((struct head){HEAD_BAD, PROBLEM_##k, text})
#define FINE ((struct head){HEAD_GOOD, PROBLEM_COUNT, NULL})
#define MORE ((struct head){HEAD_MORE, PROBLEM_COUNT, NULL})

struct span {
	const char *at;
	size_t n;
};

struct seen {
	int hosts, lengths, headers;
	bool old;    /* HTTP/1.0 */
	bool bodied; /* POST, PUT or PATCH */
};

static bool
is_token(struct span s)
{
	static const char others[] = "!#$%&'*+-.^_`|~";
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!isalnum((unsigned char)s.at[i]) &&
		    (s.at[i] == '\0' || strchr(others, s.at[i]) == NULL))
			return false;
	return s.n > 0;
}

static bool
is(struct span s, const char *word)
{
	return s.n == strlen(word) && strncasecmp(s.at, word, s.n) == 0;
}

static bool
known_method(struct span s)
{
	static const char *const methods[] = {"GET",   "HEAD",	 "POST",   "PUT",
					      "PATCH", "DELETE", "OPTIONS"};
	size_t i;

	for (i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		if (s.n == strlen(methods[i]) && memcmp(s.at, methods[i], s.n) == 0)
			return true;
	return false;
}

/* Up to the next space, which is skipped. */
static struct span
word_take(struct span *line)
{
	const char *space = memchr(line->at, ' ', line->n);
	struct span word = {line->at, space == NULL ? line->n : (size_t)(space - line->at)};
	size_t used = word.n + (space != NULL);

	line->at += used;
	line->n -= used;
	return word;
}

static struct head
request_line_check(struct span line, struct seen *seen)
{
	struct span method = word_take(&line), target = word_take(&line);
	size_t i;

	if (!is_token(method))
		return BAD(BAD_REQUEST, "The request line is malformed.");
	if (!known_method(method))
		return BAD(METHOD_UNKNOWN, "");
	seen->bodied = method.at[0] == 'P';
	if (target.n > TARGET_BYTES_MAX)
		return BAD(URI_TOO_LONG, "");
	if (target.n == 0 || (target.at[0] != '/' && !(target.n == 1 && is(method, "OPTIONS"))))
		return BAD(BAD_REQUEST, "The address must begin with a slash.");
	for (i = 0; i < target.n; i++)
		if (!isgraph((unsigned char)target.at[i]))
			return BAD(BAD_REQUEST,
				   "The address holds a character that needs escaping.");
	seen->old = line.n == 8 && memcmp(line.at, "HTTP/1.0", 8) == 0;
	if (!seen->old && (line.n != 8 || memcmp(line.at, "HTTP/1.1", 8) != 0))
		return BAD(BAD_REQUEST, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
	return FINE;
}

static struct span
trimmed(struct span s)
{
	while (s.n > 0 && (s.at[0] == ' ' || s.at[0] == '\t'))
		s = (struct span){s.at + 1, s.n - 1};
	while (s.n > 0 && (s.at[s.n - 1] == ' ' || s.at[s.n - 1] == '\t'))
		s.n--;
	return s;
}

/*
 * A body where none belongs is read by some as the next request: evhttp does so after HEAD.
 */
static struct head
length_check(struct span value, bool bodied)
{
	size_t i, length = 0;

	for (i = 0; i < value.n; i++) {
		if (!isdigit((unsigned char)value.at[i]))
			return BAD(BAD_REQUEST, "Content-Length is not a number.");
		length = length * 10 + (size_t)(value.at[i] - '0');
		if (length > BODY_BYTES_MAX)
			return BAD(TOO_LARGE, "");
	}
	if (length > 0 && !bodied)
		return BAD(BAD_REQUEST, "Only POST, PUT and PATCH carry a body.");
	return value.n == 0 ? BAD(BAD_REQUEST, "Content-Length is empty.") : FINE;
}

static struct head
header_check(struct span line, struct seen *seen)
{
	const char *colon = memchr(line.at, ':', line.n);
	struct span name, value;
	size_t i;

	if (line.at[0] == ' ' || line.at[0] == '\t')
		return BAD(BAD_REQUEST, "Folded headers are not read.");
	if (colon == NULL)
		return BAD(BAD_REQUEST, "A header has no colon.");
	name = (struct span){line.at, (size_t)(colon - line.at)};
	value = trimmed((struct span){colon + 1, line.n - name.n - 1});
	if (!is_token(name))
		return BAD(BAD_REQUEST, "A header's name is malformed.");
	for (i = 0; i < value.n; i++)
		if (iscntrl((unsigned char)value.at[i]) && value.at[i] != '\t')
			return BAD(BAD_REQUEST, "A header holds a control character.");
	if (++seen->headers > HEADERS_MAX)
		return BAD(HEADERS_TOO_LARGE, "");
	if (is(name, "transfer-encoding"))
		return BAD(LENGTH_REQUIRED, "");
	if (is(name, "host") && (++seen->hosts > 1 || value.n == 0))
		return BAD(BAD_REQUEST, "Host must be there once.");
	if (is(name, "content-length"))
		return ++seen->lengths > 1 ? BAD(BAD_REQUEST, "Content-Length is there twice.")
					   : length_check(value, seen->bodied);
	return FINE;
}

/* The next line without its CRLF; false when its end is not here yet. *bad: its LF has no CR. */
static bool
line_take(struct span *rest, struct span *line, bool *bad)
{
	const char *lf = memchr(rest->at, '\n', rest->n);

	*bad = false;
	if (lf == NULL)
		return false;
	*line = (struct span){rest->at, (size_t)(lf - rest->at)};
	rest->at += line->n + 1;
	rest->n -= line->n + 1;
	*bad = line->n == 0 || line->at[line->n - 1] != '\r';
	line->n -= *bad ? 0 : 1;
	return true;
}

struct head
head_check(const char *bytes, size_t n)
{
	struct span line, rest = {bytes, n < HEAD_BYTES_MAX ? n : HEAD_BYTES_MAX};
	struct seen seen = {0};
	struct head h;
	bool bad, first = true;

	while (line_take(&rest, &line, &bad)) {
		if (bad)
			return BAD(BAD_REQUEST, "A line ends in LF alone.");
		if (line.n == 0 && !first)
			return seen.hosts == 0 && !seen.old
				       ? BAD(BAD_REQUEST, "Host must be there once.")
				       : FINE;
		h = first ? request_line_check(line, &seen) : header_check(line, &seen);
		if (h.verdict == HEAD_BAD)
			return h;
		first = false;
	}
	if (first && n > TARGET_BYTES_MAX + 64)
		return BAD(URI_TOO_LONG, "");
	return n > HEAD_BYTES_MAX ? BAD(HEADERS_TOO_LARGE, "") : MORE;
}
