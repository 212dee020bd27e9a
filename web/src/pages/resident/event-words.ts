// An event in words: its title, and what of its data a reader needs. What is not known here is left out, never guessed.
import type { RequirementRecord, VisitRecord } from '../../records.ts';
import { ukDateTime } from '../../time.ts';
import { LATE_REASON, MARK, PRESENCE, RUNG } from '../../words.ts';
import { ABOUT } from '../../words-records.ts';
import { dutyInWords, seenInWords } from './visit-words.ts';

/** What of an event's data is read here; each kind has its own part of it. */
interface Data {
  visit?: VisitRecord;
  withdrawn?: boolean;
  corrects?: string;
  presence?: { state: keyof typeof PRESENCE; back_by?: string };
  closed?: RequirementRecord[];
  alarm?: { rung: number };
  kind?: string;
  what?: string;
  words?: string;
  name?: string;
  how?: { text: string };
  where_to?: string;
  reduction?: boolean;
  reason?: string | null;
  why?: string;
  late_reason?: keyof typeof LATE_REASON | null;
}

export type EventData = Record<string, unknown> | null;

export function eventTitle(kind: string, data: EventData): string {
  const { visit, withdrawn, corrects, presence, closed, kind: entry } = (data ?? {}) as Data;
  const [about, did] = kind.split('.') as [string, string];
  if (withdrawn) return 'Visit withdrawn';
  if (visit) return `${corrects ? 'Visit corrected' : 'Visit'}: ${seenInWords(visit)}`;
  if (presence) return presence.state === 'in' ? 'Back in' : PRESENCE[presence.state];
  const missed = did === 'missed' && closed?.filter((one) => one.state === 'missed').map(dutyInWords);
  const title = `${ABOUT[about] ?? about} ${(entry ?? did).replace(/_/g, ' ')}`;
  return missed ? `${title}: ${missed.join('; ')}` : title;
}

export function eventDetail(data: EventData): string[] {
  const { visit, presence, alarm, late_reason: late, ...d } = (data ?? {}) as Data;
  const why = d.reason ?? visit?.reason ?? d.why;
  const lines = [
    visit?.note && `“${visit.note}”`,
    visit?.marks.map((mark) => MARK[mark]).join(', '),
    d.name?.replace(/_/g, ' '),
    d.what,
    d.words,
    d.how?.text,
    d.where_to && `Where to: ${d.where_to}`,
    presence?.back_by && `Back by ${ukDateTime(presence.back_by)}`,
    d.reduction && 'Fewer checks than before.',
    alarm && `Told: ${RUNG.slice(0, alarm.rung + 1).join(', ').toLowerCase()}`,
    late && `Why: ${LATE_REASON[late]}`,
    why && `Why: ${why}`,
  ];
  return lines.filter((line): line is string => !!line);
}
