-- name: record :one write
-- $1 document jsonb
-- Makes a decision true, all of it or nothing (sql/always/30_record.sql). NULL: what it was based on holds no longer.
SELECT lantern.record($1::jsonb)::text AS result
