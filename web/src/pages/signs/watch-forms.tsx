// Deciding about a watch: keep it, check more often, end it; and beginning one because something worries you.
import type { ComponentChildren } from 'preact';
import { post } from '../../api.ts';
import { Form, instantOf, NO_MOMENT } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import { Settled } from '../../parts/settled.tsx';
import { WarningText } from '../../parts/warning-text.tsx';
import type { CheckPlan } from '../../records.ts';
import type { Watch, WatchesPage } from '../../records-safety.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { MANAGERS, mayAt } from '../../state/may.ts';
import { useNewRecord } from '../../state/new-record.ts';
import type { Kind } from '../../types.ts';
import { ukDateTime } from '../../time.ts';
import { choices, KIND, PAGE } from '../../words.ts';
import { WATCH } from '../../plan/crisis-words.ts';
import { bandsOf, differences, inForce } from '../resident/plan-words.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { bandsInWords, leastInWords, nowEvery, tightestS } from './watch-words.ts';

interface Of {
  her: Her;
  watch: Watch;
  /** After a refusal: what somebody else decided meanwhile. */
  reload: () => Promise<unknown>;
}

/** The open watch of the address, or that it is not open any more. */
function OfWatch({ params, title, children }: { params: Params; title: string; children: (of: Of) => ComponentChildren }) {
  return (
    <Woman params={params}>
      {(her) => (
        <Get<WatchesPage> path={`/api${her.path}/watches`} what="the watch">
          {({ watches }, reload) => {
            const watch = watches.find((one) => one.id === params['watch']);
            if (watch?.ended === null) return children({ her, watch, reload });
            return (
              <Settled title={title} back={back(her)}>
                That watch is not open any more{watch?.ended && `: ended by ${watch.ended.by}, ${ukDateTime(watch.ended.at)}`}.
              </Settled>
            );
          }}
        </Get>
      )}
    </Woman>
  );
}

const About = ({ watch }: { watch: Watch }) => (
  <InsetText>
    <strong>{WATCH[watch.reason]}</strong>
    {bandsInWords(watch, now.value).map((line) => (
      <span class="ln-below" key={line}>
        {line}
      </span>
    ))}
  </InsetText>
);

const back = (her: Her): string => `${her.path}/watches`;

export function WatchKeep({ params }: { params: Params }) {
  return <OfWatch params={params} title={PAGE.watchKeep}>{(of) => <Keep {...of} />}</OfWatch>;
}

function Keep({ her, watch, reload }: Of) {
  return (
    <Form
      title={PAGE.watchKeep}
      button="Keep it"
      back={back(her)}
      done="The watch goes on. It asks again then."
      draft={['watch keep', watch.id]}
      start={{ until: NO_MOMENT, words: '' }}
      refresh={reload}
      intro={<About watch={watch} />}
      asks={() => [
        { id: 'until', as: 'moment', label: 'When should it ask again?', need: 'Enter the day and time at which it asks again' },
        { id: 'words', as: 'area', label: 'What did you see that speaks for it?', limit: 500, need: 'Say what speaks for it' },
      ]}
      send={(v, pin) => post(`/api/watches/${watch.id}/keep`, { until: instantOf(v.until), words: v.words, ...pin })}
    />
  );
}

export function WatchTighten({ params }: { params: Params }) {
  return <OfWatch params={params} title={PAGE.watchTighten}>{(of) => <Tighten {...of} />}</OfWatch>;
}

const minutesBad = (text: string): boolean => !/^\d+$/.test(text.trim()) || Number(text) < 5 || Number(text) > 1440;

function Tighten({ her, watch, reload }: Of) {
  const most = Math.floor(tightestS(watch) / 60);
  return (
    <Form
      title={PAGE.watchTighten}
      button="Check more often"
      back={back(her)}
      done="From now on she is checked more often."
      draft={['watch tighten', watch.id]}
      start={{ most: '', words: '' }}
      refresh={reload}
      rename={{ '/max_gap_s': 'most' }}
      intro={<About watch={watch} />}
      asks={(v) => [
        {
          id: 'most',
          label: 'At most how far apart?',
          hint: `Now ${nowEvery(watch)} at most.`,
          width: 4,
          inputMode: 'numeric',
          suffix: 'minutes',
          bad: minutesBad(v.most) ? 'Enter the minutes, from 5 to 1440' : Number(v.most) >= most && `That is not more often than now: enter less than ${most}`,
        },
        { id: 'words', as: 'area', label: 'Why?', limit: 500, need: 'Say why' },
      ]}
      send={(v, pin) => post(`/api/watches/${watch.id}/tighten`, { max_gap_s: Number(v.most) * 60, words: v.words, ...pin })}
    />
  );
}

export function WatchEnd({ params }: { params: Params }) {
  return <OfWatch params={params} title={PAGE.watchEnd}>{(of) => <End {...of} />}</OfWatch>;
}

/** What is left of her checks without this watch: its check plans are those of its bands. */
function leftWithout(her: Her, watch: Watch): CheckPlan[] {
  const own = ({ origin, bands }: CheckPlan): boolean =>
    origin === 'watch' && bands.every((band) => watch.bands.some((one) => one.kind === band.kind && one.max_gap_s === band.max_gap_s && one.from === band.from && one.until === band.until));
  return inForce(her.page).filter((plan) => !own(plan));
}

/** Who may end it: with fewer checks left the shift lead, with none at all the manager. */
function mayNotEnd(her: Her, watch: Watch): 'shift lead' | 'manager' | null {
  const premises = her.page.banner.premises.id;
  const left = leftWithout(her, watch);
  const fewer = differences(bandsOf(inForce(her.page)), bandsOf(left)).some((one) => one.after > one.before);
  if (!fewer) return null;
  const who = left.length === 0 ? MANAGERS : ['shift_lead' as const, ...MANAGERS];
  return mayAt(premises, who) || mayAt(premises, ['on_call']) ? null : left.length === 0 ? 'manager' : 'shift lead';
}

function NotHers({ her, watch, asks }: { her: Her; watch: Watch; asks: string }) {
  return (
    <>
      <h1 class="govuk-heading-l">{PAGE.watchEnd}</h1>
      <About watch={watch} />
      <p class="govuk-body">
        {asks === 'manager' ? 'Without it she would have no checks at all.' : 'Without it she would be seen less often than now.'} You may not end it: ask the {asks} to do it.
        You can keep it, or check more often.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={back(her)}>
          See all watches
        </a>
      </p>
    </>
  );
}

function End({ her, watch, reload }: Of) {
  const least = leastInWords(watch, now.value);
  const asks = mayNotEnd(her, watch);
  if (asks !== null) return <NotHers her={her} watch={watch} asks={asks} />;
  return (
    <Form
      title={PAGE.watchEnd}
      button="End the watch"
      look="warning"
      back={back(her)}
      done="The watch has ended, with your name and your words."
      draft={['watch end', watch.id]}
      start={{ words: '' }}
      refresh={reload}
      intro={
        <>
          <About watch={watch} />
          {least ? (
            <WarningText>It may not end yet. {least}. You can keep it, or check more often.</WarningText>
          ) : (
            <p class="govuk-body">
              Its checks stop at once. Where that leaves her with fewer checks, the shift lead decides; where it leaves more between them than the house
              allows, the manager.
            </p>
          )}
        </>
      }
      asks={() => [{ id: 'words', as: 'area', label: 'Why can it end?', hint: 'What you saw, and who you spoke with.', limit: 500, need: 'Say why it can end' }]}
      send={(v, pin) => post(`/api/watches/${watch.id}/end`, { ...v, ...pin })}
    />
  );
}

export function WatchNew({ params }: { params: Params }) {
  return <Woman params={params}>{(her) => <New her={her} />}</Woman>;
}

const REASONS = [
  { value: 'concern', label: 'A concern', hint: 'Something worries you, and she should be seen more often.' },
  { value: 'intoxication', label: 'Under the influence', hint: 'Rousing checks at the times of the house, for hours. She must answer: asleep is never enough.' },
  { value: 'incident', label: 'After an incident', hint: 'Something serious happened to her or near her.' },
];

const START = { reason: null as string | null, words: '', kind: 'sign_of_life' as Kind, most: '30' };

function New({ her }: { her: Her }) {
  const record = useNewRecord();
  return (
    <Form
      title={PAGE.watchNew}
      button="Begin it now"
      back={back(her)}
      done="The watch has begun. Her next check follows it."
      draft={['watch', her.who.stay]}
      start={START}
      rename={{ '/max_gap_s': 'most' }}
      asks={(v) => [
        { id: 'reason', as: 'radios', label: 'Why?', items: REASONS, need: 'Select why' },
        {
          id: 'words',
          as: 'area',
          label: v.reason === 'intoxication' ? 'What did you see or hear? (optional)' : 'What did you see or hear?',
          limit: 500,
          need: v.reason !== 'intoxication' && 'Say what you saw or heard',
        },
        v.reason !== 'intoxication' && { id: 'kind', as: 'radios', label: 'What is asked at her door?', items: choices(KIND) },
        v.reason !== 'intoxication' && {
          id: 'most',
          label: 'At most how far apart?',
          width: 4,
          inputMode: 'numeric',
          suffix: 'minutes',
          bad: minutesBad(v.most) && 'Enter the minutes, from 5 to 1440',
        },
      ]}
      send={({ reason, words, kind, most }, pin) =>
        record('/api/watches', {
          ...her.who,
          reason,
          ...(words.trim() && { words: words.trim() }),
          ...(reason !== 'intoxication' && { kind, max_gap_s: Number(most) * 60 }),
          ...pin,
        })
      }
    />
  );
}
