// deadlines.mjs -- what falls due is found and claimed as quickly among a million open deadlines as among two hundred.
import { DEMO_NOW, database, psql } from '../harness/index.mjs';
import { median, ROUNDS } from './rates.mjs';
import { inEarnest, query } from './stage.mjs';

const DUE = 200;
const OPEN = 1_000_000;
const TIMES = 6; // claims of one turn

/** DUE deadlines that have fallen due: of women, each with what is known of her to be read, or of a house nobody lives in. */
const falling = (subject) => `INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state)
  SELECT timestamptz '${DEMO_NOW}' - n * interval '1 s', 'requirement.overdue', r.premises_id, ${subject}, '{}', 'open'
  FROM generate_series(1, ${DUE}) n
  JOIN (SELECT r.*, row_number() OVER (ORDER BY r.id) AS place, count(*) OVER () AS most FROM lantern.requirement r WHERE r.state = 'open') r
    ON r.place = 1 + n % r.most;`;

/** The clockwork's two statements, TIMES over, timed by psql: milliseconds of each claim. */
async function claim(db, subject) {
  const once = `${falling(subject)}
    SELECT jsonb_build_object('now', '${DEMO_NOW}', 'claimed', jsonb_agg(d.id))::text AS document FROM lantern.deadline d
      WHERE d.state = 'open' AND d.due_at <= '${DEMO_NOW}' \\gset
    \\o /dev/null
    \\timing on
    EXECUTE due('${DEMO_NOW}', ${DUE}, '{}', '{requirement.overdue,rounds.plan}');
    EXECUTE claim(:'document');
    \\timing off
    \\o\n`;
  const text = await psql(db, `PREPARE due(text, int, text, text) AS ${query('deadline_due', ['$1', '$2', '$3', '$4'])}
    PREPARE claim(jsonb) AS ${query('clock_record', ['$1'])}
    ${once.repeat(TIMES)}`, 'lantern_clock');
  const times = [...text.matchAll(/^Time: ([\d.]+) ms/gm)].map(([, ms]) => Number(ms));
  if (times.length !== 2 * TIMES) throw new Error(`not every claim was made:\n${text.slice(0, 1000)}`);
  return median(Array.from({ length: TIMES }, (_, i) => times[2 * i] + times[2 * i + 1]));
}

async function estates() {
  const [few, many] = [await database({ demo: true }), await database({ demo: true })];
  // Whatever the estate had open is out of the way, so that the few are few.
  for (const db of [few, many]) await psql(db, "UPDATE lantern.deadline SET state = 'void' WHERE state = 'open'");
  await psql(many, `INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state)
    SELECT timestamptz '${DEMO_NOW}' + n * interval '1 s', 'requirement.overdue', p.id, gen_random_uuid(), '{}', 'open'
    FROM generate_series(1, ${OPEN}) n JOIN (SELECT id, row_number() OVER () AS place FROM lantern.premises) p ON p.place = 1 + n % 9`);
  for (const db of [few, many]) await psql(db, 'VACUUM ANALYZE lantern.deadline');
  await inEarnest();
  return { few, many };
}

async function compare({ few, many }, name, subject) {
  const rounds = [];
  for (let round = 0; round <= ROUNDS; round++) rounds.push({ few: await claim(few, subject), many: await claim(many, subject) });
  rounds.shift();
  const ratio = median(rounds.map((round) => round.many / round.few));
  const of = (which) => median(rounds.map((round) => round[which])).toFixed(1);
  return {
    name, bound: '<= 1.30', measured: ratio.toFixed(2), ok: ratio <= 1.3,
    note: `${of('many')} ms among ${OPEN.toLocaleString('en-GB')} open, ${of('few')} ms among ${DUE}; rounds ${rounds.map((one) => (one.many / one.few).toFixed(2)).join(' ')}`,
  };
}

export async function deadlines() {
  const both = await estates();
  return [
    await compare(both, `claiming ${DUE} due deadlines, with what is known of the women`, 'r.id'),
    await compare(both, `claiming ${DUE} due deadlines of nobody: the claim alone`, 'gen_random_uuid()'),
  ];
}
