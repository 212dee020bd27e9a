// The lines of the form: when I see / we do / who / within.
import { Button } from '../../parts/button.tsx';
import { Fieldset } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import { newLine } from '../../plan/draft.ts';
import { LIMIT, MOST_ROWS } from '../../plan/missing.ts';
import type { LineAction, PlanLine } from '../../plan/types.ts';
import { ACTION, WITHIN, withinInWords } from '../../plan/words.ts';
import { choices } from '../../words.ts';
import { Missing, OurWords } from './edit-section.tsx';
import type { Editing } from './edit.tsx';
import { focusSoon, PutBack, RowActs, useRows, type Rows } from './rows.tsx';

const ADD = 'add-line';

export function EditLines({ editing }: { editing: Editing }) {
  const { content, set } = editing;
  const { lines } = content;
  const rows = useRows<PlanLine>(lines, (next) => set({ lines: next }), ADD);
  const add = (): void => {
    set({ lines: [...lines, newLine()] });
    focusSoon(`lines-${lines.length}-sees`);
  };
  return (
    <div id="lines" tabIndex={-1}>
      <p class="govuk-body">Each line is one thing that can be seen or heard, and what is done about it.</p>
      {lines.map((line, i) => (
        <EditLine key={line.line} line={line} i={i} editing={editing} rows={rows} />
      ))}
      <PutBack rows={rows} />
      {lines.length < MOST_ROWS && (
        <Button type="button" look="secondary" id={ADD} onClick={add}>
          Add a line
        </Button>
      )}
    </div>
  );
}

const withins = (chosen: number | null): { value: string; label: string }[] => {
  const all: number[] = chosen === null || WITHIN.some((one) => one === chosen) ? [...WITHIN] : [...WITHIN, chosen].sort((a, b) => a - b);
  return [{ value: '', label: 'Not said yet' }, ...all.map((one) => ({ value: String(one), label: withinInWords(one).replace(/^w/, 'W').replace(/^a/, 'A') }))];
};

function EditLine({ line, i, editing, rows }: { line: PlanLine; i: number; editing: Editing; rows: Rows<PlanLine> }) {
  const { content, set, at, gap, prompts } = editing;
  const change = (part: Partial<PlanLine>): void => set({ lines: content.lines.map((one) => (one.line === line.line ? { ...one, ...part } : one)) });
  const field = (end: string) => ({ id: `lines-${i}-${end}`, labelSize: 's', error: at(`lines-${i}-${end}`) }) as const;
  const name = `Line ${i + 1}`;
  const id = `row-${line.line}`;
  const move = (to: number) => (): void => rows.move(i, to, id, name);
  return (
    <div class="ln-band">
      <Fieldset id={id} label={name} labelSize="m" role="group">
        <OurWords {...field('sees')} label="When I see or hear" hint="What would I see or hear? Not what it means." rows={2} value={line.sees} prompts={prompts} onInput={(sees) => change({ sees })} />
        <Select {...field('action')} label="We" items={choices(ACTION)} value={line.action} onChange={(action) => change({ action: action as LineAction })} />
        <TextInput {...field('does')} label="Exactly what" maxLength={LIMIT.does} value={line.does} onInput={(does) => change({ does })} />
        <div class="ln-fields">
          <div>
            <TextInput {...field('who')} label="Who" hint="Anybody on shift, shift lead, her keyworker" width={20} maxLength={LIMIT.who} value={line.who} onInput={(who) => change({ who })} />
            <Missing>{gap(`lines-${i}-who`)}</Missing>
          </div>
          <div>
            <Select {...field('within_s')} label="Within" items={withins(line.within_s)} value={line.within_s === null ? '' : String(line.within_s)} onChange={(value) => change({ within_s: value === '' ? null : Number(value) })} />
            <Missing>{gap(`lines-${i}-within_s`)}</Missing>
          </div>
        </div>
        <RowActs
          id={id}
          name={name}
          onUp={i > 0 ? move(i - 1) : null}
          onDown={i < content.lines.length - 1 ? move(i + 1) : null}
          onRemove={() => rows.remove(i, name)}
        />
      </Fieldset>
    </div>
  );
}
