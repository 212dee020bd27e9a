-- 0005_board_look_ups.sql -- what the board asks of every woman, by key (features 86, 126).

SET LOCAL search_path = lantern, public;

-- How often an alarm was put off, of all that ever happened to her.
CREATE INDEX event_put_off ON event (stay_id, happened_at) WHERE kind = 'requirement.snoozed';
-- Who was spoken to after an incident, of all the checks she ever had.
CREATE INDEX requirement_added ON requirement (stay_id, latest_at) WHERE source = 'added';
