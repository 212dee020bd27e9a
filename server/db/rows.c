/* rows.c -- reading a result by column name. */
#include "lantern/rows.h"

#include <stdlib.h>

#include "lantern/log.h"
#include "rows_private.h"

#include "lantern/banned.h"

size_t
rows_count(const struct rows *rows)
{
	return rows == NULL ? 0 : (size_t)PQntuples(rows->result);
}

int
rows_column(const struct rows *rows, const char *column)
{
	int n = PQfnumber(rows->result, column);

	if (n < 0)
		log_die("no_such_column column=%s", column);
	return n;
}

const char *
rows_cell(const struct rows *rows, size_t row, int column)
{
	if (row >= rows_count(rows))
		log_die("no_such_row row=%zu", row);
	return PQgetisnull(rows->result, (int)row, column)
		       ? NULL
		       : PQgetvalue(rows->result, (int)row, column);
}

size_t
rows_cell_length(const struct rows *rows, size_t row, int column)
{
	return (size_t)PQgetlength(rows->result, (int)row, column);
}

const char *
rows_text(const struct rows *rows, const char *column)
{
	return rows_cell(rows, 0, rows_column(rows, column));
}

int64_t
rows_int(const struct rows *rows, const char *column, int64_t otherwise)
{
	const char *text = rows_text(rows, column);

	return text == NULL ? otherwise : strtoll(text, NULL, 10);
}

bool
rows_bool(const struct rows *rows, const char *column)
{
	const char *text = rows_text(rows, column);

	return text != NULL && text[0] == 't';
}
