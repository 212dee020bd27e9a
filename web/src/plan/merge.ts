// Two people wrote in one plan at once. What only one of them touched is taken as she left it; where both did, somebody
// chooses. Nothing of either goes unseen.
import { changesOf, partsOf, type Change, type Content, type Part } from './parts.ts';
import type { CrisisLine, Daily, PlanLine, PlanSection, PlanSign, SectionName } from './types.ts';
import { SECTIONS } from './words.ts';

export interface Clash {
  key: string;
  section: SectionName;
  label: string;
  /** What each of the two wrote; '' when she took it out. */
  mine: string;
  theirs: string;
}

export type Choices = Readonly<Record<string, 'mine' | 'theirs'>>;

export interface Merged {
  clashes: Clash[];
  /** What they changed and you did not touch: it is taken over. */
  taken: Change[];
  /** With the choices made; where none was made yet, as you wrote it. */
  content: Content;
}

type Parts = ReadonlyMap<string, Part>;
const byKey = (content: Content | null): Parts => new Map(partsOf(content).map((one) => [one.key, one]));
const sameValue = (a: Part | undefined, b: Part | undefined): boolean => JSON.stringify(a?.value) === JSON.stringify(b?.value);

/** `base`: what both began from; null when there was no plan. */
export function merge(base: Content | null, mine: Content, theirs: Content, choices: Choices): Merged {
  const [was, my, other] = [byKey(base), byKey(mine), byKey(theirs)];
  const clashes: Clash[] = [];
  const kept = new Map<string, unknown>();
  for (const key of new Set([...my.keys(), ...other.keys(), ...was.keys()])) {
    const [b, m, t] = [was.get(key), my.get(key), other.get(key)];
    const clash = !sameValue(m, t) && !sameValue(m, b) && !sameValue(t, b);
    const about = (m ?? t ?? b)!;
    if (clash) clashes.push({ key, section: about.section, label: about.label, mine: m?.text ?? '', theirs: t?.text ?? '' });
    const chosen = sameValue(m, b) || (clash && choices[key] === 'theirs') ? t : m;
    if (chosen !== undefined) kept.set(key, chosen.value);
  }
  const touched = new Set(clashes.map((one) => one.key));
  const taken = changesOf(base, theirs).filter((one) => !touched.has(one.key) && !sameValue(my.get(one.key), other.get(one.key)));
  return { clashes: inOrder(clashes), taken, content: together(kept, [base, mine, theirs]) };
}

const inOrder = (clashes: readonly Clash[]): Clash[] => SECTIONS.flatMap((name) => clashes.filter((one) => one.section === name));

/** The order of whoever moved something; what only the other has comes after it. */
function ordered<T>(kept: ReadonlyMap<string, unknown>, prefix: string, [base, mine, theirs]: readonly (readonly string[])[]): T[] {
  const common = (keys: readonly string[]) => keys.filter((key) => base!.includes(key) && mine!.includes(key) && theirs!.includes(key));
  const iMoved = common(mine!).join() !== common(base!).join();
  const keys = new Set(iMoved ? [...mine!, ...theirs!] : [...theirs!, ...mine!]);
  return [...keys].filter((key) => kept.has(prefix + key)).map((key) => kept.get(prefix + key) as T);
}

function together(kept: ReadonlyMap<string, unknown>, three: readonly (Content | null)[]): Content {
  const of = <T>(key: string): T => kept.get(key) as T;
  const sections = SECTIONS.map((name): PlanSection => ({ name, her_words: of<string>(`her/${name}`) ?? '', our_words: of<string>(`our/${name}`) ?? '' }));
  const lines = ordered<PlanLine>(kept, 'line/', three.map((one) => one?.lines.map((line) => line.line) ?? []));
  const signs = ordered<PlanSign>(kept, 'sign/', three.map((one) => one?.signs.map((sign) => sign.sign) ?? []));
  const there = new Set(lines.map((line) => line.line));
  return {
    state: of('state'),
    agreement: of('agreement'),
    large_print: of('large_print'),
    daily: of<Daily[]>('daily'),
    sections,
    lines,
    // A sign whose line one of them took out has to be tied anew.
    signs: signs.map((sign) => (sign.line !== null && !there.has(sign.line) ? { ...sign, line: null } : sign)),
    crisis: three[1]!.crisis.map((line) => of<CrisisLine>(`crisis/${line.name}`)),
  };
}
