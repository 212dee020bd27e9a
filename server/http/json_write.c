/*
 * json_write.c -- JSON as compact text.
 *
 * What is recorded and answered goes out as JSON of some kilobytes a request. Jansson decodes each
 * character of it anew; but its strings were checked when they were made, so here they are copied
 * run by run, and only quotes, backslashes and control characters are looked for.
 */
#include "json_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/log.h"

#include "lantern/banned.h"

#define FIRST_BYTES 16384

static struct {
	char *bytes;
	size_t used, size;
} pen;

static void value_put(const json_t *json);

static void
room_make(size_t n)
{
	while (pen.size - pen.used < n) {
		pen.size = pen.size == 0 ? FIRST_BYTES : 2 * pen.size;
		pen.bytes = realloc(pen.bytes, pen.size);
		if (pen.bytes == NULL)
			log_die("out_of_memory bytes=%zu", pen.size);
	}
}

static void
put(const char *bytes, size_t n)
{
	room_make(n);
	memcpy(pen.bytes + pen.used, bytes, n);
	pen.used += n;
}

static bool
is_plain(char c)
{
	return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

static void
escape_put(char c)
{
	static const char named[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
	const char *at = c == '\0' ? NULL : strchr(named, c);
	char text[8];

	if (at != NULL)
		put((const char[]){'\\', letters[at - named]}, 2);
	else
		put(text, (size_t)snprintf(text, sizeof(text), "\\u%04X", (unsigned char)c));
}

static void
string_put(const char *s, size_t n)
{
	const char *end = s + n, *run = s;

	put("\"", 1);
	for (; s < end; s++) {
		if (is_plain(*s))
			continue;
		put(run, (size_t)(s - run));
		escape_put(*s);
		run = s + 1;
	}
	put(run, (size_t)(s - run));
	put("\"", 1);
}

static void
object_put(const json_t *json)
{
	json_t *object = (json_t *)json, *value; /* iterators come only without const */
	const char *name, *comma = "";

	put("{", 1);
	json_object_foreach(object, name, value) {
		put(comma, strlen(comma));
		string_put(name, strlen(name));
		put(":", 1);
		value_put(value);
		comma = ",";
	}
	put("}", 1);
}

static void
array_put(const json_t *json)
{
	const json_t *item;
	size_t i;

	put("[", 1);
	json_array_foreach(json, i, item) {
		if (i > 0)
			put(",", 1);
		value_put(item);
	}
	put("]", 1);
}

/* Rare, and its digits are the library's business. */
static void
real_put(const json_t *json)
{
	char *text = json_dumps(json, JSON_ENCODE_ANY);

	if (text == NULL)
		log_die("real_not_written");
	put(text, strlen(text));
	free(text);
}

static void
integer_put(json_int_t number)
{
	char text[24];

	put(text, (size_t)snprintf(text, sizeof(text), "%" JSON_INTEGER_FORMAT, number));
}

static void
value_put(const json_t *json)
{
	switch (json_typeof(json)) {
	case JSON_OBJECT:
		object_put(json);
		break;
	case JSON_ARRAY:
		array_put(json);
		break;
	case JSON_STRING:
		string_put(json_string_value(json), json_string_length(json));
		break;
	case JSON_INTEGER:
		integer_put(json_integer_value(json));
		break;
	case JSON_REAL:
		real_put(json);
		break;
	case JSON_TRUE:
		put("true", 4);
		break;
	case JSON_FALSE:
		put("false", 5);
		break;
	case JSON_NULL:
		put("null", 4);
	}
}

const char *
json_write(const json_t *json, size_t *n)
{
	pen.used = 0;
	value_put(json);
	*n = pen.used;
	put("", 1);
	return pen.bytes;
}
