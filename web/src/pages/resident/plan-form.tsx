// How often she is to be seen: by the clock, with the greatest and the least gap. It says in words what the change does,
// and who may decide it, before anybody sends it.
import { Button, LinkButton } from '../../parts/button.tsx';
import { Checkboxes } from '../../parts/checkboxes.tsx';
import { Details } from '../../parts/details.tsx';
import { Fieldset } from '../../parts/field.tsx';
import { Form, instantOf, NO_MOMENT, type At } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Select } from '../../parts/select.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import { TimeInput, timeOf } from '../../parts/time-input.tsx';
import type { Band, CheckPlan, Origin, ResidentPage } from '../../records.ts';
import type { Params } from '../../router.ts';
import { STAFF } from '../../state/may.ts';
import { now } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { spanInWords } from '../../time.ts';
import type { Kind, Role } from '../../types.ts';
import { choices, KIND, PAGE, ROLE } from '../../words.ts';
import { ORIGIN } from '../../words-records.ts';
import { bandsOf, basisOf, hoursInWords, inForce, planInWords } from './plan-words.ts';
import { decide, WhatChanges } from './what-changes.tsx';
import { Woman, type Her } from './woman.tsx';

const BANDS_MOST = 12;
const GAP_LEAST_MIN = 5;

interface BandFields {
  from: string;
  until: string;
  kind: Kind;
  /** Minutes, as typed. */
  most: string;
  least: string;
  who: Role[];
}

interface Fields {
  /** The plans in force when the writing began. */
  basedOn: string;
  origin: Origin;
  /** The plan that this one takes the place of; '' for none. */
  replaces: string;
  bands: BandFields[];
  start: 'now' | 'later';
  startAt: typeof NO_MOMENT;
  review_by: typeof NO_MOMENT;
  reason: string;
}

const NEW_BAND: BandFields = { from: '', until: '', kind: 'sign_of_life', most: '', least: '', who: [] };

const bandFields = (band: Band): BandFields => ({ ...band, most: String(band.max_gap_s / 60), least: String(band.min_gap_s / 60) });

const fieldsOf = (page: ResidentPage, changed: CheckPlan | null): Fields => ({
  basedOn: basisOf(page),
  origin: changed?.origin ?? 'watch',
  replaces: changed?.id ?? '',
  bands: changed?.bands.map(bandFields) ?? [NEW_BAND],
  start: 'now',
  startAt: NO_MOMENT,
  review_by: NO_MOMENT,
  reason: '',
});

/** "24:00" is how people end a day. */
const untilOf = (text: string): string | null => (text.trim() === '24:00' ? '24:00' : timeOf(text));

/** What is wrong with a row, by the ends of its field ids. */
function wrongWith(band: BandFields): [string, string][] {
  const least = band.least.trim();
  const found: [string, string | false][] = [
    ['from', !timeOf(band.from) && 'Enter when these hours begin, like 23:00'],
    ['until', !untilOf(band.until) && 'Enter when these hours end, like 07:00'],
    ['max_gap_s', !(Number(band.most) >= GAP_LEAST_MIN) && `Enter the greatest gap in minutes, ${GAP_LEAST_MIN} or more`],
    ['min_gap_s', least !== '' && !(Number(least) < Number(band.most)) && 'The least gap must be shorter than the greatest'],
  ];
  return found.filter((one): one is [string, string] => one[1] !== false);
}

/** A row as the server takes it; null while it is not whole. */
function bandOf(band: BandFields): Band | null {
  if (wrongWith(band).length > 0) return null;
  const max_gap_s = Math.round(Number(band.most) * 60);
  const min_gap_s = band.least.trim() === '' ? Math.floor(max_gap_s / 2) : Math.round(Number(band.least) * 60);
  return { from: timeOf(band.from)!, until: untilOf(band.until)!, kind: band.kind, max_gap_s, min_gap_s, who: band.who };
}

const isBand = (band: Band | null): band is Band => band !== null;

export function PlanForm({ params }: { params: Params }) {
  return <Woman params={params}>{(her) => <PlanFields her={her} changed={inForce(her.page).find((plan) => plan.id === params['plan']) ?? null} />}</Woman>;
}

function PlanFields({ her, changed }: { her: Her; changed: CheckPlan | null }) {
  const record = useNewRecord();
  const { page } = her;
  const plans = inForce(page);
  const send = (v: Fields, pin: { pin?: string }): Promise<void> => {
    const [start, review_by] = [v.start === 'later' && instantOf(v.startAt), instantOf(v.review_by)];
    const body = {
      ...her.who,
      origin: v.origin,
      reason: v.reason,
      bands: v.bands.map(bandOf),
      ...(start && { start }),
      ...(review_by && { review_by }),
      ...(v.replaces && { replaces: v.replaces }),
      ...pin,
    };
    return decide(her, v.basedOn, (based_on) => record('/api/check-plans', { ...body, based_on }));
  };
  return (
    <Form<Fields>
      title={PAGE.plan}
      button="Save"
      back={her.path}
      done="The plan is recorded. The next check follows what is in force."
      draft={['plan', changed?.id ?? her.who.stay]}
      start={fieldsOf(page, changed)}
      theirs={(v) => theirsOf(page, v)}
      also={(v) => v.bands.flatMap((band, i) => wrongWith(band).map(([end, text]): [string, string] => [`bands-${i}-${end}`, text]))}
      rename={{ '/start': 'startAt' }}
      intro={<InForce plans={plans} />}
      asks={(v, set, at) => [
        { id: 'origin', as: 'radios', label: 'What is it?', hint: 'A watch is closer checks for a time: after release, when she is unwell, when something worries you.', items: choices(ORIGIN) },
        plans.length > 0 && {
          id: 'replaces',
          as: 'radios',
          label: 'What becomes of what is in force now?',
          items: [
            { value: '', label: 'It stays. Where they overlap, the shortest gap counts.' },
            // What belongs to a watch ends with the watch.
            ...plans.filter((plan) => plan.watch === null).map((plan) => ({ value: plan.id, label: `This takes the place of: ${ORIGIN[plan.origin].toLowerCase()}, ${hoursOf(plan)}` })),
          ],
        },
        <Bands key="bands" bands={v.bands} set={(bands) => set({ bands })} at={at} />,
        { id: 'start', as: 'radios', label: 'When does it start?', items: choices({ now: 'Now', later: 'Later' }) },
        v.start === 'later' && { id: 'startAt', as: 'moment', label: 'It starts on', need: 'Enter the day and time at which it starts' },
        {
          id: 'review_by',
          as: 'moment',
          label: 'Review by',
          hint: 'When somebody has to decide again. Until she does, the plan stays in force.',
          need: v.origin === 'watch' && 'A watch needs a day and time of review',
        },
        { id: 'reason', as: 'area', label: 'Why?', hint: 'What was seen or agreed. It stays with the plan.', limit: 1000, need: 'Say why' },
        <WhatChanges
          key="changes"
          her={her}
          before={bandsOf(plans)}
          after={v.bands.every(bandOf) ? [...bandsOf(plans.filter((plan) => plan.id !== v.replaces)), ...v.bands.map(bandOf).filter(isBand)] : null}
        />,
      ]}
      send={send}
    />
  );
}

/** A decision of somebody else: a plan that was not there when the writing began, or one that has ended since. */
function theirsOf(page: ResidentPage, v: Fields) {
  const basedOn = basisOf(page);
  if (basedOn === v.basedOn) return null;
  const newest = inForce(page).find((plan) => !v.basedOn.includes(plan.id)) ?? null;
  return {
    who: newest?.author ?? 'Somebody',
    words: <p class="govuk-body">{newest ? planInWords(newest, now.value) : 'A plan that you were looking at has ended.'}</p>,
    mine: { basedOn, replaces: basedOn.includes(v.replaces) ? v.replaces : '' },
    afresh: fieldsOf(page, newest),
  };
}

function InForce({ plans }: { plans: readonly CheckPlan[] }) {
  return (
    <InsetText>
      <strong>{plans.length > 0 ? 'In force now' : 'No plan is in force for her now.'}</strong>
      {plans.map((plan) => (
        <p class="govuk-body" key={plan.id}>
          {planInWords(plan, now.value)}
        </p>
      ))}
    </InsetText>
  );
}

const hoursOf = (plan: CheckPlan): string => plan.bands.map((band) => `${hoursInWords(band.from, band.until)} every ${spanInWords(band.max_gap_s)}`).join(', ');

function Bands({ bands, set, at }: { bands: readonly BandFields[]; set: (bands: BandFields[]) => void; at: At }) {
  const remove = (i: number): void => {
    set(bands.filter((_, j) => j !== i));
    document.getElementById('add-band')?.focus();
  };
  return (
    <>
      <h2 class="govuk-heading-m">Hours and gaps</h2>
      <p class="govuk-body">
        The greatest gap is a limit: one second later the check is overdue. The next check is drawn anywhere between the least and the
        greatest gap, so that nobody can foresee it.
      </p>
      {bands.map((band, i) => (
        <BandRow
          key={i}
          i={i}
          band={band}
          at={at}
          change={(part) => set(bands.map((one, j) => (j === i ? { ...one, ...part } : one)))}
          onRemove={bands.length > 1 ? () => remove(i) : null}
        />
      ))}
      {bands.length < BANDS_MOST && (
        <Button type="button" look="secondary" id="add-band" onClick={() => set([...bands, NEW_BAND])}>
          Add other hours
        </Button>
      )}
    </>
  );
}

interface BandRowProps {
  i: number;
  band: BandFields;
  at: At;
  change: (part: Partial<BandFields>) => void;
  onRemove: (() => void) | null;
}

function BandRow({ i, band, at, change, onRemove }: BandRowProps) {
  const field = (end: string) => ({ id: `bands-${i}-${end}`, error: at(`bands-${i}-${end}`) });
  const minutes = { width: 4, suffix: 'min', inputMode: 'numeric', autoComplete: 'off' } as const;
  const kinds = choices(KIND);
  return (
    <div class="ln-band">
      <Fieldset id={`bands-${i}`} label={`Hours ${i + 1}`} labelSize="s">
        <div class="ln-fields">
          <TimeInput {...field('from')} label="From" hint="Like 23:00." value={band.from} onInput={(from) => change({ from })} />
          <TimeInput {...field('until')} label="Until" hint="The same: all day." value={band.until} onInput={(until) => change({ until })} />
          <Select {...field('kind')} label="What is asked" hint="At her door." items={kinds} value={band.kind} onChange={(kind) => change({ kind: kind as Kind })} />
          <TextInput {...field('max_gap_s')} {...minutes} label="Greatest gap" hint={`At least ${GAP_LEAST_MIN}.`} value={band.most} onInput={(most) => change({ most })} />
          <TextInput {...field('min_gap_s')} {...minutes} label="Least gap" hint="Empty: half of it." value={band.least} onInput={(least) => change({ least })} />
        </div>
        <Details summary={`Who may do it: ${band.who.map((role) => ROLE[role].toLowerCase()).join(', ') || 'anybody on shift'}`}>
          <Checkboxes
            {...field('who')}
            label="Only these"
            hint="None: anybody on shift."
            small
            values={band.who}
            items={STAFF.map((role) => ({ value: role, label: ROLE[role] }))}
            onChange={(who) => change({ who })}
          />
        </Details>
        {onRemove && <LinkButton onClick={onRemove}>Remove hours {i + 1}</LinkButton>}
      </Fieldset>
    </div>
  );
}
