/* guesses.c -- wrong guesses by address, in a table that does not grow. */
#include "lantern/guesses.h"

#include <arpa/inet.h>
#include <stddef.h>
#include <string.h>

#include "lantern/clock.h"

#include "lantern/banned.h"

#define SLOTS 4096

static struct slot {
	uint64_t address;
	int64_t since_us;
	int count;
} slots[SLOTS];

/* An IPv6 customer has a network of 64 bits to ask from: it counts as one. */
static uint64_t
number_of(const char *address)
{
	unsigned char bytes[16] = {0};
	uint64_t number = 0;

	if (inet_pton(AF_INET, address, bytes) != 1)
		(void)inet_pton(AF_INET6, address, bytes);
	memcpy(&number, bytes, sizeof(number));
	return number;
}

/* Its slot, as it counts now: what was counted too long ago, or for another address, is gone. */
static struct slot *
slot_of(const char *address, int64_t now_us)
{
	uint64_t number = number_of(address);
	struct slot *slot = &slots[(number * UINT64_C(0x9e3779b97f4a7c15)) >> 52];

	if (slot->address != number || now_us - slot->since_us >= GUESSES_S * CLOCK_US)
		*slot = (struct slot){number, now_us, 0};
	return slot;
}

bool
guesses_left(const char *address, int64_t now_us)
{
	return slot_of(address, now_us)->count < GUESSES_MAX;
}

void
guesses_count(const char *address, int64_t now_us)
{
	slot_of(address, now_us)->count++;
}
