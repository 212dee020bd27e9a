// copy.mjs -- collects rows and writes them as SQL: COPY into temporary tables, then one INSERT a table.
//
// COPY cannot go into a table with row security, which here is forced on the owner too.
import { iso } from './london.mjs';

// In the order of their keys.
const TABLES = {
  premises: 'id name ap_code q_code address postcode phone region_code kind_code operator opened_on',
  room: 'id premises_id label place beds facts',
  staff: 'id username display_name initials staff_code from_at',
  staff_role: 'id staff_id role premises_id from_at until_at reason',
  staff_secret: 'staff_id password_hash totp_secret changed_at',
  staff_pin: 'staff_id pin_hash changed_at',
  sign_on: 'id staff_id premises_id at until_at',
  setting: 'id premises_id name value reason author_id from_at recorded_at',
  resident: 'id restricted',
  resident_person: 'resident_id restricted preferred_name given_name family_name born_on',
  resident_number: 'id resident_id restricted kind value from_at source',
  stay: 'id resident_id premises_id expected_on released_on arrived_at planned_departure_on departed_at departure_code move_on_code',
  stay_room: 'id stay_id resident_id premises_id room_id bed during reason her_view',
  imported_fact: 'id resident_id kind state value source stated_on received_at',
  keyworker_of: 'id stay_id resident_id premises_id staff_id from_at until_at reason',
  practitioner_of: 'id resident_id staff_id from_at until_at',
  resident_circle: 'id resident_id staff_id from_at reason',
  watch: 'id stay_id resident_id premises_id reason words from_at least_until decide_at author_id ended_at ended_by_id decision',
  check_plan: 'id stay_id resident_id premises_id origin reason author_id start_at review_by recorded_at watch_id',
  check_plan_band: 'plan_id premises_id from_min until_min kind min_gap_s max_gap_s who',
  contact_plan: 'id stay_id resident_id premises_id version how sleep_options consent reason author_id at',
  stay_checks: 'stay_id resident_id premises_id version seed last_sign_of_life_at last_conversation_at last_rouse_at last_recorded_at gaps_s predictable',
  visit: 'id stay_id resident_id premises_id room_id outcome breathing movement position note done_at entered_at received_at clock_offset_ms staff_id proof marks reason second_id source meets corrects_id withdrawn',
  requirement: 'id stay_id resident_id premises_id source kind class from_at drawn_at latest_at min_gap_s max_gap_s previous_gap_s seed opened_at state closed_at visit_id late_reason late_words close_reason',
  alarm: 'id stay_id resident_id premises_id class cause opened_at rung rung_at closed_at visit_id told_at',
  movement: 'id stay_id resident_id premises_id kind left_at where_to back_by phone_works recorded_by_id back_at back_note back_by_id',
  hospital_call: 'id movement_id stay_id resident_id premises_id staff_id at words',
  action: 'id stay_id resident_id premises_id what owner_kind owner_staff_id identified_on target_on author_id recorded_at closed_at version origin origin_id',
  action_entry: 'id action_id premises_id kind words staff_id at',
  arrival: 'id stay_id resident_id premises_id arrived_at released_on room_id author_id recorded_at',
  safety_plan: 'id stay_id resident_id premises_id version state reason agreement agreement_words large_print daily author_id saved_at',
  safety_plan_section: 'plan_id resident_id premises_id name her_words our_words',
  safety_plan_line: 'plan_id resident_id premises_id state line place sees action does who within_s',
  safety_plan_sign: 'plan_id resident_id premises_id state sign place leaning words line',
  safety_plan_crisis: 'plan_id resident_id premises_id name state words known_at',
  safety_plan_quote: 'id stay_id resident_id premises_id section words source stated_on author_id at',
  safety_plan_read: 'id stay_id resident_id premises_id version staff_id at',
  staff_briefing: 'id stay_id resident_id premises_id words reason author_id at expires_at',
  staff_briefing_decision: 'briefing_id resident_id premises_id approved words staff_id at',
  resident_copy: 'id stay_id resident_id premises_id version large_print left_out author_id at',
  food_need: 'id stay_id resident_id premises_id state words author_id at',
  sighting: 'id stay_id resident_id premises_id sign state shift_at seen_at recorded_at words staff_id terminal_id',
  daily_fact: 'id stay_id resident_id premises_id day kind part state staff_id at',
  sign_rule: 'id stay_id resident_id premises_id signs sightings window_s kind min_gap_s max_gap_s agreement words author_id from_at',
  watch_decision: 'id watch_id resident_id premises_id decision until_at words staff_id at',
  rouse_answer: 'id watch_id stay_id resident_id premises_id rousable answers follows_request may_be_illness staff_id at',
  proposal: 'id stay_id resident_id premises_id rule_id opened_at decide_by decided_at decided_by_id decision reason watch_id',
  proposal_sighting: 'proposal_id sighting_id resident_id premises_id',
  review: 'id stay_id resident_id premises_id opened_at from_version closed_at closed_by_id outcome words to_version next_on',
  review_trigger: 'id review_id resident_id premises_id kind ref words at act_by review_by staff_id',
  review_act: 'id trigger_id resident_id premises_id words staff_id at',
  review_person: 'id review_id resident_id premises_id name role how words author_id at',
  chain: 'id stay_id resident_id premises_id opened_at opened_by_id ended_at ended_by_id outcome end_words',
  chain_step: 'id chain_id resident_id premises_id step words staff_id at',
  chain_attest: 'id chain_id resident_id premises_id staff_id alone reason at',
  body_mark: 'id stay_id resident_id premises_id side region across down kind words seen_at author_id recorded_at healed_at',
  hard_day: 'id stay_id resident_id premises_id day kind words author_id at',
  incident: 'id stay_id resident_id premises_id kind words happened_at seen_by others author_id at',
  debrief: 'id incident_id premises_id staff_id offered_at',
  debrief_answer: 'id debrief_id staff_id premises_id answer at',
  door_code: 'id premises_id room_id made_by_id made_at',
  keyworker_capacity: 'id premises_id staff_id women author_id at',
  staff_leave: 'id premises_id staff_id from_on back_on cover_id author_id at withdrawn_at withdrawn_by_id',
  keywork_session: 'id stay_id resident_id premises_id kind happened_at minutes begun_at recorded_at place without_devices author_id not_held not_held_words tags own_tags she_said we_did went_well nothing_yet purposeful came went did_we next_topic sensitive shared read_with_her her_correction changes_plan corrects_id',
  keywork_skill: 'session_id resident_id premises_id place skill how',
  moment: 'id stay_id resident_id premises_id words good happened_at recorded_at author_id',
  moment_review: 'moment_id resident_id premises_id session_id staff_id at',
  plan_suggestion: 'id stay_id resident_id premises_id source source_id line words author_id at decided_at decided_by_id decision reason',
  meeting: 'id stay_id resident_id premises_id author_id at closed_at closed_by_id held held_at minutes not_held reason plain_words',
  meeting_time: 'meeting_id resident_id premises_id sequence starts_at minutes how reason author_id at',
  meeting_item: 'id meeting_id resident_id premises_id voice words author_id at',
  meeting_person: 'id meeting_id resident_id premises_id role name how',
  meeting_note: 'id meeting_id resident_id premises_id kind voice words place',
  meeting_copy: 'meeting_id resident_id premises_id large_print author_id at',
  calendar_feed: 'id staff_id token_hash made_at',
  sharing_agreement: 'id stay_id resident_id premises_id shares how_often told_on her_words author_id at',
  practitioner_update: 'id stay_id resident_id premises_id level kind good words about about_id author_id at staff_id told_at',
  update_read: 'update_id resident_id premises_id staff_id at',
  update_pass: 'id update_id resident_id premises_id kind staff_id words at',
  practitioner_deputy: 'id staff_id deputy_id author_id at',
  practitioner_look: 'id staff_id until_at at',
  thread: 'id stay_id resident_id premises_id about about_id author_id at',
  thread_entry: 'id thread_id resident_id premises_id side kind words author_id at',
  staff_contact: 'id staff_id courier address author_id at',
  outbox: 'id premises_id staff_id template counts about_id once made_at state tries next_at handed_at courier sent_at last_error',
  inbox_message: 'outbox_id staff_id subject body at',
  choice: 'id stay_id resident_id premises_id kind state words day author_id at',
  service: 'id premises_id name kind tags women_only phone address words author_id at replaces_id ended_at ended_by_id',
  referral: 'id stay_id resident_id premises_id service_id action_id words consent author_id at answered_at answered_by_id answer answer_words',
  named_contact: 'id stay_id resident_id premises_id name role phone may_see her_consent author_id at',
  activity: 'id premises_id name tags weekday starts minutes words author_id at',
  activity_time: 'id stay_id resident_id premises_id activity_id what day minutes purposeful her_words shared author_id at',
  task_plan: 'id stay_id resident_id premises_id title steps author_id at',
  family_fact: 'id stay_id resident_id premises_id kind words source author_id at',
  family_contact: 'id stay_id resident_id premises_id day how with_whom feels words hard_day_id author_id at',
  subject_access: 'id resident_id premises_id reason author_id at',
  deadline: 'due_at kind premises_id subject data state',
};
const EVENT = 'id premises_id resident_id stay_id staff_id kind happened_at recorded_at data';
const isTime = (column) => column.endsWith('_at') || column === 'at' || column.endsWith('_by') || column === 'least_until';

function field(column, value) {
  if (value === null || value === undefined) return '\\N';
  if (Array.isArray(value)) return `{${value.join(',')}}`;
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  if (typeof value === 'number' && isTime(column)) return iso(value);
  return String(value).replace(/[\\\t\n\r]/g, (c) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[c]);
}

export class Copy {
  constructor() {
    this.rows = Object.fromEntries(Object.keys(TABLES).map((table) => [table, []]));
    this.events = [];
  }

  add(table, row) {
    this.rows[table].push(TABLES[table].split(' ').map((column) => field(column, row[column])).join('\t'));
  }

  event(world, { kind, woman, premises, staff, at, recorded = at, data }) {
    this.events.push({ recorded, row: { id: world.id(`event/${this.events.length}`), premises_id: woman?.row.premises_id ?? premises, resident_id: woman?.id,
      stay_id: woman?.stay, staff_id: staff?.id, kind, happened_at: at, recorded_at: recorded, data: JSON.stringify(data) } });
  }

  writeTable(write, table, columns, rows, insert) {
    if (rows.length === 0) return;
    write(`CREATE TEMPORARY TABLE made AS SELECT ${columns} FROM lantern.${table} LIMIT 0;
ALTER TABLE made ADD made_n serial; -- COPY fills gaps in pages: a table does not keep the order of its rows
COPY made (${columns}) FROM stdin;\n`);
    for (const row of rows) write(`${row}\n`);
    write(`\\.\n${insert}\nDROP TABLE made;\n`);
  }

  write(write) {
    write("SET client_min_messages = warning;\nSET search_path = lantern, public;\n");
    for (const [table, list] of Object.entries(TABLES)) {
      const columns = list.split(' ').join(', ');
      this.writeTable(write, table, columns, this.rows[table], `INSERT INTO lantern.${table} (${columns}) SELECT ${columns} FROM made;`);
    }
    this.writeEvents(write);
  }

  // As if each had been written in its time: in order of recording, with the digest that the trigger would make.
  writeEvents(write) {
    const columns = EVENT.split(' ');
    this.events.sort((a, b) => a.recorded - b.recorded);
    const rows = this.events.map(({ row }) => columns.map((c) => field(c, row[c])).join('\t'));
    const list = columns.join(', ');
    this.writeTable(write, 'event', list, rows, `ALTER TABLE lantern.event DISABLE TRIGGER event_fill;
INSERT INTO lantern.event (xid, seq, ${list}, digest) OVERRIDING SYSTEM VALUE
SELECT pg_current_xact_id(), n, ${list}, lantern.event_digest(id, pg_current_xact_id(), n, premises_id, resident_id, stay_id, staff_id, NULL,
    kind, happened_at, recorded_at, data)
FROM (SELECT nextval(pg_get_serial_sequence('lantern.event', 'seq')) AS n, made.* FROM (SELECT * FROM made ORDER BY made_n) made) numbered;
ALTER TABLE lantern.event ENABLE TRIGGER event_fill;`);
  }
}
