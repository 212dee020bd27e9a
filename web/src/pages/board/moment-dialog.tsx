// Something small that was seen, in one line, from the board: fifteen seconds, by anybody on shift. It is no record of a check,
// so nobody is asked for a PIN again; it waits for her next session.
import { useEffect, useRef, useState } from 'preact/hooks';
import { newId, Problem, put } from '../../api.ts';
import { useDraft } from '../../drafts.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { Radios } from '../../parts/radios.tsx';
import { Textarea } from '../../parts/textarea.tsx';
import { clock } from '../../state/clock.ts';
import { crnOf, fullName, shortName } from '../../state/names.ts';
import { currentPremises, who } from '../../state/session.ts';
import { showLocked } from '../../state/terminal.ts';
import { isoOf } from '../../time.ts';
import { choices, ERROR, PAGE } from '../../words.ts';
import { MOMENT } from '../../words-keywork.ts';
import { issuesFrom, type SignedDialogProps } from './signed-dialog.tsx';

const START = { kind: null as keyof typeof MOMENT | null, words: '' };

export function MomentDialog({ row, onClose, onDone, focusAfter }: SignedDialogProps) {
  const kept = useDraft(who.value?.staff?.id ?? '', 'moment', row.stay, START);
  const [issues, setIssues] = useState<{ field: string; text: string }[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const id = useRef(newId());
  const body = useRef<object | null>(null);
  const { kind, words } = kept.value;
  const at = (field: string): string | undefined => issues.find((one) => one.field === field)?.text;
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const found = [
      ...(kind === null ? [{ field: 'kind', text: 'Select what it is' }] : []),
      ...(words.trim() === '' ? [{ field: 'words', text: 'Say it in a line' }] : []),
    ];
    setIssues(found);
    if (found.length > 0) return;
    body.current ??= { stay: row.stay, crn: crnOf(row), good: kind === 'good', words: words.trim(), happened_at: isoOf(clock.now()) };
    try {
      await put(`/api/moments/${id.current}`, body.current);
      await kept.drop();
      onDone(`A moment of ${shortName(row)} is written down, for her next session.`);
    } catch (error) {
      if (error instanceof Problem && error.slug === 'terminal-locked') showLocked();
      if (error instanceof Problem) body.current = null;
      setIssues(error instanceof Problem ? issuesFrom(error) : [{ field: '', text: ERROR.unreachable }]);
    }
  };
  return (
    <Dialog labelledBy="moment-title" onClose={onClose} focusAfter={focusAfter}>
      <form ref={form} noValidate onSubmit={(event) => void submit(event)}>
        <p class="ln-dialog__caption">
          Room <strong>{row.room}</strong>, {currentPremises.value?.name}
        </p>
        <h2 id="moment-title" class="govuk-heading-m ln-dialog__title">
          {PAGE.moment}: {fullName(row)}
        </h2>
        {issues.length > 0 && <ErrorSummary items={issues.map(({ field, text }) => ({ text, href: field ? `#${field}` : undefined }))} />}
        <Radios id="kind" label="What is it?" labelSize="s" small inline error={at('kind')} value={kind} items={choices(MOMENT)} onChange={(to) => kept.set({ ...kept.value, kind: to })} />
        <Textarea id="words" label="What did you see or hear?" labelSize="s" rows={2} limit={280} error={at('words')} value={words} onInput={(to) => kept.set({ ...kept.value, words: to })} />
        <div class="govuk-button-group">
          <Button>Save as {who.value?.staff?.name}</Button>
          <Button type="button" look="secondary" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
