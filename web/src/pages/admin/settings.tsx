// What is set at a premises, since when, by whom and why; and changing it. What was in force stays on record.
import { Details } from '../../parts/details.tsx';
import { Form, instantOf, NO_MOMENT } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get, Page } from '../../parts/page.tsx';
import { SummaryList, type SummaryRow } from '../../parts/summary-list.tsx';
import type { Setting, SettingChange } from '../../records.ts';
import type { Params } from '../../router.ts';
import { MANAGERS, mayAt } from '../../state/may.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { currentPremises } from '../../state/session.ts';
import { plural, ukDateTime } from '../../time.ts';
import { choices, NAV, PAGE } from '../../words.ts';
import { NotYours } from '../problem.tsx';
import { boundsInWords, SHAPE, textOf, unitOf, valueInWords, valueOf } from './setting-words.ts';

interface Answer {
  premises: { id: string; name: string };
  settings: Setting[];
}

const BACK = '/admin/settings';
const path = (): string => `/api/premises/${currentPremises.value?.id}/settings`;

export function Settings() {
  return (
    <Page<Answer> title={NAV.settings} path={path()} what="settings">
      {({ premises, settings }) => (
        <>
          <p class="govuk-body">Every change keeps who made it, when and why, and never rewrites what was in force before.</p>
          <SummaryList rows={settings.map((one) => rowOf(one, mayAt(premises.id, MANAGERS)))} />
        </>
      )}
    </Page>
  );
}

function rowOf(setting: Setting, may: boolean): SummaryRow {
  const { history, upcoming, words, name } = setting;
  return {
    key: words,
    value: (
      <>
        <strong>{valueInWords(setting, setting.value)}</strong>
        <span class="ln-soft ln-below">{basisInWords(setting)}</span>
        {upcoming.map((change) => (
          <span class="ln-below" key={change.id}>
            To come: {changeInWords(setting, change)}
          </span>
        ))}
        {history.length > 0 && (
          <Details summary={plural(history.length, 'change')}>
            {history.map((change) => (
              <p class="govuk-body" key={change.id}>
                {changeInWords(setting, change)} Recorded {ukDateTime(change.recorded_at)}.
              </p>
            ))}
            <p class="govuk-body">Before: {valueInWords(setting, setting.default)}, as delivered.</p>
          </Details>
        )}
      </>
    ),
    actions: may ? [{ label: 'Change', about: words, href: `${BACK}/${name}` }] : [],
  };
}

const changeInWords = (setting: Setting, change: SettingChange): string =>
  `${valueInWords(setting, change.value)} from ${ukDateTime(change.from)}, ${change.author}. Why: ${change.reason}`;

function basisInWords({ author, from, reason, basis }: Setting): string {
  return author === null || from === null ? `As delivered (${basis})` : `${author}, from ${ukDateTime(from)}. Why: ${reason}`;
}

export function SettingForm({ params }: { params: Params }) {
  return (
    <Get<Answer> path={path()} what="the setting">
      {({ premises, settings }, reload) => {
        const setting = settings.find((one) => one.name === params['setting']);
        return setting && mayAt(premises.id, MANAGERS) ? <Change setting={setting} premises={premises} reload={reload} /> : <NotYours />;
      }}
    </Get>
  );
}

function Change({ setting, premises, reload }: { setting: Setting; premises: Answer['premises']; reload: () => Promise<unknown> }) {
  const record = useNewRecord();
  const { name, based_on, history, upcoming, kind } = setting;
  const start = { based_on, text: textOf(setting, setting.value), start: 'now', from: NO_MOMENT, reason: '' };
  const newest = [...history, ...upcoming].find((one) => one.id === based_on);
  return (
    <Form
      title={PAGE.setting}
      button="Save"
      back={BACK}
      done="The change is recorded."
      draft={['setting', premises.id + name]}
      start={start}
      refresh={reload}
      rename={{ '/value': 'text' }}
      theirs={(v) =>
        v.based_on === based_on || !newest
          ? null
          : { who: newest.author, words: <p class="govuk-body">{changeInWords(setting, newest)}</p>, mine: { based_on }, afresh: start }
      }
      intro={
        <InsetText>
          <strong>{setting.words}</strong>, {premises.name}
          <br />
          Now: {valueInWords(setting, setting.value)}. {basisInWords(setting)}
        </InsetText>
      }
      asks={(v) => [
        {
          id: 'text',
          label: 'New value',
          hint: `${SHAPE[kind]} ${boundsInWords(setting)}`,
          width: 20,
          suffix: unitOf(setting) || undefined,
          bad: valueOf(setting, v.text) === undefined && `Enter it like this: ${SHAPE[kind].toLowerCase()}`,
        },
        { id: 'start', as: 'radios', label: 'From when?', items: choices({ now: 'Now', later: 'Later' }) },
        v.start === 'later' && { id: 'from', as: 'moment', label: 'From', need: 'Enter the day and time from which it holds' },
        { id: 'reason', as: 'area', label: 'Why?', limit: 500, need: 'Say why' },
      ]}
      send={(v) =>
        record('/api/settings', {
          premises: premises.id,
          name,
          value: valueOf(setting, v.text),
          reason: v.reason,
          based_on: v.based_on,
          ...(v.start === 'later' && { from: instantOf(v.from) }),
        })
      }
    />
  );
}
