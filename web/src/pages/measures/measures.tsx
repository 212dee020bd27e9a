// How the work goes: a figure, what it counts, and of whom it is made, by room. For a house; and for all houses of an area
// without a woman, a room or a house by name. Nobody is put in an order by them.
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { DateInput, dayOf, partsOf } from '../../parts/date-input.tsx';
import { Details } from '../../parts/details.tsx';
import { ErrorMessage } from '../../parts/error-message.tsx';
import { Get, Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { Table } from '../../parts/table.tsx';
import type { Measure, MeasureHere, MeasureName, MeasuresArea, MeasuresHere } from '../../records-measures.ts';
import { mayAt } from '../../state/may.ts';
import { currentPremises, who } from '../../state/session.ts';
import { plural, ukDate } from '../../time.ts';
import type { Role } from '../../types.ts';
import { NAV } from '../../words.ts';
import { NotYours } from '../problem.tsx';
import { HIDDEN, MEASURE, sumInWords, valueInWords } from './words.ts';

const READERS: readonly Role[] = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'inspector'];

/** Who runs the houses sees them together; who works in one sees it. */
export function Measures() {
  const here = currentPremises.value;
  if (here && mayAt(here.id, READERS)) return <House key={here.id} id={here.id} />;
  return who.value?.roles.some(({ role }) => role === 'area_manager') ? <Area /> : <NotYours />;
}

/* ---------------------------------------------------------------- one house */

function House({ id }: { id: string }) {
  const [days, setDays] = useState('');
  return (
    <Page<MeasuresHere> title={NAV.measures} path={`/api/premises/${id}/measures${days}`} what="how the work goes">
      {(data) => <HouseShown key={data.from + data.until} data={data} onDays={(from, until) => setDays(`?from=${from}&until=${until}`)} />}
    </Page>
  );
}

function HouseShown({ data, onDays }: { data: MeasuresHere; onDays: (from: string, until: string) => void }) {
  return (
    <>
      <p class="govuk-body">
        {data.premises.name}, {ukDate(data.from)} to {ukDate(data.until)}. Each figure says what it is made of. None of them is about how well a
        woman does, and none compares workers.
      </p>
      <div class="ln-held__tools">
        <Days data={data} onDays={onDays} />
      </div>
      <Figures measures={data.measures} leads />
      {data.measures.map((one) => (
        <Because key={one.name} measure={one} />
      ))}
      <p class="govuk-body">
        <PrintButton />
      </p>
    </>
  );
}

function Days({ data, onDays }: { data: MeasuresHere; onDays: (from: string, until: string) => void }) {
  const [from, setFrom] = useState(partsOf(data.from));
  const [until, setUntil] = useState(partsOf(data.until));
  const [wrong, setWrong] = useState('');
  const ask = (event: Event): void => {
    event.preventDefault();
    const [first, last] = [dayOf(from), dayOf(until)];
    const fault = first && last ? faultOf(first, last, data.now) : 'Enter two days';
    setWrong(fault);
    if (fault === '') onDays(first!, last!);
  };
  return (
    <Details summary="Other days">
      <form onSubmit={ask} noValidate>
        {wrong !== '' && <ErrorMessage>{wrong}</ErrorMessage>}
        <DateInput id="from" label="From" labelSize="s" value={from} onInput={setFrom} />
        <DateInput id="until" label="Until" labelSize="s" value={until} onInput={setUntil} />
        <Button look="secondary">Show these days</Button>
      </form>
    </Details>
  );
}

function faultOf(from: string, until: string, now: string): string {
  if (until > now.slice(0, 10)) return 'The last day has not come yet';
  if (from > until) return 'The first day is after the last';
  return Date.parse(until) - Date.parse(from) > 365 * 86_400_000 ? 'Choose no more than a year' : '';
}

function Because({ measure }: { measure: MeasureHere }) {
  const { title, means } = MEASURE[measure.name];
  return (
    <div class="ln-because">
      <h2 class="govuk-heading-m" id={measure.name} tabIndex={-1}>
        {title}: {valueInWords(measure)}
      </h2>
      <p class="govuk-body">{means}</p>
      {measure.because.length > 0 && (
        <ul class="ln-because__rows">
          {measure.because.map((one) => (
            <li key={one.stay}>
              <strong>{one.room ? `Room ${one.room}` : 'No room'}</strong> {one.words}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/* ---------------------------------------------------------------- all houses together */

/** Not of one house, so there is none to choose. */
function Area() {
  return (
    <>
      <h1 class="govuk-heading-l">{NAV.measures}</h1>
      <Get<MeasuresArea> path="/api/measures" what="how the work goes">
        {(data) => <AreaShown data={data} />}
      </Get>
    </>
  );
}

function AreaShown({ data }: { data: MeasuresArea }) {
  return (
    <>
      <p class="govuk-body">
        {plural(data.premises, 'house')} together, {ukDate(data.from)} to {ukDate(data.until)}: twelve whole weeks. A figure that stands for fewer than{' '}
        {data.small} is not shown, nor one that leaves so few over. Houses are not put beside each other: ask a manager what hers are made of.
      </p>
      <Figures measures={data.measures} />
      <p class="govuk-body">
        <PrintButton />
      </p>
    </>
  );
}

type Figure = Measure & { hidden?: boolean };

/** `leads`: each is explained further down; else it is explained here. */
function Figures({ measures, leads }: { measures: readonly Figure[]; leads?: boolean }) {
  return (
    <div class="ln-figures">
      <Table
        caption="In figures"
        captionHidden
        head={[{ label: 'What' }, { label: 'How much' }]}
        rows={measures.map((one) => ({ key: one.name, cells: [<Named name={one.name} leads={leads} />, <HowMuch figure={one} />] }))}
      />
    </div>
  );
}

function Named({ name, leads }: { name: MeasureName; leads: boolean | undefined }) {
  const { title, means } = MEASURE[name];
  if (leads) {
    return (
      <a class="govuk-link" href={`#${name}`}>
        {title}
      </a>
    );
  }
  return (
    <>
      <strong>{title}</strong>
      <span class="ln-soft ln-below">{means}</span>
    </>
  );
}

function HowMuch({ figure }: { figure: Figure }) {
  if (figure.hidden) return <span class="ln-soft">{HIDDEN}</span>;
  return (
    <>
      {valueInWords(figure)} <span class="ln-soft ln-below">{sumInWords(figure)}</span>
    </>
  );
}
