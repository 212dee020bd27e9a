// Promises that no later change may break by accident: no score, band or prediction for self-harm or suicide anywhere;
// people are residents, women and workers; the number of premises is data.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sources } from './sources.mjs';

// Risk of serious harm to others (RoSH) is a fact that probation sets and may be shown; these rules are not about it.
const HARM = '(?:self[\\s_-]*(?:harm|injur\\w*)|suicid\\w*|dsh|overdose)';
const MEASURE =
  '(?:scor(?:e|es|ed|ing)|band|bands|banding|grade|rating|level|tier|likelihood|probabilit\\w*|predict\\w*|forecast\\w*|percent\\w*|rag|red|amber|green|low|medium|moderate|high)';
const RULES = [
  ['a measure of self-harm or suicide', new RegExp(`${HARM}[\\s_-]*(?:risk)?[\\s_-]*${MEASURE}(?![a-z])`, 'i')],
  ['a measure of self-harm or suicide', new RegExp(`(?<![a-z])${MEASURE}[\\s_-]*(?:risk)?[\\s_-]*(?:of|for|to)?[\\s_-]*${HARM}`, 'i')],
  ['a score or band of risk', /(?<![a-z])risk[\s_-]*(?:scor\w*|band\w*|rating|grade|tier|predict\w*|probabilit\w*)(?![a-z])/i],
  ['a score or band of risk', /(?:score|rating|band|prediction)s?[\s_-]+of[\s_-]+(?:her[\s_-]+)?risk/i],
  ['a word that this product does not use for people', /(?<![a-z])offenders?(?![a-z])/i],
];
const NUMBER_OF_PREMISES = /(?<![a-z])nine(?![a-z])/i;

const spaced = (line) => line.replace(/([a-z])([A-Z])/g, '$1_$2');

/** Which promise this line would break, or undefined. camelCase and snake_case are read as words. */
export function broken(line) {
  return RULES.find(([, pattern]) => pattern.test(spaced(line)))?.[0];
}

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
    const found = linesOf(places, pattern).filter(({ line }) => broken(line));
    assert.deepEqual(found.map(({ at, line }) => `${at}: ${broken(line)}: ${line.trim()}`), []);
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
  ];
  assert.deepEqual(bad.filter((line) => !broken(line)), []);
});

test('what is honest is let through', () => {
  const good = [
    'rosh_level text CHECK (rosh_level IN (\'low\', \'medium\', \'high\', \'very_high\'))',
    'High risk of serious harm',
    'She has harmed herself before; see the plan',
    'self_harm_history text',
    'threshold', 'bandwidth', 'husband',
    'check_plan_band',
  ];
  assert.deepEqual(good.filter((line) => broken(line)), []);
});
