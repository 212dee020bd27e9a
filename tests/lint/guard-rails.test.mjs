// Promises that no later change may break by accident: no score, band or prediction for self-harm or suicide anywhere;
// people are residents, women and workers; the number of premises is data.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sources } from './sources.mjs';

// Risk of serious harm to others (RoSH) is a fact that probation sets and may be shown; these rules are not about it.
const HARM = '(?:self[\\s_-]*(?:harm|injur\\w*)|suicid\\w*|dsh|overdose)';
const MEASURE =
  '(?:scor(?:e|es|ed|ing)|band|bands|banding|grade|rating|level|tier|likelihood|probabilit\\w*|predict\\w*|forecast\\w*|percent\\w*|rag|red|amber|green|low|medium|moderate|high)';

// A number whose name joins these is a measure, whatever it is called: a column, a member of JSON, a field of C or of the client.
const NAMED = `[\\w$]*${HARM}[\\w$]*`;
const NUMBERS = [
  // self_harm_count integer
  `${NAMED}["']?\\s+(?:smallint|integer|bigint|int[248]?|numeric|decimal|real|float[48]?|double|serial|money)\\b`,
  // int32_t self_harm_count;   unsigned *suicide_days
  `\\b(?:u?int(?:8|16|32|64|max)?_t|int|unsigned|signed|short|long|size_t|ssize_t|json_int_t|float|double)[\\s*]+${NAMED}\\s*[;,=[:)]`,
  // selfHarmCount: number   "self_harm_days": 3   suicideSigns = 2
  `${NAMED}["']?\\s*(?:\\?|!)?\\s*[:=]\\s*(?:(?:readonly\\s+)?(?:number|bigint)\\b|-?[0-9])`,
  // jsonb_build_object('self_harm', count(*))   json_pack("{s:i}", "self_harm", ...
  `["']${NAMED}["']\\s*,\\s*(?:(?:count|sum|avg|max|min)\\s*\\(|json_(?:integer|real)\\s*\\(|-?[0-9])`,
  // count(*) AS self_harm
  `(?:count|sum|avg)\\s*\\([^()]*\\)(?:\\s*::\\s*\\w+)?\\s+AS\\s+"?${NAMED}`,
].map((source) => new RegExp(source, 'i'));

const RULES = [
  ['a measure of self-harm or suicide', new RegExp(`${HARM}[\\s_-]*(?:risk)?[\\s_-]*${MEASURE}(?![a-z])`, 'i')],
  ['a measure of self-harm or suicide', new RegExp(`(?<![a-z])${MEASURE}[\\s_-]*(?:risk)?[\\s_-]*(?:of|for|to)?[\\s_-]*${HARM}`, 'i')],
  ['a score or band of risk', /(?<![a-z])risk[\s_-]*(?:scor\w*|band\w*|rating|grade|tier|predict\w*|probabilit\w*)(?![a-z])/i],
  ['a score or band of risk', /(?:score|rating|band|prediction)s?[\s_-]+of[\s_-]+(?:her[\s_-]+)?risk/i],
  ...NUMBERS.map((pattern) => ['a number about self-harm or suicide', pattern]),
  ['a word that this product does not use for people', /(?<![a-z])offenders?(?![a-z])/i],
];
const NUMBER_OF_PREMISES = /(?<![a-z])nine(?![a-z])/i;

const spaced = (line) => line.replace(/([a-z])([A-Z])/g, '$1_$2');

/** Which promise this line would break, or undefined. camelCase and snake_case are read as words. */
export function broken(line) {
  return RULES.find(([, pattern]) => pattern.test(spaced(line)))?.[0];
}

// The one place that has to name the word: so that a page can ask about it.
const ASKED_ABOUT = /^ {4}\('offender', '[^']*'\),$/;

const linesOf = (places, pattern) =>
  sources(places, pattern).flatMap(({ path, text }) => text.split('\n').map((line, i) => ({ at: `${path}:${i + 1}`, line })));

const PLACES = [
  ['the schema', ['sql'], /\.(sql|mjs|json)$/],
  ['the API', ['server/api'], /\.json$/],
  ['the server', ['server', 'include'], /\.[ch]$/],
  ['the client', ['web/src', 'web/css', 'web/static', 'web/index.html'], /\.(ts|tsx|css|html|json|svg)$/],
];

for (const [what, places, pattern] of PLACES)
  test(`${what} keeps the promises`, () => {
    const found = linesOf(places, pattern).filter(({ line }) => broken(line) && !ASKED_ABOUT.test(line));
    assert.deepEqual(found.map(({ at, line }) => `${at}: ${broken(line)}: ${line.trim()}`), []);
  });

/** Members of the API that are numbers, or lists of them, and named for self-harm or suicide: the type may stand lines below. */
export function numbersNamed(schema, name = '') {
  if (typeof schema !== 'object' || schema === null) return [];
  const types = [schema.type].flat();
  const bad = new RegExp(NAMED, 'i').test(spaced(name)) && (types.includes('integer') || types.includes('number'));
  const below = [schema.items, ...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])].filter(Boolean);
  return [
    ...(bad ? [name] : []),
    ...below.flatMap((one) => numbersNamed(one, name)),
    ...Object.entries(schema).filter(([key]) => !/^(items|oneOf|anyOf|allOf)$/.test(key))
      .flatMap(([key, value]) => (Array.isArray(value) ? value.flatMap((one) => numbersNamed(one)) : numbersNamed(value, key))),
  ];
}

test('no member of the API is a number about self-harm or suicide', () => {
  for (const { path, text } of sources(['server/api'], /\.json$/)) assert.deepEqual(numbersNamed(JSON.parse(text)), [], path);
  const bad = { properties: { self_harm_count: { description: 'how often', type: 'integer' }, suicideDays: { oneOf: [{ type: 'number' }, { type: 'null' }] },
    self_harm: { type: 'array', items: { type: ['integer', 'null'] } } } };
  assert.deepEqual(numbersNamed(bad), ['self_harm_count', 'suicideDays', 'self_harm']);
  assert.deepEqual(numbersNamed({ properties: { self_harm: { type: 'string', maxLength: 240 }, version: { type: 'integer' } } }), []);
});

test('the client and the API never say how many premises there are', () => {
  const found = linesOf(['web/src', 'web/index.html', 'server/api'], /\.(ts|tsx|html|json)$/).filter(({ line }) => NUMBER_OF_PREMISES.test(line));
  assert.deepEqual(found.map(({ at }) => at), []);
});

test('what would break a promise is found', () => {
  const bad = [
    'suicide_risk_score int NOT NULL',
    'selfHarmBand: "amber"',
    '"riskScore": 4',
    'risk_band text',
    'High risk of self-harm',
    '<td>Suicide risk: high</td>'.replace(': ', ' '),
    'medium suicide risk',
    'predicted self-harm',
    'the offender',
    'self_harm_count integer NOT NULL,',
    'days_since_self_harm smallint',
    'ALTER TABLE stay ADD COLUMN suicide_attempts int CHECK (suicide_attempts >= 0)',
    'last_suicide real',
    'int self_harm;',
    '\tint32_t past_self_harm, other;',
    'size_t suicide_count = 0;',
    '"self_harm": 4',
    'selfHarm: number;',
    'readonly timesSelfHarmed?: number | null;',
    'const suicideSigns = 2;',
    "'self_harm', count(*)",
    'json_object_set_new(row, "self_harm", json_integer(n))',
    'SELECT count(*) AS self_harm_incidents',
  ];
  assert.deepEqual(bad.filter((line) => !broken(line)), []);
});

test('what is honest is let through', () => {
  const good = [
    'rosh_level text CHECK (rosh_level IN (\'low\', \'medium\', \'high\', \'very_high\'))',
    'High risk of serious harm',
    'She has harmed herself before; see the plan',
    'self_harm_history text',
    '\tCRISIS_SELF_HARM,', '[CRISIS_SELF_HARM] = "self_harm",', 'words: { self_harm: \'Has she harmed herself?\' }',
    "kind text NOT NULL CHECK (kind IN ('self_harm', 'overdose', 'death'))",
    'self_harm: string;', 'const char *self_harm;', 'count(*) AS incidents',
    'threshold', 'bandwidth', 'husband',
    'check_plan_band',
  ];
  assert.deepEqual(good.filter((line) => broken(line)), []);
});
