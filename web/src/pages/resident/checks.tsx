// Every check of hers, newest first: what was seen, late ones and missed ones with their reasons, corrected ones in their
// place beside what corrects them. It prints as the sheet that an inspector or a coroner asks for.
import { EmptyState } from '../../parts/empty-state.tsx';
import { Older } from '../../parts/older.tsx';
import { Entry, Section } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { StatusTag } from '../../parts/status-tag.tsx';
import { SummaryList } from '../../parts/summary-list.tsx';
import type { CheckDay, ChecksPage, RequirementRecord, VisitRecord } from '../../records.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { LEADS, mayAt } from '../../state/may.ts';
import { checkStatus } from '../../status.ts';
import { dayInWords, msOf, spanInWords, ukDateTime, ukDay, ukLongDate, ukTime } from '../../time.ts';
import { MARK, PAGE, WITHHELD } from '../../words.ts';
import { GiveReason } from '../missed.tsx';
import { mayWritePlan } from '../plan/may-write.ts';
import { dutyInWords, enteredInWords, reasonInWords, seenInWords } from './visit-words.ts';
import { Woman, type Her } from './woman.tsx';

export function Checks({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/checks">
      {(her) => (
        <Older<ChecksPage> path={`/api${her.path}/checks`} what="checks" next={(page) => page.next}>
          {(pages) => <Shown her={her} days={pages[0]!.days} visits={pages.flatMap((page) => page.visits)} duties={pages.flatMap((page) => page.requirements)} />}
        </Older>
      )}
    </Woman>
  );
}

interface Known {
  her: Her;
  visits: readonly VisitRecord[];
  duties: readonly RequirementRecord[];
}

/** Visits, and what nobody came to or has come to yet, in one order. What a visit completed stands with the visit. */
export function entriesOf({ visits, duties }: Pick<Known, 'visits' | 'duties'>): { at: string; visit?: VisitRecord; duty?: RequirementRecord }[] {
  const all = [...visits.map((visit) => ({ at: visit.done_at, visit })), ...duties.filter((one) => one.state !== 'done').map((duty) => ({ at: duty.latest, duty }))];
  return all.sort((a, b) => msOf(b.at) - msOf(a.at));
}

function Shown({ days: counted, ...known }: Known & Pick<ChecksPage, 'days'>) {
  if (counted === null) return <EmptyState>How her checks go is not among what she was told is shared. Ask the house if you need to know.</EmptyState>;
  const days = new Map<string, ReturnType<typeof entriesOf>>();
  for (const entry of entriesOf(known)) days.set(ukDay(entry.at), [...(days.get(ukDay(entry.at)) ?? []), entry]);
  const owed = known.duties.filter(reasonOwed).length;
  if (days.size + counted.length === 0) return <EmptyState>No check of hers has been recorded yet.</EmptyState>;
  return (
    <>
      <p class="govuk-body">
        {owed > 0 && <strong class="ln-overdue">{owed} missed without a reason. </strong>}
        Newest first. <PrintButton />
      </p>
      {counted.length > 0 && (
        <Section name="days" title="How the days went">
          <SummaryList rows={counted.map((one) => ({ key: dayInWords(one.day), value: dayWentInWords(one) }))} />
        </Section>
      )}
      {[...days].map(([day, entries]) => (
        <section key={day} aria-labelledby={day}>
          <h2 class="govuk-heading-s ln-day" id={day}>
            {ukLongDate(entries[0]!.at)}
          </h2>
          <ol class="ln-log">
            {entries.map(({ visit, duty }) => (visit ? <Visit key={visit.id} visit={visit} {...known} /> : <Duty key={duty!.id} duty={duty!} her={known.her} />))}
          </ol>
        </section>
      ))}
    </>
  );
}

/** For her practitioner, who is not told of each knock. */
function dayWentInWords({ on_time, late, missed, longest_gap_s: gap }: CheckDay): string {
  return `${on_time} on time, ${late} late, ${missed} missed${gap === null ? '' : `, longest gap ${spanInWords(gap)}`}`;
}

/** A missed check that somebody still has to answer for. */
const reasonOwed = (one: RequirementRecord): boolean => one.state === 'missed' && reasonInWords(one) === null;

const windowInWords = (one: RequirementRecord): string => `${dutyInWords(one)}, window ${ukTime(one.from)} to ${ukTime(one.latest)}`;

function Visit({ visit, her, visits, duties }: Known & { visit: VisitRecord }) {
  const gone = visit.corrected_by !== null;
  const completed = gone ? [] : duties.filter((one) => one.visit === visit.id);
  const seen = visit.withdrawn ? 'Withdrawn: this check did not happen' : seenInWords(visit);
  const by = visit.second ? `${visit.by.name} with ${visit.second.name}` : visit.by.name;
  const soft = [visit.gap_s !== null && `${spanInWords(visit.gap_s)} after the one before`, enteredInWords(visit), ...visit.marks.map((mark) => MARK[mark].toLowerCase()), visit.source === 'paper' && 'from paper'];
  return (
    <Entry
      at={
        <>
          <time dateTime={visit.done_at}>{ukTime(visit.done_at)}</time>
          {completed.length > 0 && <StatusTag status={completed.some((one) => one.late) ? 'done_late' : 'done'} />}
        </>
      }
    >
      <p>
        {gone ? <s>{seen}</s> : <strong>{seen}</strong>}, {by}, room {visit.room}
      </p>
      {visit.note && <p>{gone ? <s>{visit.note}</s> : `“${visit.note}”`}</p>}
      <p>{correctionInWords(visit, visits)}</p>
      <p class="ln-soft">{soft.filter(Boolean).join(', ')}</p>
      {completed.map((one) => (
        <p class="ln-soft" key={one.id}>
          Completed: {windowInWords(one)}
          {one.late && <strong>{lateInWords(one)}</strong>}
        </p>
      ))}
      {!gone && !visit.withdrawn && her.mayWrite && (
        <a class="govuk-link ln-log__act" href={`${her.path}/correct/${visit.id}`}>
          Correct<span class="govuk-visually-hidden"> the check of {ukTime(visit.done_at)}</span>
        </a>
      )}
      {!gone && !visit.withdrawn && mayWritePlan(her) && (
        <a class="govuk-link ln-log__act" href={`${her.path}/suggest/check/${visit.id}`}>
          {PAGE.suggest}
          <span class="govuk-visually-hidden"> after the check of {ukTime(visit.done_at)}</span>
        </a>
      )}
    </Entry>
  );
}

function lateInWords(one: RequirementRecord): string {
  return `, ${spanInWords((msOf(one.closed_at!) - msOf(one.latest)) / 1000)} late. Why: ${reasonInWords(one) ?? 'no reason given'}`;
}

/** Both sides of a correction say whose, when and why. */
function correctionInWords(visit: VisitRecord, visits: readonly VisitRecord[]): string {
  const by = visits.find((one) => one.id === visit.corrected_by);
  const why = `Why: ${(by ?? visit).reason ?? WITHHELD}`;
  if (by) return `${by.withdrawn ? 'Withdrawn' : 'Corrected'} by ${by.by.name}, ${ukDateTime(by.entered_at)}. ${why}`;
  if (visit.corrects !== null) return `${visit.withdrawn ? 'Withdraws' : 'Corrects'} the entry that is struck through. Entered ${ukDateTime(visit.entered_at)}. ${why}`;
  return visit.reason ? why : '';
}

/** Still to come, missed, or not asked any more. */
function Duty({ duty, her }: { duty: RequirementRecord; her: Her }) {
  const why = reasonInWords(duty);
  return (
    <Entry
      at={
        <>
          <time dateTime={duty.latest}>{ukTime(duty.latest)}</time>
          <StatusTag status={checkStatus(duty, now.value)} />
        </>
      }
    >
      <p>
        {windowInWords(duty)}
        {why && `. Why: ${why}`}
      </p>
      {reasonOwed(duty) && (
        <p>
          <strong class="ln-overdue">Reason owed. </strong>
          {mayAt(her.page.banner.premises.id, LEADS) ? <GiveReason id={duty.id} /> : 'The shift lead gives it.'}
        </p>
      )}
    </Entry>
  );
}
