// The words of her own copy: short and plain, so that a child at primary school can read them. A test holds them to that.
import { spanInWords } from '../time.ts';
import type { LineAction, PlanLine, SectionName } from './types.ts';

export const COPY_SECTION: Record<SectionName, string> = {
  how: 'How to be with me',
  good: 'What is good for me',
  usual: 'How I am most days',
  signs: 'How you can tell how I am',
  triggers: 'What makes it hard for me',
  do: 'What staff will do',
  checks: 'When staff look in on me',
  substances: 'Drink and drugs',
  absence: 'If I do not come back',
  crisis: 'If I need help fast',
  agreement: 'What I said about this plan',
};

export const COPY = {
  title: 'My plan',
  what: 'This is my plan to stay safe and well here. It is mine to keep. My own words come first.',
  end: 'I can ask to change this plan at any time. I can ask who sees it.',
  ours: 'Staff add:',
  strength: 'When I am well you see or hear:',
  concern: 'When it gets hard you see or hear:',
  signed: 'I signed this plan.',
  agreed: 'I said yes to this plan.',
  declined: 'I said no to this plan.',
  not_asked: 'I have not been asked yet.',
  none_known: 'None that I know of.',
} as const;

const COPY_ACTION: Record<LineAction, string> = {
  change_checks: 'Look in on me more often',
  sit_with_her: 'Sit with me',
  call_person: 'Call somebody for me',
  transport: 'Get me a lift',
  call_111: 'Call 111',
  call_999: 'Call 999',
  tell_manager: 'Tell the manager',
  tell_practitioner: 'Tell my probation worker',
  other: '',
};

/** "When they see or hear: I pace at night. Staff will: Sit with me: tea. Who: anybody. In 10 minutes." */
export function lineForHer(line: PlanLine): string {
  const within = line.within_s === null ? '' : line.within_s === 0 ? ' Right away.' : ` In ${fullSpan(line.within_s)}.`;
  const who = line.who ? ` Who: ${line.who}.` : '';
  const act = [COPY_ACTION[line.action], line.does].filter(Boolean).join(': ');
  return `When they see or hear: ${line.sees}. Staff will: ${act}.${who}${within}`;
}

/** Words, not short forms: "10 minutes", "2 hours". */
const fullSpan = (seconds: number): string =>
  spanInWords(seconds)
    .replace(/\b1 min\b/, '1 minute')
    .replace(/ min\b/, ' minutes')
    .replace(/\b1 h\b/, '1 hour')
    .replace(/ h\b/, ' hours');
