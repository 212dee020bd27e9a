// Check plans in sentences, and what a change of them means. The server judges a change by rules/plan.h; this says
// beforehand, in the same terms, what the change is and who may make it.
import { everyInWords, msOf, spanInWords, ukTimeNear, type When } from '../../time.ts';
import type { Band, CheckPlan, ResidentPage } from '../../records.ts';
import type { Kind } from '../../types.ts';
import { KIND, WITHHELD } from '../../words.ts';
import { ORIGIN } from '../../words-records.ts';

const DAY_MIN = 1440;
const KINDS: readonly Kind[] = ['sign_of_life', 'conversation', 'rouse'];

/** "23:00" and "24:00" as minutes of the day. */
function minutesOf(text: string): number {
  const [hours, minutes] = text.split(':').map(Number);
  return (hours! * 60 + minutes!) % DAY_MIN;
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** "23:00 to 07:00", "All day" */
export function hoursInWords(from: string, until: string): string {
  return minutesOf(from) === minutesOf(until) ? 'All day' : `${from} to ${until}`;
}

/**
 * The hours of the day, and from when or until when they count at all: "23:00 to 07:00, from 13 November, 23:00". What counts
 * all day for a time is that time: "Until 23:00".
 */
export function whenInWords(band: Pick<Band, 'from' | 'until'>, starts: string, ends: string | null, now: When): string {
  const hours = hoursInWords(band.from, band.until);
  const from = msOf(starts) > msOf(now) && `from ${ukTimeNear(starts, now)}`;
  const until = ends !== null && msOf(ends) > msOf(now) && `until ${ukTimeNear(ends, now)}`;
  const span = [from, until].filter(Boolean).join(' ');
  if (span === '') return hours;
  return hours === 'All day' ? span.charAt(0).toUpperCase() + span.slice(1) : `${hours}, ${span}`;
}

/** "Sign of life every 30 min at most, at least 15 min apart" */
export function gapInWords(band: Pick<Band, 'kind' | 'min_gap_s' | 'max_gap_s'>): string {
  const least = band.min_gap_s > 0 ? `, at least ${spanInWords(band.min_gap_s)} apart` : '';
  return `${KIND[band.kind]} ${everyInWords(band.max_gap_s)} at most${least}`;
}

function inBand(band: Band, minute: number): boolean {
  const [from, until] = [minutesOf(band.from), minutesOf(band.until)];
  if (from === until) return true;
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

/** The greatest gap that counts for a kind at a minute of the day, seconds; Infinity when nothing is asked. A stricter kind stands for a weaker one. */
function greatest(bands: readonly Band[], kind: Kind, minute: number): number {
  const counting = bands.filter((band) => KINDS.indexOf(band.kind) >= KINDS.indexOf(kind) && inBand(band, minute));
  return Math.min(Infinity, ...counting.map((band) => band.max_gap_s));
}

export interface Difference {
  from: string;
  until: string;
  kind: Kind;
  before: number;
  after: number;
}

/** Where the day differs, for each kind, in stretches by the clock. What a stricter kind says already is not said again. */
export function differences(before: readonly Band[], after: readonly Band[]): Difference[] {
  const edges = [...before, ...after].flatMap((band) => [minutesOf(band.from), minutesOf(band.until)]);
  const points = [...new Set(edges)].sort((a, b) => a - b);
  return KINDS.flatMap((kind, strictness) => {
    const found: Difference[] = [];
    points.forEach((point, i) => {
      const changes = KINDS.slice(strictness).map((one) => [greatest(before, one, point), greatest(after, one, point)] as const);
      const [was, is] = changes[0]!;
      if (was === is || changes.slice(1).some((one) => one[0] === was && one[1] === is)) return;
      const [from, until] = [clock(point), clock(points[(i + 1) % points.length]!)];
      const joins = (one: Difference | undefined): boolean => one?.before === was && one.after === is;
      const [first, last] = [found[0], found[found.length - 1]];
      if (joins(last) && last!.until === from) last!.until = until;
      else found.push({ from, until, kind, before: was, after: is });
      // Midnight is no edge.
      if (found.length > 1 && joins(first) && first!.from === until) first!.from = found.pop()!.from;
    });
    return found;
  });
}

const often = (gap: number): string => (gap === Infinity ? 'none' : everyInWords(gap));

/** "23:00 to 07:00, sign of life: every 4 h now, then every 30 min. More often." */
export function differenceInWords(one: Difference): string {
  const change = one.after < one.before ? 'More often' : 'Less often';
  return `${hoursInWords(one.from, one.until)}, ${KIND[one.kind].toLowerCase()}: ${often(one.before)} now, then ${often(one.after)}. ${change}.`;
}

export type Decides = 'anybody' | 'shift_lead' | 'manager';

/** Who may make a change: fewer checks need the shift lead, a gap above the house's floor or none at all the manager. */
export function whoDecides(changes: readonly Difference[], floorS: number): Decides {
  const fewer = changes.filter((one) => one.after > one.before);
  if (fewer.length === 0) return 'anybody';
  return fewer.some((one) => one.after > floorS) ? 'manager' : 'shift_lead';
}

const untilMs = ({ until }: CheckPlan): number => (until === null ? Number.MAX_VALUE : msOf(until));

/** In the order in which they begin, and what is over soonest first. */
export const inOrder = (plans: readonly CheckPlan[]): CheckPlan[] => [...plans].sort((a, b) => msOf(a.start) - msOf(b.start) || untilMs(a) - untilMs(b));

export const inForce = (page: ResidentPage): CheckPlan[] => inOrder(page.overview.check_plans.filter((plan) => plan.ended_at === null));

/** What a decision about her checks is based on: two lists of plans are the same when this is. */
export const basisOf = (page: ResidentPage): string =>
  inForce(page)
    .map((plan) => plan.id)
    .sort()
    .join();

export const bandsOf = (plans: readonly CheckPlan[]): Band[] => plans.flatMap((plan) => plan.bands);

/** "Watch. 23:00 to 07:00: Sign of life every 30 min at most. Why: ..." */
export function planInWords(plan: CheckPlan, now: When): string {
  const bands = plan.bands.map((band) => `${whenInWords(band, plan.start, plan.until, now)}: ${gapInWords(band)}`);
  return `${ORIGIN[plan.origin]}. ${bands.join('. ')}. Why: ${plan.reason ?? WITHHELD}`;
}
