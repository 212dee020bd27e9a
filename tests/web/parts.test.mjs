// Our parts against the official HTML of GOV.UK Frontend (its fixtures.json) and, for the MoJ parts, against the HTML
// its templates give. An upgrade of the packages that changes the markup is found here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { load, resolved } from './bundle.mjs';
import { tree } from './markup.mjs';

const NAMES = [
  'action-menu', 'alert', 'badge', 'button', 'button-group', 'checkboxes', 'contextual-date', 'date-input', 'details', 'empty-state',
  'error-message', 'error-summary', 'fact', 'footer', 'header', 'inset-text', 'keypad', 'notification-badge', 'pagination',
  'person-banner', 'pin-input', 'primary-navigation', 'radios', 'select', 'skip-link', 'status-tag', 'sub-navigation', 'summary-card',
  'summary-list', 'table', 'tag', 'text-input', 'textarea', 'time-input', 'timeline', 'warning-text',
];
const files = Object.fromEntries(NAMES.map((name) => [name.replace(/-/g, '_'), `src/parts/${name}.tsx`]));
const modules = await load({ ...files, preact: 'preact', string: 'preact-render-to-string', words: 'src/words.ts' });
const { h } = modules.preact;
const P = Object.assign({}, ...Object.keys(files).map((name) => modules[name]));
const html = (part, props, ...children) => modules.string.render(h(P[part] ?? part, props, ...children));

const govuk = dirname(resolved('govuk-frontend/package.json'));
const fixtures = (component) =>
  JSON.parse(readFileSync(join(govuk, 'dist/govuk/components', component, 'fixtures.json'), 'utf8')).fixtures;

/**
 * Fails unless our HTML is that of the fixture; `props` makes our properties of the fixture's options, `amend` puts
 * into the fixture what is ours on purpose.
 */
function same(component, names, part, props, amend = (text) => text) {
  for (const name of names) {
    test(`${part} is GOV.UK's ${component}: ${name}`, () => {
      const fixture = fixtures(component).find((one) => one.name === name);
      assert.ok(fixture, 'the package still has this fixture');
      const { children, ...rest } = props(fixture.options);
      assert.deepEqual(tree(html(part, rest, children)), tree(amend(fixture.html)));
    });
  }
}

const field = (o) => ({
  id: o.id ?? o.idPrefix ?? o.name, name: o.name, label: o.label?.text ?? o.fieldset?.legend?.text, hint: o.hint?.text,
  error: o.errorMessage?.text, describedBy: o.describedBy ?? o.fieldset?.describedBy,
  labelIsHeading: o.label?.isPageHeading ?? o.fieldset?.legend?.isPageHeading,
  labelSize: /--(xl|l|m|s)$/.exec(o.label?.classes ?? o.fieldset?.legend?.classes ?? '')?.[1],
});
const modifier = (o, prefix) => new RegExp(`${prefix}--([\\w-]+)`).exec(o.classes ?? '')?.[1];

same('button', ['default', 'secondary', 'warning', 'inverse', 'disabled', 'link', 'name', 'value', 'type', 'id'], 'Button', (o) => ({
  children: o.text, look: modifier(o, 'govuk-button'), disabled: o.disabled, href: o.href, name: o.name, value: o.value, type: o.type, id: o.id,
}));
same('input', ['default', 'with hint text', 'with error message', 'with error, hint and describedBy', 'with width-2 class', 'with width-10 class',
  'with label as page heading', 'with prefix and suffix', 'with prefix', 'with suffix', 'value', 'inputmode', 'with autocomplete attribute', 'with spellcheck disabled',
  'disabled', 'with extra letter spacing'], 'TextInput', (o) => ({
  ...field(o), value: o.value, inputMode: o.inputmode, autoComplete: o.autocomplete, spellCheck: o.spellcheck, disabled: o.disabled,
  width: Number(/width-(\d+)/.exec(o.classes ?? '')?.[1]) || undefined, spaced: /extra-letter-spacing/.test(o.classes ?? ''),
  prefix: o.prefix?.text, suffix: o.suffix?.text,
}));
same('textarea', ['default', 'with hint', 'with error message', 'with hint and error message', 'with default value', 'with custom rows',
  'with label as page heading', 'with hint, error message and described by', 'with spellcheck disabled'], 'Textarea',
  (o) => ({ ...field(o), value: o.value, rows: o.rows, spellCheck: o.spellcheck }));
same('character-count', ['default', 'with hint', 'with hint and error', 'with custom rows', 'with label as page heading'], 'Textarea',
  (o) => ({ ...field(o), value: o.value, rows: o.rows, limit: o.maxlength }));
const choices = (o) => ({
  ...field(o), inline: /--inline/.test(o.classes ?? ''), small: /--small/.test(o.classes ?? ''),
  items: o.items.map((item) => (item.divider ? item : { value: String(item.value), label: item.text, hint: item.hint?.text, disabled: item.disabled })),
});
same('radios', ['default', 'with hint', 'inline', 'with a divider', 'small inline',
  'with fieldset and error message', 'with hints on parent and items', 'with hint, error message and describedBy'], 'Radios',
  (o) => ({ ...choices(o), value: o.items.find((item) => item.checked)?.value ?? null }));
same('checkboxes', ['default', 'with hint', 'with divider and None', 'small', 'small with hint', 'with error message and hint',
  'with legend as a page heading'], 'Checkboxes', (o) => ({ ...choices(o), values: [o.values ?? [], o.items.filter((item) => item.checked).map((item) => item.value)].flat() }));
same('select', ['with hint text and error message', 'with label as page heading'], 'Select',
  (o) => ({
    ...field(o), value: o.items.find((item) => item.selected)?.value.toString(),
    items: o.items.map((item) => ({ value: String(item.value ?? item.text), label: item.text, disabled: item.disabled })),
  }));
same('date-input', ['default', 'with error message and hint', 'with values'], 'DateInput', (o) => ({
  ...field(o), name: o.namePrefix, value: { day: '', month: '', year: '', ...o.values },
}));
same('error-message', ['default', 'id'], 'ErrorMessage', (o) => ({ id: o.id, children: o.text }));
same('inset-text', ['default', 'id'], 'InsetText', (o) => ({ id: o.id, children: o.text }));
same('warning-text', ['default'], 'WarningText', (o) => ({ children: o.text }));
same('tag', ['default', 'grey', 'green', 'purple', 'red', 'orange', 'yellow'], 'Tag', (o) => ({ children: o.text, colour: modifier(o, 'govuk-tag') }));
same('details', ['default', 'expanded', 'id'], 'Details', (o) => ({ id: o.id, summary: o.summaryText, children: o.text, open: o.open }));
const actions = (o) => o?.items.map((item) => ({ label: item.text, about: item.visuallyHiddenText, href: item.href }));
const summaryRows = (o) => o.rows.map((row) => ({ key: row.key.text, value: row.value.text, actions: actions(row.actions) }));
same('summary-list', ['as a summary card with actions plus summary list actions'], 'SummaryCard',
  (o) => ({ title: o.card.title.text, rows: summaryRows(o), actions: actions(o.card.actions) }));
same('table', ['default', 'with head', 'with head and caption', 'with firstCellIsHeader true'], 'Table', (o) => ({
  caption: o.caption, captionSize: /--(s|m|l)$/.exec(o.captionClasses ?? '')?.[1], rowHeaders: o.firstCellIsHeader,
  head: o.head?.map((cell) => ({ label: cell.text, numeric: cell.format === 'numeric' })),
  numeric: o.rows[0].map((cell) => cell.format === 'numeric'),
  rows: o.rows.map((row, i) => ({ key: String(i), cells: row.map((cell) => cell.text) })),
}));
same('pagination', ['default'], 'Pagination', () => ({ page: 2, pages: 3, href: (n) => `/page/${n}` }), (text) =>
  text.replace('/previous', '/page/1').replace('/next', '/page/3'));
same('error-summary', ['default'], 'ErrorSummary', (o) => ({ items: o.errorList, title: o.titleText }), (text) =>
  text.replace('class="govuk-error-summary"', 'class="govuk-error-summary" tabindex="-1"')); // GOV.UK's script adds that

const moj = {
  badge: ['Badge', { colour: 'red' }, 'High RoSH', '<span class="moj-badge moj-badge--red">High RoSH</span>'],
  'sub-navigation': ['SubNavigation', { label: 'Her pages', items: [{ label: 'Overview', href: '/a', active: true }, { label: 'Checks', href: '/b' }] }, null,
    '<nav class="moj-sub-navigation" aria-label="Her pages"><ul class="moj-sub-navigation__list"><li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" aria-current="page" href="/a">Overview</a></li><li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" href="/b">Checks</a></li></ul></nav>'],
  'primary navigation': ['PrimaryNavigation', { label: 'Main', items: [{ label: 'Updates', href: '/u', count: 3 }] }, null,
    '<div class="moj-primary-navigation"><div class="moj-primary-navigation__container"><div class="moj-primary-navigation__nav"><nav class="moj-primary-navigation" aria-label="Main"><ul class="moj-primary-navigation__list"><li class="moj-primary-navigation__item"><a class="moj-primary-navigation__link" href="/u">Updates<span class="moj-notification-badge"><span aria-hidden="true">3</span><span class="govuk-visually-hidden">(3)</span></span></a></li></ul></nav></div></div></div>'],
  timeline: ['Timeline', { items: [{ key: '1', title: 'Welfare check', by: 'Mary Okafor', at: '2026-11-10T01:35:00.000000Z', children: 'Spoke' }] }, null,
    '<div class="moj-timeline"><div class="moj-timeline__item"><div class="moj-timeline__header"><h2 class="moj-timeline__title">Welfare check</h2><p class="moj-timeline__byline">by Mary Okafor</p></div><p class="moj-timeline__date"><time datetime="2026-11-10T01:35:00.000000Z">10 November 2026, 01:35</time></p><div class="moj-timeline__description">Spoke</div></div></div>'],
  header: ['Header', { premises: 'Example House', items: [{ label: 'Night board', href: '/board', active: true }] }, null,
    '<header class="moj-header" role="banner"><div class="moj-header__container"><div class="moj-header__logo"><a class="moj-header__link moj-header__link--organisation-name" href="/">Lantern</a><span class="moj-header__link moj-header__link--service-name">Example House</span></div><div class="moj-header__content"><nav class="moj-header__navigation" aria-label="Main"><ul class="moj-header__navigation-list"><li class="moj-header__navigation-item"><a class="moj-header__navigation-link" href="/board" aria-current="page">Night board</a></li></ul></nav></div></div></header>'],
};
for (const [name, [part, props, child, expected]] of Object.entries(moj)) {
  test(`${part} is MoJ's ${name}`, () => assert.deepEqual(joined(tree(html(part, props, child))), joined(tree(expected))));
}

/** Neighbouring pieces of text are one text: how a renderer cuts them is its own business. */
function joined(nodes) {
  return nodes.reduce((out, node) => {
    if (Array.isArray(node)) out.push([node[0], node[1], ...joined(node.slice(2))]);
    else if (typeof out[out.length - 1] === 'string') out[out.length - 1] += node;
    else out.push(node);
    return out;
  }, []);
}

test('an alert names its region and holds no dismiss button unless it can be dismissed', () => {
  const [alert] = tree(html('Alert', { variant: 'warning', title: 'Not connected' }, 'You are not connected.'));
  assert.equal(alert[1].role, 'region');
  assert.equal(alert[1]['aria-label'], 'warning: Not connected');
  assert.equal(alert[1].class, 'moj-alert moj-alert--warning');
  assert.doesNotMatch(html('Alert', { variant: 'warning', title: 'x' }), /button/);
  assert.match(html('Alert', { variant: 'warning', title: 'x', onDismiss() {} }), /Dismiss/);
});

test('every status has a word and a shape of its own', () => {
  const all = Object.keys(modules.words.STATUS).map((status) => html('StatusTag', { status }));
  const shapes = new Set(all.map((text) => /<path d="([^"]+)"/.exec(text)[1]));
  const words = new Set(all.map((text) => tree(text)[0].slice(-1)[0]));
  assert.equal(shapes.size, all.length);
  assert.equal(words.size, all.length);
});

const fact = (state, value = null, age_days = 1, source = 'NDelius') => ({
  state, value, source, stated_on: age_days === null ? null : '2026-11-09', received_at: null, age_days,
});

test('none recorded, not asked and source unavailable are three different words, with source and age', () => {
  const text = (one) => html('Fact', { fact: one }).replace(/<[^>]+>/g, '').trim();
  const said = [
    text(fact('none_recorded')), text(fact('not_asked', null, null, null)), text(fact('source_unavailable', null, 2)), text(fact('recorded', 'very_high', 0)),
  ];
  assert.deepEqual(said, [
    'None recorded (NDelius, 1 day ago)', 'Not asked', 'Source unavailable (NDelius last reached, 2 days ago)', 'Very high (NDelius, today)',
  ]);
});

test('a target day says in words what its colour says', () => {
  const now = '2026-11-10T09:00:00Z';
  assert.match(html('ContextualDate', { day: '2026-11-07', now }), /ln-date--overdue.*3 days overdue/);
  assert.match(html('ContextualDate', { day: '2026-11-15', now }), /ln-date--near.*in 5 days/);
  assert.doesNotMatch(html('ContextualDate', { day: '2026-12-15', now }), /ln-date--/);
  assert.doesNotMatch(html('ContextualDate', { day: '2026-11-07', now, done: true }), /overdue/);
});

const number = (value, state = 'recorded') => ({ value, source: 'NDelius', from: null, state });
const person = {
  stay: 's', resident: 'r', restricted: false, preferred_name: 'Ada', given_name: 'Adeline', family_name: 'Hill', born_on: '1990-01-01',
  crn: number('X123456'), noms: number('A1234BC'), premises: { id: 'p', name: 'Example House' }, room: '4', room_facts: [],
  status: { state: 'arrived', word: 'overdue_departure', days: 3 }, expected_on: '2026-11-08', arrival: '2026-11-08T15:00:00.000000Z',
  released_on: '2026-11-08', planned_departure_on: '2026-11-07', departed_at: null, day_of_stay: 2, days_since_release: 2, keyworker: null,
  practitioner: null,
  facts: {
    rosh_overall: [fact('recorded', 'high')], mappa_category: [fact('recorded', '2')], mappa_level: [fact('none_recorded')],
    register: [fact('recorded', 'Child concerns'), fact('recorded', 'Hate crime')], communication: [fact('not_asked', null, null, null)],
  },
};
const banner = (more) =>
  html('PersonBanner', { banner: { ...person, ...more }, now: Date.parse('2026-11-10T09:00:00Z'), actions: [{ label: 'Record a check', href: '/c' }] });
const plain = (text) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test('the banner holds everything that says who she is and how long she has been here', () => {
  const text = plain(banner({}));
  for (const part of ['Ada Hill', 'X123456', 'A1234BC', 'Example House, room 4', 'Overdue departure', 'Arrived', '8 November 2026', 'day 2 of stay', '2 days since release',
    '7 November 2026', '3 days overdue', 'High', 'NDelius, 1 day ago', 'None recorded', 'Child concerns', 'Hate crime', 'Not asked', 'Actions', 'Record a check']) {
    assert.ok(text.includes(part), `${part} in: ${text}`);
  }
});

test('a restricted woman has no name in the banner', () => {
  const text = plain(banner({
    restricted: true, preferred_name: null, given_name: null, family_name: null, crn: number(null, 'restricted'), noms: number(null, 'restricted'),
    facts: { communication: person.facts.communication },
  }));
  assert.ok(text.includes('Restricted'));
  assert.doesNotMatch(text, /null|undefined|Ada|Hill|RoSH|MAPPA/);
  assert.match(text, /CRN Restricted.*Communication Not asked/);
});

test('risk is a badge, everything else a tag', () => {
  assert.match(banner({}), /moj-badge[^>]*>High/);
  assert.match(banner({}), /govuk-tag--red[^>]*>Overdue departure/);
});

test('a PIN is one field that can be pasted into and is never a number field', () => {
  const [group] = tree(html('PinInput', { id: 'pin', value: '', onInput() {} }));
  const input = group.find((node) => Array.isArray(node) && node[0] === 'input');
  assert.equal(input[1].type, 'password');
  assert.equal(input[1].inputmode, 'numeric');
  assert.equal(input[1].autocomplete, 'current-password');
  assert.equal(input[1].spellcheck, 'false');
});

test('what was typed becomes a day or a time, or is refused', () => {
  const { dayOf, partsOf } = modules.date_input;
  assert.equal(dayOf({ day: '24', month: '11', year: '2026' }), '2026-11-24');
  assert.equal(dayOf({ day: '30', month: '2', year: '2026' }), null);
  assert.equal(dayOf({ day: '', month: '2', year: '2026' }), null);
  assert.equal(dayOf({ day: 'x', month: '2', year: '2026' }), null);
  assert.deepEqual(partsOf('2026-11-04'), { day: '4', month: '11', year: '2026' });
  const { timeOf } = modules.time_input;
  assert.deepEqual(['1:35', '0135', '01.35', '23:59', '24:00', '1:5', ''].map(timeOf), ['01:35', '01:35', '01:35', '23:59', null, null, null]);
});

test('the count of characters counts what people see as one', () => {
  const { countInWords, lengthOf } = modules.textarea;
  assert.equal(lengthOf('né 😀'), 4);
  assert.equal(countInWords(10, 0), 'You can enter up to 10 characters');
  assert.equal(countInWords(10, 9), 'You have 1 character remaining');
  assert.equal(countInWords(10, 12), 'You have 2 characters too many');
});

test('pages between are left out of a long pagination', () => {
  assert.deepEqual(modules.pagination.pageList(10, 40), [1, 'gap', 9, 10, 11, 'gap', 40]);
  assert.deepEqual(modules.pagination.pageList(1, 3), [1, 2, 3]);
  assert.equal(html('Pagination', { page: 1, pages: 1, href: String }), '');
});

test('there is no crown, crest or licence logo in the frame', () => {
  const frame = html('Header', { premises: 'Example House', items: [] }) + html('Footer', {});
  assert.doesNotMatch(frame, /crown|crest|copyright|licen[cs]e/i);
});
