// A new mark: on the outline or from the list of parts, with what it is and when it was seen; and that one has healed.
import { post } from '../../api.ts';
import { Form, instantOf, NO_MOMENT } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import { Select } from '../../parts/select.tsx';
import { Settled } from '../../parts/settled.tsx';
import type { BodyMark, BodyPage, MarkKind, Side } from '../../records-safety.ts';
import type { Params } from '../../router.ts';
import { clock } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { isoOf, ukDateTime } from '../../time.ts';
import { choices, PAGE } from '../../words.ts';
import { MARK_KIND, SIDE } from '../../words-safety.ts';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { mayBody, numbered, pressedAt } from './body.tsx';
import { Figure } from './body-figure.tsx';
import { regionsOf, type Spot } from './body-regions.ts';

export function BodyMarkNew({ params }: { params: Params }) {
  return (
    <Woman params={params}>
      {(her) => (mayBody(her) ? <Get<BodyPage> path={`/api${her.path}/body`} what="her body map">{({ marks }) => <New her={her} marks={marks} />}</Get> : <NotYours />)}
    </Woman>
  );
}

interface Fields {
  side: Side;
  spot: Spot | null;
  kind: MarkKind | null;
  words: string;
  seen_at: typeof NO_MOMENT;
}

function New({ her, marks }: { her: Her; marks: readonly BodyMark[] }) {
  const record = useNewRecord();
  const spot = pressedAt.value;
  const start: Fields = { side: spot?.side ?? 'front', spot, kind: null, words: '', seen_at: NO_MOMENT };
  return (
    <Form<Fields>
      title={PAGE.bodyNew}
      button="Mark it"
      back={`${her.path}/body`}
      done="It is marked."
      // Where it was pressed is this time's: a draft of last time would put it elsewhere.
      draft={spot ? ['body', `${her.who.stay} ${spot.region}`] : ['body', her.who.stay]}
      start={start}
      rename={{ '/across': 'region', '/down': 'region' }}
      asks={(v, set, at) => {
        const regions = regionsOf(v.side);
        return [
          { id: 'side', as: 'radios', label: 'Which side?', items: choices(SIDE) },
          <Figure key="figure" side={v.side} marks={numbered(marks, v.side)} chosen={v.spot?.side === v.side ? v.spot : null} onMark={(to) => set({ spot: to })} />,
          <Select
            key="region"
            id="region"
            label="Where is it?"
            labelSize="s"
            hint="Marking it above fills this in. Left and right are hers."
            error={at('region')}
            value={v.spot?.side === v.side ? v.spot.region : ''}
            items={[{ value: '', label: 'Choose' }, ...regions.map((one) => ({ value: one.region, label: one.region }))]}
            onChange={(region) => set({ spot: regions.find((one) => one.region === region) ?? null })}
          />,
          { id: 'kind', as: 'radios', label: 'What is it?', items: choices(MARK_KIND), need: 'Select what it is' },
          { id: 'words', as: 'area', label: 'What did you see, and what did she say? (optional)', limit: 300 },
          { id: 'seen_at', as: 'moment', label: 'When was it seen?', hint: 'Empty: now.' },
        ];
      }}
      also={(v) => (v.spot?.side === v.side ? [] : [['region', 'Mark where it is, or choose it from the list']])}
      send={(v) =>
        record('/api/body-marks', { ...her.who, ...v.spot, kind: v.kind, words: v.words.trim(), seen_at: instantOf(v.seen_at) || isoOf(clock.now()) })
      }
    />
  );
}

export function BodyHealed({ params }: { params: Params }) {
  return (
    <Woman params={params}>
      {(her) => (
        <Get<BodyPage> path={`/api${her.path}/body`} what="the mark">
          {({ marks }) => {
            const one = marks.find((mark) => mark.id === params['mark']);
            if (!one || !mayBody(her)) return <NotYours />;
            if (!one.healed) return <Healed her={her} mark={one} />;
            return (
              <Settled title={PAGE.bodyHealed} back={`${her.path}/body`}>
                It has healed, and that is written down: {one.healed.by}, {ukDateTime(one.healed.at)}.
              </Settled>
            );
          }}
        </Get>
      )}
    </Woman>
  );
}

function Healed({ her, mark }: { her: Her; mark: BodyMark }) {
  return (
    <Form
      title={PAGE.bodyHealed}
      button="It has healed"
      back={`${her.path}/body`}
      done="It is marked as healed. It fades, and stays with its date."
      start={{}}
      intro={
        <InsetText>
          <strong>{mark.region}</strong>, {SIDE[mark.side].toLowerCase()}: {MARK_KIND[mark.kind].toLowerCase()}
          {mark.words && <span class="ln-below">{mark.words}</span>}
          <span class="ln-soft ln-below">Seen {ukDateTime(mark.seen_at)}</span>
        </InsetText>
      }
      asks={() => []}
      send={() => post(`/api/body-marks/${mark.id}/healed`, {})}
    />
  );
}
