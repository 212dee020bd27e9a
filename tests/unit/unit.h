/* unit.h -- what every unit test includes: cmocka wants its own includes before it. */
#ifndef LANTERN_TESTS_UNIT_H
#define LANTERN_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

#endif
