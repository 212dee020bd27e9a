-- 80_subject_tables.sql -- every table of the catalogue, and what it has for a woman who asks what is held about her (features
-- 121; docs/keywork.md). tests/sql/subject_access.sql fails for a table, or a column of a told table, that is not in here.
--
-- A row is told or it is not. Told: a title in plain words; "reach", which rows are hers ("stay" and "resident" stand for the usual
-- ones; $1 her stays, $2 she, $3 when she asked); "by", their order; "tells", a line for each column: its name, a mark for how
-- it is said, what people call it, and after " = " an expression where the column alone does not say it; "leaves", the columns that
-- are keys and inner workings, or withheld (lantern.subject_withheld says those and why). Marks: * words of a list, ~ a span of seconds, @staff @room
-- @premises @service @activity the name behind an id. Not told: "because" alone.

CREATE OR REPLACE FUNCTION lantern.subject_tables()
RETURNS TABLE (place bigint, name text, title text, reach text, "by" text, tells text, leaves text[], because text)
LANGUAGE sql IMMUTABLE AS $catalogue$
SELECT row_number() OVER (), v.* FROM (VALUES
-- ---------------------------------------------------------------- who she is
('resident', 'Her record', 't.id = $2', 'id', $$
restricted: Kept to a small circle$$, '{id,premises_ids}'::text[], NULL::text),
('resident_person', 'Her name', 'resident', 'resident_id', $$
preferred_name: Preferred name
given_name: First name
family_name: Family name
born_on: Born on$$, '{resident_id,restricted,premises_ids}', NULL),
('resident_number', 'Her numbers', 'resident', 'from_at, id', $$
from_at: From
until_at: Until
kind: Kind = upper(t.kind)
value: Number
source: Where it came from$$, '{id,resident_id,restricted,premises_ids}', NULL),
('imported_fact', 'What other services recorded', 'resident', 'received_at, id', $$
received_at: Received
kind*: About
state*: State
value: What it says
source: Where it came from
stated_on: Stated on
ended_at: Until$$, '{id,resident_id}', NULL),
('practitioner_of', 'Her probation practitioners', 'resident', 'from_at, id', $$
from_at: From
until_at: Until
staff_id@staff: Who
reason: Why$$, '{id,resident_id}', NULL),
('resident_circle', 'Who may see a restricted record', 'resident', 'from_at, id', $$
from_at: From
until_at: Until
staff_id@staff: Who
reason: Why$$, '{id,resident_id}', NULL),
-- ---------------------------------------------------------------- where she lives
('stay', 'Her stays', 't.id = ANY ($1)', 'expected_on, id', $$
premises_id@premises: Where
expected_on: Expected on
released_on: Released on
arrived_at: Arrived
planned_departure_on: Leaving planned for
departed_at: Left
departure_code*: Why she left
move_on_code*: Where she moved to
not_arrived_at: Did not arrive
not_arrived_code*: Why not
cancelled_at: Cancelled
state*: State$$, '{id,resident_id}', NULL),
('arrival', 'How her arrival was written down', 'stay', 'recorded_at, id', $$
arrived_at: Arrived
released_on: Released on
room_id@room: Room
author_id@staff: Written by
recorded_at: Written at$$, '{id,stay_id,resident_id,premises_id}', NULL),
('stay_room', 'Her rooms', 'stay', 'lower(during), id', $$
during: From and until = concat_ws(' to ', lantern.said(lower(t.during)), lantern.said(upper(t.during)))
room_id@room: Room
bed: Bed
reason: Why
her_view: What she thought of it
author_id@staff: Written by$$, '{id,stay_id,resident_id,premises_id}', NULL),
('keyworker_of', 'Her keyworkers', 'stay', 'from_at, id', $$
from_at: From
until_at: Until
staff_id@staff: Who
reason: Why$$, '{id,stay_id,resident_id,premises_id}', NULL),
-- ---------------------------------------------------------------- her plan
('safety_plan', 'Her plan, each time it was saved', 'stay', 'saved_at, id', $$
saved_at: Saved
version: Version
state*: State
reason: Why it was saved
agreement*: Her agreement
agreement_words: What she said about it
large_print: She wants large print
daily: Asked about each day
author_id@staff: Written by$$, '{id,stay_id,resident_id,premises_id}', NULL),
('safety_plan_section', 'What her plan says, section by section', 't.plan_id IN (SELECT p.id FROM lantern.safety_plan p WHERE p.stay_id = ANY ($1))', '(SELECT p.version FROM lantern.safety_plan p WHERE p.id = t.plan_id), name', $$
name*: Section = format('%s, version %s', t.name, (SELECT p.version FROM lantern.safety_plan p WHERE p.id = t.plan_id))
her_words: In her words
our_words: In ours$$, '{plan_id,resident_id,premises_id}', NULL),
('safety_plan_line', 'What is done when something is seen', 't.plan_id IN (SELECT p.id FROM lantern.safety_plan p WHERE p.stay_id = ANY ($1))', '(SELECT p.version FROM lantern.safety_plan p WHERE p.id = t.plan_id), place', $$
place: Line = format('%s, version %s', t.place, (SELECT p.version FROM lantern.safety_plan p WHERE p.id = t.plan_id))
sees: When this is seen
action*: What kind of step
does: This is done
who: By whom
within_s~: Within$$, '{plan_id,resident_id,premises_id,state,line}', NULL),
('safety_plan_sign', 'Her signs', 't.plan_id IN (SELECT p.id FROM lantern.safety_plan p WHERE p.stay_id = ANY ($1))', '(SELECT p.version FROM lantern.safety_plan p WHERE p.id = t.plan_id), place', $$
place: Sign = format('%s, version %s', t.place, (SELECT p.version FROM lantern.safety_plan p WHERE p.id = t.plan_id))
leaning*: A concern or a strength
words: What it looks like
line: What is done = (SELECT l.does FROM lantern.safety_plan_line l WHERE l.plan_id = t.plan_id AND l.line = t.line)$$,
    '{plan_id,resident_id,premises_id,state,sign}', NULL),
('safety_plan_crisis', 'Her page for an emergency', 't.plan_id IN (SELECT p.id FROM lantern.safety_plan p WHERE p.stay_id = ANY ($1))', '(SELECT p.version FROM lantern.safety_plan p WHERE p.id = t.plan_id), name', $$
name*: About = format('%s, version %s', replace(t.name, '_', ' '), (SELECT p.version FROM lantern.safety_plan p WHERE p.id = t.plan_id))
state*: State
words: What it says
known_at: Last known$$, '{plan_id,resident_id,premises_id}', NULL),
('safety_plan_quote', 'What she said, in her words', 'stay', 'at, id', $$
at: Written at
section*: Section
words: What she said
source: Where it came from
stated_on: Said on
author_id@staff: Written by$$, '{id,stay_id,resident_id,premises_id}', NULL),
('contact_plan', 'How to be with her', 'stay', 'version, id', $$
at: Written at
version: Version
how: How
sleep_options: At night
consent*: Her agreement
reason: Why
author_id@staff: Written by$$, '{id,stay_id,resident_id,premises_id}', NULL),
('safety_plan_read', 'Who has read her plan', 'stay', 'at, id', $$
at: When
staff_id@staff: Who
version: Version$$, '{id,stay_id,resident_id,premises_id}', NULL),
('resident_copy', 'Copies of her plan given to her', 'stay', 'at, id', $$
at: When
version: Version
large_print: In large print
left_out: What was left out, and why = (SELECT string_agg(concat_ws(': ', x->>'what', x->>'why'), '; ') FROM jsonb_array_elements(t.left_out) x)
author_id@staff: Given by$$, '{id,stay_id,resident_id,premises_id}', NULL),
-- One that is in force is withheld, and so is what was decided of it.
('staff_briefing', 'What was for staff alone, and has ended', 't.stay_id = ANY ($1) AND NOT lantern.briefing_stands(t)', 'at, id', $$
at: Written at
words: What it said
reason: Why for staff alone
expires_at: Ended
author_id@staff: Written by$$, '{id,stay_id,resident_id,premises_id}', NULL),
('staff_briefing_decision', 'What was decided about it', 't.briefing_id IN (SELECT b.id FROM lantern.staff_briefing b
    WHERE b.stay_id = ANY ($1) AND NOT lantern.briefing_stands(b))', 'at, briefing_id', $$
at: When
approved: Agreed to
words: Why
staff_id@staff: By$$, '{briefing_id,resident_id,premises_id}', NULL),
('food_need', 'Her food', 'stay', 'at, id', $$
at: Written at
state*: State
words: What she needs
author_id@staff: Written by$$, '{id,stay_id,resident_id,premises_id}', NULL),
-- ---------------------------------------------------------------- checks
('check_plan', 'How often she was to be seen', 'stay', 'start_at, id', $$
start_at: From
until_at: Until
origin*: Kind
reason: Why
author_id@staff: Decided by
review_by: To be looked at again by
recorded_at: Written at
ended_at: Ended
ended_by_id@staff: Ended by
end_reason: Why it ended$$, '{id,stay_id,resident_id,premises_id,replaces_id,watch_id}', NULL),
('check_plan_band', 'How often, by time of day', 't.plan_id IN (SELECT p.id FROM lantern.check_plan p WHERE p.stay_id = ANY ($1))', 'plan_id, kind, from_min', $$
kind*: Kind of check
from_min: From = lantern.minutes_words(t.from_min)
until_min: Until = lantern.minutes_words(t.until_min)
min_gap_s~: Not sooner than
max_gap_s~: No later than
who: Who may do it$$, '{plan_id,premises_id}', NULL),
('stay_checks', 'How her checks stand', 'stay', 'stay_id', $$
last_sign_of_life_at: Last sign of life seen
last_conversation_at: Last spoken to
last_rouse_at: Last roused
last_recorded_at: Last written about
gaps_s: The last gaps, seconds
predictable: Whether the times could be guessed$$, '{stay_id,resident_id,premises_id,version,seed}', NULL),
('visit', 'Each time she was seen', 'stay', 'done_at, id', $$
done_at: When
outcome*: What was seen
breathing: Breathing seen
movement: Movement seen
position: Position seen
note: Note
staff_id@staff: By
room_id@room: Room
entered_at: Written down at
received_at: Received at
proof*: How
marks: Marked as
reason: Why written so late
second_id@staff: Second name
source*: From
meets: Counted as
corrects_id: A correction = CASE WHEN t.corrects_id IS NOT NULL THEN 'of an entry before it' END
withdrawn: Withdrawn = CASE WHEN t.withdrawn THEN 'yes' END$$, '{id,stay_id,resident_id,premises_id,clock_offset_ms,terminal_id,door_id}', NULL),
('visit_mark', 'Checks marked afterwards', 't.visit_id IN (SELECT v.id FROM lantern.visit v WHERE v.stay_id = ANY ($1))', 'visit_id, by_visit_id', $$
visit_id: The check = (SELECT lantern.said(v.done_at) FROM lantern.visit v WHERE v.id = t.visit_id)
mark*: Marked as$$, '{premises_id,by_visit_id}', NULL),
-- When the next check is drawn is for nobody to know.
('requirement', 'Each check that was due', 't.stay_id = ANY ($1) AND t.state <> ''open''', 'latest_at, id', $$
from_at: From
latest_at: No later than
drawn_at: Drawn for
kind*: Kind
source*: Because of
class*: How pressing
state*: What came of it
closed_at: When
late_reason*: Why it was late
late_words: In words
close_reason: Why it was not needed
min_gap_s~: Not sooner than
max_gap_s~: No later than
previous_gap_s~: The gap before it
opened_at: Made at$$, '{id,stay_id,resident_id,premises_id,seed,visit_id}', NULL),
('alarm', 'Alarms about her', 'stay', 'opened_at, id', $$
opened_at: From
closed_at: Until
class*: How pressing
cause*: Why
rung: How far it was told = (SELECT l.words FROM lantern.ladder_rung l WHERE l.rung = t.rung)
rung_at: Last told further
told_at: Told at = (SELECT string_agg(lantern.said(x.at), '; ' ORDER BY x.n) FROM unnest(t.told_at) WITH ORDINALITY x(at, n))
quiet_until: Quiet until
acknowledged_by_id@staff: Answered by$$, '{id,stay_id,resident_id,premises_id,visit_id}', NULL),
('going', 'Who was on the way to her', 'stay', 'at, id', $$
at: When
staff_id@staff: Who
until_at: Expected by
ended_at: Over at$$, '{id,stay_id,resident_id,premises_id}', NULL),
('movement', 'When she was out', 'stay', 'left_at, id', $$
left_at: Left
kind*: Kind
where_to: Where to
back_by: Expected back
phone_works*: Her telephone works
recorded_by_id@staff: Written by
back_at: Came back
back_note: How she came back
back_by_id@staff: Written by$$, '{id,stay_id,resident_id,premises_id}', NULL),
('hospital_call', 'Calls while she was in hospital', 't.movement_id IN (SELECT m.id FROM lantern.movement m WHERE m.stay_id = ANY ($1))', 'at, id', $$
at: When
words: What was said
staff_id@staff: By$$, '{id,movement_id,stay_id,resident_id,premises_id}', NULL),
-- ---------------------------------------------------------------- signs, watches, reviews
('sighting', 'Signs that were looked for', 'stay', 'seen_at, id', $$
seen_at: When
sign: Sign = (SELECT g.words FROM lantern.safety_plan p JOIN lantern.safety_plan_sign g ON g.plan_id = p.id AND g.sign = t.sign
    WHERE p.stay_id = t.stay_id ORDER BY p.version DESC LIMIT 1)
state*: Seen or not
words: Note
shift_at: Shift from
recorded_at: Written at
staff_id@staff: By$$, '{id,stay_id,resident_id,premises_id,terminal_id}', NULL),
('daily_fact', 'Meals, sleep and company', 'stay', 'day, at, id', $$
day: Day
kind*: What
part*: Part of the day
state*: How it was
at: Written at
staff_id@staff: By$$, '{id,stay_id,resident_id,premises_id}', NULL),
('sign_rule', 'What was agreed to happen after signs', 'stay', 'from_at, id', $$
from_at: From
signs: Signs = (SELECT string_agg(s.words, '; ') FROM (SELECT DISTINCT ON (g.sign) g.words FROM lantern.safety_plan p
    JOIN lantern.safety_plan_sign g ON g.plan_id = p.id WHERE p.stay_id = t.stay_id AND g.sign = ANY (t.signs) ORDER BY g.sign, p.version DESC) s)
sightings: How many times
window_s~: Within
kind*: Kind of check then
min_gap_s~: Not sooner than
max_gap_s~: No later than
agreement*: Her agreement
words: What she said about it
author_id@staff: Written by
ended_at: Ended
ended_by_id@staff: Ended by
end_reason: Why it ended$$, '{id,stay_id,resident_id,premises_id}', NULL),
('proposal', 'When it came true, and what was decided', 'stay', 'opened_at, id', $$
opened_at: When
decide_by: To be decided by
decided_at: Decided
decision*: What
decided_by_id@staff: By
reason: Why$$, '{id,stay_id,resident_id,premises_id,rule_id,watch_id}', NULL),
('proposal_sighting', 'Which signs it rested on', 't.proposal_id IN (SELECT p.id FROM lantern.proposal p WHERE p.stay_id = ANY ($1))', 'proposal_id, sighting_id', $$
sighting_id: Seen at = (SELECT lantern.said(g.seen_at) FROM lantern.sighting g WHERE g.id = t.sighting_id)
proposal_id: For what came true at = (SELECT lantern.said(p.opened_at) FROM lantern.proposal p WHERE p.id = t.proposal_id)$$,
    '{resident_id,premises_id}', NULL),
('watch', 'Closer checks', 'stay', 'from_at, id', $$
from_at: From
reason*: Why
words: In words
least_until: At least until
decide_at: To be looked at again
author_id@staff: Begun by
ended_at: Ended
ended_by_id@staff: Ended by
decision: Why it ended$$, '{id,stay_id,resident_id,premises_id}', NULL),
('watch_decision', 'What was decided about closer checks', 't.watch_id IN (SELECT w.id FROM lantern.watch w WHERE w.stay_id = ANY ($1))', 'at, id', $$
at: When
decision*: What
until_at: Until
words: Why
staff_id@staff: By$$, '{id,watch_id,resident_id,premises_id}', NULL),
('rouse_answer', 'When she was roused', 't.watch_id IN (SELECT w.id FROM lantern.watch w WHERE w.stay_id = ANY ($1))', 'at, id', $$
at: When
rousable*: She could be roused
answers*: She answered
follows_request*: She did what she was asked
may_be_illness*: It might be illness or injury
staff_id@staff: By$$, '{id,watch_id,stay_id,resident_id,premises_id}', NULL),
('review', 'Reviews of her plan', 'stay', 'opened_at, id', $$
opened_at: Opened
from_version: Version of her plan then
closed_at: Closed
closed_by_id@staff: Closed by
outcome*: What came of it
words: In words
to_version: Version of her plan afterwards
next_on: Next on$$, '{id,stay_id,resident_id,premises_id}', NULL),
('review_trigger', 'Why they were opened', 't.review_id IN (SELECT v.id FROM lantern.review v WHERE v.stay_id = ANY ($1))', 'at, id', $$
at: When
kind*: Why
words: In words
act_by: To be acted on by
review_by: To be reviewed by
staff_id@staff: By$$, '{id,review_id,resident_id,premises_id,ref}', NULL),
('review_act', 'What was done at once', 't.trigger_id IN (SELECT g.id FROM lantern.review_trigger g JOIN lantern.review v ON v.id = g.review_id
    WHERE v.stay_id = ANY ($1))', 'at, id', $$
at: When
words: What
staff_id@staff: By$$, '{id,trigger_id,resident_id,premises_id}', NULL),
('review_person', 'Who took part in them', 't.review_id IN (SELECT v.id FROM lantern.review v WHERE v.stay_id = ANY ($1))', 'at, id', $$
at: Written at
name: Who
role*: As
how*: How
words: What was said = CASE WHEN t.role IN ('family', 'other') AND t.words <> '' THEN '(withheld)' ELSE t.words END
author_id@staff: Written by$$, '{id,review_id,resident_id,premises_id}', NULL),
-- ---------------------------------------------------------------- no reply, incidents, health
('chain', 'When she did not answer', 'stay', 'opened_at, id', $$
opened_at: From
opened_by_id@staff: Begun by
ended_at: Until
ended_by_id@staff: Ended by
outcome*: What came of it
end_words: In words$$, '{id,stay_id,resident_id,premises_id,visit_id}', NULL),
('chain_step', 'What was done then, step by step', 't.chain_id IN (SELECT c.id FROM lantern.chain c WHERE c.stay_id = ANY ($1))', 'at, id', $$
at: When
step*: Step
words: Note
staff_id@staff: By$$, '{id,chain_id,resident_id,premises_id,terminal_id}', NULL),
('chain_attest', 'Who went in', 't.chain_id IN (SELECT c.id FROM lantern.chain c WHERE c.stay_id = ANY ($1))', 'at, id', $$
at: Written at
staff_id@staff: Who
alone: Alone
reason: Why alone$$, '{id,chain_id,resident_id,premises_id}', NULL),
('incident', 'Incidents', 'stay', 'happened_at, id', $$
happened_at: When
kind*: What
words: In words
seen_by: Others to be spoken to by
others: How many others were spoken to
at: Written at
author_id@staff: Written by$$, '{id,stay_id,resident_id,premises_id}', NULL),
('body_mark', 'Marks that were seen', 'stay', 'seen_at, id', $$
seen_at: When
kind*: What
side*: Side
region: Where
across: Place across, of 1000
down: Place down, of 1000
words: In words
author_id@staff: Written by
recorded_at: Written at
healed_at: Healed
healed_by_id@staff: Seen healed by$$, '{id,stay_id,resident_id,premises_id}', NULL),
('hard_day', 'Days known to be hard or good', 'stay', 'day, id', $$
day: Day
kind*: Kind
words: In words
author_id@staff: Written by
at: Written at
withdrawn_at: Taken back
withdrawn_by_id@staff: Taken back by
withdraw_reason: Why$$, '{id,stay_id,resident_id,premises_id}', NULL),
-- ---------------------------------------------------------------- keywork
('keywork_session', 'Keywork', 'stay', 'happened_at, id', $$
happened_at: When
kind*: Kind
author_id@staff: With
minutes: Minutes
place: Where
she_said: What she said
we_did: What we did
went_well: What went well
nothing_yet: Nothing went well yet
purposeful: Worth her while
came*: How she came
went*: How she left
did_we*: Did we do what was agreed
next_topic: Next time
tags: About
own_tags: About, in her words
not_held*: Why it was not held
not_held_words: In words
sensitive: Sensitive
shared: Shared with her practitioner
read_with_her*: Read with her
her_correction: What she put right
changes_plan: It was to change her plan
without_devices: Without a screen in the room
begun_at: Writing began
recorded_at: Written at
corrects_id: A correction = CASE WHEN t.corrects_id IS NOT NULL THEN 'of an entry before it' END$$,
    '{id,stay_id,resident_id,premises_id,terminal_id}', NULL),
('keywork_skill', 'Skills and strengths', 't.session_id IN (SELECT s.id FROM lantern.keywork_session s WHERE s.stay_id = ANY ($1))', '(SELECT s.happened_at FROM lantern.keywork_session s WHERE s.id = t.session_id), session_id, place', $$
session_id: At the session of = (SELECT lantern.said(s.happened_at) FROM lantern.keywork_session s WHERE s.id = t.session_id)
skill: What
how*: How$$, '{resident_id,premises_id,place}', NULL),
('moment', 'Moments', 'stay', 'happened_at, id', $$
happened_at: When
words: What
good: Something good
author_id@staff: By
recorded_at: Written at$$, '{id,stay_id,resident_id,premises_id,terminal_id}', NULL),
('moment_review', 'Moments that were read', 't.moment_id IN (SELECT m.id FROM lantern.moment m WHERE m.stay_id = ANY ($1))', 'at, moment_id', $$
at: When
moment_id: The moment of = (SELECT lantern.said(m.happened_at) FROM lantern.moment m WHERE m.id = t.moment_id)
staff_id@staff: By$$, '{resident_id,premises_id,session_id}', NULL),
('plan_suggestion', 'What was suggested for her plan', 'stay', 'at, id', $$
at: When
source*: From
words: What
author_id@staff: By
decided_at: Decided
decision*: What
decided_by_id@staff: By
reason: Why$$, '{id,stay_id,resident_id,premises_id,source_id,line}', NULL),
('action', 'Actions', 'stay', 'recorded_at, id', $$
recorded_at: Written at
what: What
owner_kind*: Whose
owner_staff_id@staff: Who
identified_on: From
target_on: By
author_id@staff: Written by
closed_at: Done
origin*: Came from$$, '{id,stay_id,resident_id,premises_id,version,origin_id}', NULL),
('action_entry', 'What came of them', 't.action_id IN (SELECT a.id FROM lantern.action a WHERE a.stay_id = ANY ($1))', 'at, id', $$
at: When
action_id: The action = (SELECT a.what FROM lantern.action a WHERE a.id = t.action_id)
kind*: Kind
words: In words
staff_id@staff: By$$, '{id,premises_id}', NULL),
-- ---------------------------------------------------------------- meetings
('meeting', 'Three-way meetings', 'stay', 'at, id', $$
at: Planned at
author_id@staff: Planned by
held: Held
held_at: When
minutes: Minutes
plain_words: What was said
not_held*: Who could not
reason: Why not
closed_at: Written up
closed_by_id@staff: Written up by$$, '{id,stay_id,resident_id,premises_id}', NULL),
('meeting_time', 'When they were to be', 't.meeting_id IN (SELECT m.id FROM lantern.meeting m WHERE m.stay_id = ANY ($1))', 'at, meeting_id, sequence', $$
starts_at: When
minutes: Minutes
how*: How
reason: Why it moved
author_id@staff: By
at: Written at$$, '{meeting_id,resident_id,premises_id,sequence}', NULL),
('meeting_item', 'What each wanted to talk about', 't.meeting_id IN (SELECT m.id FROM lantern.meeting m WHERE m.stay_id = ANY ($1))', 'at, id', $$
at: Written at
voice*: Whose
words: What
author_id@staff: Written by
withdrawn_at: Taken back
withdrawn_by_id@staff: Taken back by$$, '{id,meeting_id,resident_id,premises_id}', NULL),
('meeting_person', 'Who was there', 't.meeting_id IN (SELECT m.id FROM lantern.meeting m WHERE m.stay_id = ANY ($1))', '(SELECT m.at FROM lantern.meeting m WHERE m.id = t.meeting_id), meeting_id, id', $$
meeting_id: The meeting of = (SELECT lantern.said(m.held_at) FROM lantern.meeting m WHERE m.id = t.meeting_id)
role*: As
name: Who
how*: How$$, '{id,resident_id,premises_id}', NULL),
('meeting_note', 'What was decided, and where people differed', 't.meeting_id IN (SELECT m.id FROM lantern.meeting m WHERE m.stay_id = ANY ($1))',
    '(SELECT m.at FROM lantern.meeting m WHERE m.id = t.meeting_id), meeting_id, place', $$
meeting_id: The meeting of = (SELECT lantern.said(m.held_at) FROM lantern.meeting m WHERE m.id = t.meeting_id)
kind*: Kind
voice*: Whose view
words: What$$, '{id,resident_id,premises_id,place}', NULL),
('meeting_copy', 'Copies of meetings given to her', 't.meeting_id IN (SELECT m.id FROM lantern.meeting m WHERE m.stay_id = ANY ($1))', 'at, meeting_id', $$
at: When
large_print: In large print
author_id@staff: Given by$$, '{meeting_id,resident_id,premises_id}', NULL),
-- ---------------------------------------------------------------- her practitioner
('sharing_agreement', 'What is shared, and what she was told of it', 'stay', 'at, id', $$
told_on: She was told on
shares: Shared
how_often: How often
her_words: What she said about it
author_id@staff: By
at: Written at$$, '{id,stay_id,resident_id,premises_id}', NULL),
('practitioner_update', 'What her practitioner was told', 'stay', 'at, id', $$
at: When
level*: How soon
kind*: About
words: What
good: Good news
about*: From
author_id@staff: Written by
staff_id@staff: To
told_at: Sent$$, '{id,stay_id,resident_id,premises_id,about_id}', NULL),
('update_read', 'When it was read', 't.update_id IN (SELECT u.id FROM lantern.practitioner_update u WHERE u.stay_id = ANY ($1))', 'at, update_id, staff_id', $$
at: When
update_id: What was told at = (SELECT lantern.said(u.at) FROM lantern.practitioner_update u WHERE u.id = t.update_id)
staff_id@staff: By$$, '{resident_id,premises_id}', NULL),
('update_pass', 'When somebody else was told instead', 't.update_id IN (SELECT u.id FROM lantern.practitioner_update u WHERE u.stay_id = ANY ($1))', 'at, id', $$
at: When
kind*: How
staff_id@staff: Who
words: In words$$, '{id,update_id,resident_id,premises_id}', NULL),
('thread', 'Questions between the house and her practitioner', 'resident', 'at, id', $$
at: When
about*: About
author_id@staff: Asked by$$, '{id,stay_id,resident_id,premises_id,about_id}', NULL),
('thread_entry', 'What was asked and answered', 't.thread_id IN (SELECT h.id FROM lantern.thread h WHERE h.resident_id = $2)', 'at, id', $$
at: When
side*: Side
kind*: Kind
words: What
author_id@staff: By$$, '{id,thread_id,resident_id,premises_id}', NULL),
-- ---------------------------------------------------------------- around her
('choice', 'Her choices', 'stay', 'at, id', $$
day: Day
kind*: What
state*: State
words: In words
author_id@staff: Written by
at: Written at$$, '{id,stay_id,resident_id,premises_id}', NULL),
('referral', 'Referrals', 'stay', 'at, id', $$
at: When
service_id@service: To
words: What for
consent*: Her agreement
author_id@staff: By
answered_at: Answered
answer*: Answer
answer_words: In words
answered_by_id@staff: Written by$$, '{id,stay_id,resident_id,premises_id,action_id}', NULL),
('named_contact', 'Who else works with her', 'stay', 'at, id', $$
at: From
name: Who
role: As
phone: Telephone
may_see: May see
her_consent*: Her agreement
author_id@staff: Written by
ended_at: Until
ended_by_id@staff: Ended by$$, '{id,stay_id,resident_id,premises_id}', NULL),
('activity_time', 'What she did with her days', 'stay', 'day, id', $$
day: Day
what: What
activity_id@activity: Of the house programme
minutes: Minutes
purposeful: Worth her while
her_words: What she said
shared: Shared with her practitioner
author_id@staff: Written by
at: Written at$$, '{id,stay_id,resident_id,premises_id}', NULL),
('task_plan', 'Everyday tasks in steps', 'stay', 'at, id', $$
at: Written at
title: Task
steps: Steps = (SELECT string_agg(x.step->>'words', '; ' ORDER BY x.n) FROM jsonb_array_elements(t.steps) WITH ORDINALITY x(step, n))
author_id@staff: Written by$$, '{id,stay_id,resident_id,premises_id,replaces_id}', NULL),
('family_fact', 'Her family and children', 'stay', 'at, id', $$
at: Written at
kind*: About
words: What
source: Where it came from
author_id@staff: Written by
ended_at: Until
ended_by_id@staff: Ended by$$, '{id,stay_id,resident_id,premises_id}', NULL),
('family_contact', 'Days with her family', 'stay', 'day, id', $$
day: Day
how*: How
with_whom: With
feels*: How it is for her
words: In words
author_id@staff: Written by
at: Written at$$, '{id,stay_id,resident_id,premises_id,hard_day_id}', NULL),
-- ---------------------------------------------------------------- who looked, and what the clock said
-- What has no record of its own; the rest of the log says again what is told above.
('event', 'Reminders, and checks put off', 't.stay_id = ANY ($1) AND lantern.event_stands_alone(t.kind)', 'happened_at, id', $$
happened_at: When
kind: What = replace(replace(t.kind, '.', ' '), '_', ' ')
data: In words = concat_ws(', ', (t.data->>'minutes') || ' minutes', t.data->>'reason')
staff_id@staff: By$$, '{xid,seq,id,premises_id,resident_id,stay_id,terminal_id,recorded_at,digest}', NULL),
('access_log', 'Who has looked at her record', 't.resident_id = $2 AND t.at <= $3', 'at, id', $$
at: When
staff_id@staff: Who
what*: How
route: Which page = coalesce(replace(substring(t.route FROM '[a-z-]+$'), '-', ' '), 'her record')$$, '{id,terminal_id,premises_id,resident_id,stay_id,request_id,detail}', NULL),
('subject_access', 'When she asked what is held about her', 'resident', 'at, id', $$
at: When
premises_id@premises: Where
reason: Why
author_id@staff: Given by$$, '{id,resident_id}', NULL)
) v(name, title, reach, "by", tells, leaves, because)
UNION ALL
-- ---------------------------------------------------------------- not told
SELECT 1000, n, NULL, NULL, NULL, NULL, NULL, w.because FROM (VALUES
    ('the programme of a house', '{activity}'::text[]),
    ('the directory of a house', '{service}'::text[]),
    ('a list of names', '{ap_area,probation_region,premises_kind,ladder_rung,role}'::text[]),
    ('a list of words', '{loaded_word}'::text[]),
    ('the rules of a house', '{setting,setting_kind}'::text[]),
    ('a house; its name is told with each stay', '{premises}'::text[]),
    ('a room; its number is told with hers', '{room}'::text[]),
    ('what is at a door', '{door_code}'::text[]),
    ('a computer of a house', '{terminal}'::text[]),
    ('this installation', '{installation}'::text[]),
    ('a clock of this installation', '{clock_tick}'::text[]),
    ('what the clock has to do next; what came of it is told with its record', '{deadline}'::text[]),
    ('seals of the log, which say nothing', '{event_link}'::text[]),
    ('that something sent twice is written once; it is told with its record', '{receipt}'::text[]),
    ('messages to a worker that name nobody', '{outbox,inbox_message}'::text[]),
    ('what was offered to a worker', '{debrief}'::text[]),
    ('what a worker said for herself', '{debrief_answer}'::text[]),
    ('of a worker', '{calendar_feed,keyworker_capacity,practitioner_deputy,practitioner_look,session,sign_on,staff_contact,staff_leave,staff_pin,staff_role,staff_secret,staff_tries}'::text[]),
    ('a worker; her name is told with what she wrote', '{staff}'::text[])) w(because, names), unnest(w.names) n
$catalogue$;
