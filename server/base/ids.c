/*
 * ids.c -- UUIDs: libuuid's random ones, time-ordered ones (RFC 9562, version 7), strict parsing.
 */
#include "lantern/ids.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <sys/random.h>
#include <uuid/uuid.h>

#include "lantern/log.h"

#include "lantern/banned.h"

char *
id_random(char *out)
{
	uuid_t id;

	uuid_generate_random(id);
	uuid_unparse_lower(id, out);
	return out;
}

char *
id_ordered(int64_t now_us, char *out)
{
	uint64_t ms = (uint64_t)(now_us / 1000);
	unsigned char id[16];
	int i;

	if (getrandom(id, sizeof(id), 0) != (ssize_t)sizeof(id))
		log_die("entropy_missing");
	for (i = 0; i < 6; i++)
		id[i] = (unsigned char)(ms >> (40 - 8 * i));
	id[6] = (unsigned char)(0x70 | (id[6] & 0x0f));
	id[8] = (unsigned char)(0x80 | (id[8] & 0x3f));
	uuid_unparse_lower(id, out);
	return out;
}

bool
id_parse(const char *text, char *out)
{
	char canonical[UUID_SIZE];
	bool nil = true;
	size_t i;

	if (text == NULL)
		return false;
	for (i = 0; i < UUID_SIZE - 1; i++) {
		unsigned char c = (unsigned char)text[i];
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? c != '-' : !isxdigit(c))
			return false;
		nil = nil && (dash || c == '0');
		canonical[i] = (char)tolower(c);
	}
	if (text[i] != '\0' || nil)
		return false;
	canonical[i] = '\0';
	if (out != NULL)
		memcpy(out, canonical, sizeof(canonical));
	return true;
}
