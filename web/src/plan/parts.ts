// A plan in its parts, each under a key that is the same in every version. On this rest the difference of two versions and
// the putting together of what two people wrote at once. No I/O, so that no word can be lost unseen.
import { ukDateTime } from '../time.ts';
import { CRISIS, KNOWN } from './crisis-words.ts';
import type { CrisisLine, Daily, PlanDoc, PlanLine, PlanSection, PlanSign, SectionName } from './types.ts';
import { AGREEMENT, DAILY, lineInWords, OURS, SECTIONS, STATE } from './words.ts';

/** What one writes of a plan; the rest of a document is by whom and when. */
export type Content = Required<Pick<PlanDoc, 'state' | 'agreement' | 'large_print' | 'daily' | 'sections' | 'lines' | 'signs' | 'crisis'>>;

export interface Part {
  /** "her/good", "line/<id>", "crisis/gp" */
  key: string;
  section: SectionName;
  /** What it is, beside its section. */
  label: string;
  /** What it says; '' as if it were not there. */
  text: string;
  value: unknown;
}

export function contentOf(plan: PlanDoc): Content {
  const { state, agreement, large_print, sections = [], lines, signs, crisis } = plan;
  const daily = (Object.keys(DAILY) as Daily[]).filter((one) => plan.daily.includes(one));
  return { state, agreement, large_print, daily, sections, lines, signs, crisis };
}

export const sectionOf = (plan: Pick<PlanDoc, 'sections'>, name: SectionName): PlanSection =>
  plan.sections?.find((one) => one.name === name) ?? { name, her_words: '', our_words: '' };

const part = (key: string, section: SectionName, label: string, text: string, value: unknown = text): Part => ({ key, section, label, text, value });

function signPart(one: PlanSign, lines: readonly PlanLine[]): Part {
  const tied = lines.find((line) => line.line === one.line);
  return part(`sign/${one.sign}`, 'signs', one.leaning === 'strength' ? 'Strength' : 'Early sign', tied ? `${one.words}. Then: ${tied.does}` : one.words, one);
}

function crisisPart(line: CrisisLine): Part {
  const at = line.known_at ? ` (${ukDateTime(line.known_at)})` : '';
  const text = line.state === 'recorded' ? line.words + at : line.state === 'none_known' ? KNOWN.none_known : '';
  return part(`crisis/${line.name}`, 'crisis', CRISIS[line.name], text, line);
}

/** What belongs to a section besides words. */
function besides(section: SectionName, plan: Content): Part[] {
  if (section === 'usual') return [part('daily', section, 'Asked of her days', plan.daily.map((one) => DAILY[one]).join(', '), plan.daily)];
  if (section === 'signs') return plan.signs.map((one) => signPart(one, plan.lines));
  if (section === 'do') return plan.lines.map((line) => part(`line/${line.line}`, section, 'Line', lineInWords(line), line));
  if (section === 'crisis') return plan.crisis.map(crisisPart);
  if (section !== 'agreement') return [];
  const { state, words } = plan.agreement;
  return [
    part('agreement', section, 'Agreement', [AGREEMENT[state], words].filter(Boolean).join(': '), plan.agreement),
    part('large_print', section, 'Her own copy', plan.large_print ? 'In large print' : 'In usual print', plan.large_print),
    part('state', section, 'State', STATE[plan.state], plan.state),
  ];
}

/** In the order in which a plan is read. */
export function partsOf(plan: Content | null): Part[] {
  if (plan === null) return [];
  return SECTIONS.flatMap((name) => {
    const { her_words, our_words } = sectionOf(plan, name);
    const ours = OURS.includes(name) ? [part(`our/${name}`, name, 'Our words', our_words)] : [];
    return [part(`her/${name}`, name, 'Her words', her_words), ...ours, ...besides(name, plan)];
  });
}

export interface Change {
  key: string;
  section: SectionName;
  label: string;
  kind: 'added' | 'removed' | 'changed' | 'moved';
  before: string;
  after: string;
  /** Whether it stands elsewhere among its like, too. */
  moved: boolean;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Lines and signs that were taken elsewhere: as few as explain the new order. */
function movedKeys(before: readonly Part[], after: readonly Part[]): Set<string> {
  const ordered = (parts: readonly Part[]) => parts.map((one) => one.key).filter((key) => /^(line|sign)\//.test(key));
  const [was, is] = [ordered(before), ordered(after)];
  const common = is.filter((key) => was.includes(key));
  const stayed = new Set(longestCommon(was.filter((key) => common.includes(key)), common));
  return new Set(common.filter((key) => !stayed.has(key)));
}

/** The longest sequence that both hold in their order. */
export function longestCommon<T>(a: readonly T[], b: readonly T[]): T[] {
  const least = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) least[i]![j] = a[i] === b[j] ? least[i + 1]![j + 1]! + 1 : Math.max(least[i + 1]![j]!, least[i]![j + 1]!);
  const found: T[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) found.push(a[i++]!), j++;
    else if (least[i + 1]![j]! >= least[i]![j + 1]!) i++;
    else j++;
  }
  return found;
}

/** What is different in `after`, in the order of reading; what is gone stands at the end of its section. */
export function changesOf(before: Content | null, after: Content): Change[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  const moved = movedKeys(old, now);
  const of = (parts: readonly Part[], key: string): Part | undefined => parts.find((one) => one.key === key);
  const gone = old.filter((one) => !of(now, one.key)).map((one) => ({ ...one, text: '', value: undefined }));
  const found = [...now, ...gone].flatMap((one): Change[] => {
    const was = of(old, one.key);
    const [from, to] = [was?.text ?? '', one.text];
    const differs = from !== to || (to !== '' && !same(was?.value, one.value));
    const moves = moved.has(one.key);
    if (!differs && !moves) return [];
    const kind = !differs ? 'moved' : from === '' ? 'added' : to === '' ? 'removed' : 'changed';
    return [{ key: one.key, section: one.section, label: one.label, kind, before: from, after: to, moved: moves }];
  });
  return SECTIONS.flatMap((name) => found.filter((one) => one.section === name));
}

export interface Piece {
  text: string;
  kind: 'same' | 'removed' | 'added';
}

/** Word by word, what went and what came. */
export function pieces(before: string, after: string): Piece[] {
  const [a, b] = [before.split(/(?<=\s)/), after.split(/(?<=\s)/)];
  const common = longestCommon(a, b);
  const found: Piece[] = [];
  const say = (text: string, kind: Piece['kind']): void => {
    const last = found[found.length - 1];
    if (text !== '' && last?.kind === kind) last.text += text;
    else if (text !== '') found.push({ text, kind });
  };
  let [i, j] = [0, 0];
  for (const word of [...common, undefined]) {
    while (i < a.length && a[i] !== word) say(a[i++]!, 'removed');
    while (j < b.length && b[j] !== word) say(b[j++]!, 'added');
    if (word !== undefined) say(word, 'same'), i++, j++;
  }
  return found;
}

export const hasChanged = (changes: readonly Change[], section: SectionName): boolean => changes.some((one) => one.section === section);
