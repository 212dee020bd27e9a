/*
 * rows.h -- the result of one query, as text. Valid only during the step or callback that got it.
 *
 * Asking for a column that the query does not have is our own mistake: the process aborts.
 */
#ifndef LANTERN_ROWS_H
#define LANTERN_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rows;

/* 0 when NULL is given (a first step has no rows). */
size_t rows_count(const struct rows *rows);

/* First row's column, NULL for SQL NULL. There must be a first row. */
const char *rows_text(const struct rows *rows, const char *column);

/* The column's number, for use with rows_cell in loops. */
int rows_column(const struct rows *rows, const char *column);

/* Text of a cell, NULL for SQL NULL; row < rows_count. */
const char *rows_cell(const struct rows *rows, size_t row, int column);
size_t rows_cell_length(const struct rows *rows, size_t row, int column);

/* First row's column as a number or boolean; SQL NULL gives `otherwise`. */
int64_t rows_int(const struct rows *rows, const char *column, int64_t otherwise);
bool rows_bool(const struct rows *rows, const char *column);

#endif
