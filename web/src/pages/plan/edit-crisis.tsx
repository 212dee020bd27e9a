// The lines of the crisis summary that are written; the first of the ten is known. Short ones: they are read aloud.
import { MomentInput, NO_MOMENT } from '../../parts/form.tsx';
import { Radios } from '../../parts/radios.tsx';
import { Textarea } from '../../parts/textarea.tsx';
import { ALOUD_S, aloudInWords, CRISIS, KNOWN, KNOWN_AT } from '../../plan/crisis-words.ts';
import { LIMIT } from '../../plan/missing.ts';
import type { CrisisLine } from '../../plan/types.ts';
import { choices } from '../../words.ts';
import type { Editing } from './edit.tsx';

export function EditCrisis({ editing }: { editing: Editing }) {
  const { crisis } = editing.content;
  const aloud = aloudInWords(crisis);
  return (
    <>
      <p class="govuk-body">Read out to a paramedic, so keep each line to a few words. All of it should take {ALOUD_S} seconds.</p>
      {crisis.map((line, i) => (
        <EditCrisisLine key={line.name} line={line} i={i} editing={editing} />
      ))}
      <p class="ln-aloud">
        <strong>{aloud.words}.</strong> <span role="status">{aloud.long && `It should take ${ALOUD_S}: shorten what can be said shorter. It can be saved as it is.`}</span>
      </p>
    </>
  );
}

function EditCrisisLine({ line, i, editing }: { line: CrisisLine; i: number; editing: Editing }) {
  const { content, set, setFields, fields, at } = editing;
  const change = (part: Partial<CrisisLine>): void => set({ crisis: content.crisis.map((one) => (one.name === line.name ? { ...one, ...part } : one)) });
  const [state, words, known] = [`crisis-${i}-state`, `crisis-${i}-words`, `crisis-${i}-known_at`];
  const when = KNOWN_AT[line.name];
  return (
    <div class="ln-band">
      <Radios id={state} label={CRISIS[line.name]} labelSize="s" small inline items={choices(KNOWN)} value={line.state} error={at(state)} onChange={(to) => change({ state: to })} />
      {line.state === 'recorded' && (
        <>
          <Textarea id={words} label={`${CRISIS[line.name]}: what is known`} labelHidden rows={2} limit={LIMIT.crisis} value={line.words} error={at(words)} onInput={(text) => change({ words: text })} />
          {when && (
            <MomentInput id={known} label={when} labelSize="s" hint="Leave it empty when nobody knows." value={fields.at[line.name] ?? NO_MOMENT} error={at(known)} onInput={(typed) => setFields({ at: { ...fields.at, [line.name]: typed } })} />
          )}
        </>
      )}
    </div>
  );
}
