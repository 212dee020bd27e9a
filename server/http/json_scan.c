/*
 * json_scan.c -- depth, and which member a fault lies in, without understanding more than brackets
 * and quotes.
 */
#include "json_scan.h"

#include "lantern/banned.h"

/* The index behind the string that begins at `i` (a quote), or `n`. */
static size_t
string_skip(const char *text, size_t n, size_t i)
{
	for (i++; i < n; i++) {
		if (text[i] == '\\')
			i++;
		else if (text[i] == '"')
			return i + 1;
	}
	return n;
}

bool
json_too_deep(const char *text, size_t n)
{
	size_t i = 0;
	int depth = 0;

	while (i < n) {
		char c = text[i];

		if (c == '"') {
			i = string_skip(text, n, i);
			continue;
		}
		depth += (c == '{' || c == '[') - (c == '}' || c == ']');
		if (depth > JSON_DEPTH_MAX)
			return true;
		i++;
	}
	return false;
}

bool
json_member_at(const char *text, size_t at, const char **name, size_t *name_n)
{
	size_t i = 0, end;
	bool found = false, key = true; /* the next string at depth 1 is a name */
	int depth = 0;

	while (i < at) {
		char c = text[i];

		if (c == '"') {
			end = string_skip(text, at, i);
			if (depth == 1 && key && end < at) {
				*name = text + i + 1;
				*name_n = end - i - 2;
				found = true;
				key = false;
			}
			i = end;
			continue;
		}
		key = key || (depth == 1 && c == ',');
		depth += (c == '{' || c == '[') - (c == '}' || c == ']');
		i++;
	}
	return found;
}
