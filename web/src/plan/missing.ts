// What keeps a plan from being active, in words at the fields it is about; and what no plan may hold. The server judges the
// same; this says it while there is time to ask her.
import type { Content } from './parts.ts';
import { sectionOf } from './parts.ts';
import { SECTIONS } from './words.ts';

/** A field's id, as the server's pointer to it gives one, and what is the matter there. */
export type Finding = [id: string, text: string];

export interface SignCounts {
  least: number;
  most: number;
}

export const LIMIT = { words: 1500, sees: 200, does: 300, who: 100, sign: 160, crisis: 240, agreement: 500, reason: 500 } as const;
export const MOST_ROWS = 20;

const long = (text: string): number => [...text].length;
const blank = (text: string): boolean => text.trim() === '';

/** What is missing for an active plan. How to be with her is written apart, because it counts at her door at once. */
export function missing(plan: Content, counts: SignCounts, howWritten: boolean): Finding[] {
  const found: [string, string | false][] = [
    ['how', !howWritten && 'Write how to be with her'],
    ...signsMissing(plan, counts),
    ...plan.lines.flatMap((line, i): [string, string | false][] => [
      [`lines-${i}-who`, blank(line.who) && `Say who does it in line ${i + 1}`],
      [`lines-${i}-within_s`, line.within_s === null && `Say within how long in line ${i + 1}`],
    ]),
  ];
  return found.filter((one): one is Finding => one[1] !== false);
}

function signsMissing({ signs }: Content, { least, most }: SignCounts): [string, string | false][] {
  const concerns = signs.filter((one) => one.leaning === 'concern').length;
  const strengths = signs.length - concerns;
  const wrong = concerns < least || concerns > most;
  const untied = signs.map((one, i): [string, string | false] => [
    `signs-${i}-line`,
    one.leaning === 'concern' && one.line === null && `Choose what is done when early sign ${i + 1} is seen`,
  ]);
  return [
    ['signs', wrong && `Write ${least} to ${most} early signs. There ${concerns === 1 ? 'is' : 'are'} ${concerns} now`],
    ['strengths', strengths === 0 && 'Write at least one strength'],
    ...untied,
  ];
}

/** What is wrong whatever the plan is called. */
export function faults(plan: Content, reason: string): Finding[] {
  const over = (id: string, text: string, most: number): [string, string | false] => [id, long(text) > most && `Use ${most} characters or fewer`];
  const found: [string, string | false][] = [
    ...SECTIONS.flatMap((name, i): [string, string | false][] => {
      const { her_words, our_words } = sectionOf(plan, name);
      return [over(`sections-${i}-her_words`, her_words, LIMIT.words), over(`sections-${i}-our_words`, our_words, LIMIT.words)];
    }),
    ...plan.signs.flatMap((one, i): [string, string | false][] => [
      [`signs-${i}-words`, blank(one.words) && `Write sign ${i + 1}, or remove it`],
      over(`signs-${i}-words`, one.words, LIMIT.sign),
    ]),
    ...plan.lines.flatMap((line, i): [string, string | false][] => [
      [`lines-${i}-sees`, blank(line.sees) && `Write what is seen in line ${i + 1}, or remove the line`],
      over(`lines-${i}-sees`, line.sees, LIMIT.sees),
      [`lines-${i}-does`, blank(line.does) && `Write what we do in line ${i + 1}`],
      over(`lines-${i}-does`, line.does, LIMIT.does),
      over(`lines-${i}-who`, line.who, LIMIT.who),
    ]),
    ...plan.crisis.flatMap((line, i): [string, string | false][] => [
      [`crisis-${i}-words`, line.state === 'recorded' && blank(line.words) && 'Write what is known, or choose another answer'],
      over(`crisis-${i}-words`, line.words, LIMIT.crisis),
    ]),
    ['agreement-words', plan.agreement.state === 'declined' && blank(plan.agreement.words) && 'Write why she does not agree, in her words'],
    over('agreement-words', plan.agreement.words, LIMIT.agreement),
    ['reason', blank(reason) && 'Say why you write this version'],
    over('reason', reason, LIMIT.reason),
  ];
  return found.filter((one): one is Finding => one[1] !== false);
}

/** Findings in the order of the form, each field's first. */
export function inFormOrder(findings: readonly Finding[]): Finding[] {
  const rank = ([id]: Finding): number => {
    const [group, index] = id.split('-');
    const section = { how: 0, sections: Number(index), signs: 3, strengths: 3, lines: 5, crisis: 9, agreement: 10 }[group!] ?? 11;
    return section * 100 + (group === 'sections' ? 0 : Number(index) || 0);
  };
  const first = findings.filter((one, i) => findings.findIndex((other) => other[0] === one[0]) === i);
  return first.map((one, i) => [rank(one), i, one] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((one) => one[2]);
}
