-- name: identity_set :exec read
-- First statement of every sync of a request: who is asking, for row security, for this transaction only (design.md).
-- $1 now text        instant, RFC 3339
-- $2 staff text      uuid or ''
-- $3 terminal text   uuid or ''
-- $4 premises text   {uuid,...} she has to do with as a member of staff
-- $5 residents text  {uuid,...} she may see as their practitioner
-- $6 circle text     {uuid,...} restricted women whose identity she may see
-- $7 names text      t or f
-- $8 roles text      {role,...}
-- $9 request text    uuid
-- $10 board text     those of them whose women she may see
-- $11 plans text     those of them where she may read a whole plan: all but agency workers
-- $12 health text    those of them where she may see marks on a body
-- $13 kitchen text   {uuid,...} where she cooks
-- $14 family text    those of them where she may read of a woman's family
SELECT set_config('lantern.now', $1::text, true), set_config('lantern.staff', $2::text, true),
    set_config('lantern.terminal', $3::text, true), set_config('lantern.premises', $4::text, true),
    set_config('lantern.residents', $5::text, true), set_config('lantern.circle', $6::text, true),
    set_config('lantern.names', $7::text, true), set_config('lantern.roles', $8::text, true),
    set_config('lantern.request', $9::text, true), set_config('lantern.board', $10::text, true),
    set_config('lantern.plans', $11::text, true), set_config('lantern.health', $12::text, true),
    set_config('lantern.kitchen', $13::text, true), set_config('lantern.family', $14::text, true)
