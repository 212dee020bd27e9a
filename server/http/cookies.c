/* cookies.c -- finding one cookie in a Cookie header. */
#include <string.h>

#include "private.h"

#include "lantern/banned.h"

/*
 * A cookie given twice may come from somebody who could set only one of them: then it counts as
 * none.
 */
bool
cookie_find(const char *header, const char *name, const char **value, size_t *n)
{
	size_t name_n = strlen(name);
	const char *p = header;
	int found = 0;

	while (p != NULL && *p != '\0') {
		size_t pair;

		p += strspn(p, "; \t");
		pair = strcspn(p, ";");
		if (pair > name_n && p[name_n] == '=' && memcmp(p, name, name_n) == 0) {
			*value = p + name_n + 1;
			*n = pair - name_n - 1;
			while (*n > 0 && ((*value)[*n - 1] == ' ' || (*value)[*n - 1] == '\t'))
				(*n)--;
			found++;
		}
		p += pair;
	}
	return found == 1;
}
