/* fuzz_rules_night.c -- no sequence of visits, absences and deadlines breaks a law of stay.h. */
#include "rules/long_night.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct die die = {0, data, size};
	struct long_night night;

	night_begin(&night, &die);
	while (night.broken == NULL && die.left > 0)
		night_step(&night);
	if (night.broken != NULL) {
		fprintf(stderr, "%s\n", night.broken);
		abort();
	}
	return 0;
}
