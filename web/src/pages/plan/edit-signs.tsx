// The signs of the form: early signs, each tied to what is done when it is seen, and strengths of equal weight.
import { Button } from '../../parts/button.tsx';
import { Select } from '../../parts/select.tsx';
import { LEANING, LeaningShape } from '../../plan/marks.tsx';
import { newSign } from '../../plan/draft.ts';
import { MOST_ROWS } from '../../plan/missing.ts';
import type { PlanLine, PlanSign } from '../../plan/types.ts';
import { doesInWords } from '../../plan/words.ts';
import { Missing, OurWords } from './edit-section.tsx';
import type { Editing } from './edit.tsx';
import { focusSoon, PutBack, RowActs, useRows } from './rows.tsx';

export function EditSigns({ editing }: { editing: Editing }) {
  return (
    <>
      <SignRows editing={editing} leaning="concern" id="signs" title="Early signs" add="Add an early sign" />
      <SignRows editing={editing} leaning="strength" id="strengths" title="Strengths" add="Add a strength" />
    </>
  );
}

interface SignRowsProps {
  editing: Editing;
  leaning: PlanSign['leaning'];
  id: string;
  title: string;
  add: string;
}

function SignRows({ editing, leaning, id, title, add }: SignRowsProps) {
  const { content, set, at, gap } = editing;
  const of = (wanted: PlanSign['leaning']): PlanSign[] => content.signs.filter((one) => one.leaning === wanted);
  const these = of(leaning);
  // Early signs first, so that a number on the page is the place in the list.
  const keep = (next: PlanSign[]): void => set({ signs: leaning === 'concern' ? [...next, ...of('strength')] : [...of('concern'), ...next] });
  const rows = useRows<PlanSign>(these, keep, `add-${id}`);
  const press = (): void => {
    const one = newSign(leaning);
    keep([...these, one]);
    focusSoon(`signs-${leaning === 'concern' ? these.length : content.signs.length}-words`);
  };
  const error = at(id);
  return (
    <div id={id} tabIndex={-1} class={error ? 'govuk-form-group govuk-form-group--error' : undefined}>
      <h3 class="govuk-heading-s">{title}</h3>
      {leaning === 'strength' && <p class="govuk-body">What shows that she is well. The first one stands on the board.</p>}
      {error && <p class="govuk-error-message">{error}</p>}
      <Missing>{gap(id)}</Missing>
      {these.map((one, i) => {
        const name = `${LEANING[leaning]} ${i + 1}`;
        const move = (to: number) => (): void => rows.move(i, to, `row-${one.sign}`, name);
        return (
          <div key={one.sign} class="ln-band">
            <EditSign sign={one} name={name} editing={editing} />
            <RowActs id={`row-${one.sign}`} name={name} onUp={i > 0 ? move(i - 1) : null} onDown={i < these.length - 1 ? move(i + 1) : null} onRemove={() => rows.remove(i, name)} />
          </div>
        );
      })}
      <PutBack rows={rows} />
      {content.signs.length < MOST_ROWS && (
        <Button type="button" look="secondary" id={`add-${id}`} onClick={press}>
          {add}
        </Button>
      )}
    </div>
  );
}

const lineChoices = (lines: readonly PlanLine[]): { value: string; label: string }[] => [
  { value: '', label: lines.length === 0 ? 'Write a line under “What we do” first' : 'Not chosen yet' },
  ...lines.map((line, i) => ({ value: line.line, label: `${i + 1}. ${shortened(line.does === '' ? 'not written yet' : doesInWords(line))}` })),
];

const shortened = (text: string): string => (text.length > 70 ? `${text.slice(0, 69)}…` : text);

function EditSign({ sign, name, editing }: { sign: PlanSign; name: string; editing: Editing }) {
  const { content, set, at, gap, prompts } = editing;
  const i = content.signs.indexOf(sign);
  const change = (part: Partial<PlanSign>): void => set({ signs: content.signs.map((one) => (one.sign === sign.sign ? { ...one, ...part } : one)) });
  const [words, line] = [`signs-${i}-words`, `signs-${i}-line`];
  return (
    <>
      <p class="ln-sign__name">
        <LeaningShape leaning={sign.leaning} /> {name}
      </p>
      <OurWords id={words} label="What would I see or hear?" rows={2} value={sign.words} error={at(words)} prompts={prompts} onInput={(text) => change({ words: text })} />
      {sign.leaning === 'concern' && (
        <>
          <Select id={line} label="When it is seen, we" labelSize="s" items={lineChoices(content.lines)} value={sign.line ?? ''} error={at(line)} onChange={(value) => change({ line: value || null })} />
          <Missing>{gap(line)}</Missing>
        </>
      )}
    </>
  );
}
