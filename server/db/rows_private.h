/* rows_private.h -- rows are a libpq result that somebody else frees. */
#ifndef LANTERN_DB_ROWS_PRIVATE_H
#define LANTERN_DB_ROWS_PRIVATE_H

#include <libpq-fe.h>

struct rows {
	PGresult *result;
};

#endif
