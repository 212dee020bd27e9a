// Saying what was seen of a sign: one press for now, or a form for an earlier time and words. What to do about it stands
// there at once, as her plan has it.
import { useState } from 'preact/hooks';
import { newId, Problem, put } from '../../api.ts';
import { announce } from '../../frame.tsx';
import { Button } from '../../parts/button.tsx';
import { Form, instantOf, NO_MOMENT } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import type { SeenState } from '../../plan/board.ts';
import { doesInWords, withinInWords } from '../../plan/words.ts';
import type { PlanLine } from '../../plan/types.ts';
import type { Sign, SignsPage } from '../../records-safety.ts';
import type { Params } from '../../router.ts';
import { clock } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { isoOf } from '../../time.ts';
import { choices, ERROR, PAGE, RESTRICTED } from '../../words.ts';
import { SEEN } from '../../words-safety.ts';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';

interface Answer {
  line: PlanLine | null;
  proposals: { id: string; decision: unknown }[];
}

interface Of {
  her: Her;
  sign: Sign;
  reload: () => Promise<unknown>;
}

/** "Sit with her: tea in the kitchen. Anybody on shift, within 10 min." */
export const whatToDo = (line: PlanLine): string => `${doesInWords(line)}. ${[line.who, withinInWords(line.within_s)].filter(Boolean).join(', ')}.`;

const offsetMs = (): number => Math.round(clock.deviceAheadMs());

export function RecordButtons({ her, sign, reload }: Of) {
  const [told, tell] = useState<{ words: string; line: PlanLine | null } | null>(null);
  const [id, renew] = useState(newId);
  const record = async (state: SeenState): Promise<void> => {
    try {
      const body = { ...her.who, sign: sign.sign, state, seen_at: isoOf(clock.now()), clock_offset_ms: offsetMs() };
      const { line } = await put<Answer>(`/api/sightings/${id}`, body);
      const words = `Recorded: ${SEEN[state].toLowerCase()}.`;
      tell({ words, line: state === 'seen' ? line : null });
      announce(`${sign.words ?? 'Sign'}: ${words}`);
      await reload();
    } catch (error) {
      tell({ words: error instanceof Problem ? error.detail : ERROR.unreachable, line: null });
    }
    renew(newId());
  };
  return (
    <div class="ln-record">
      <div class="govuk-button-group" role="group" aria-label={`This shift: ${sign.words ?? RESTRICTED}`}>
        {choices(SEEN).map(({ value, label }) => (
          <Button key={value} type="button" look="secondary" onClick={() => void record(value)}>
            {label}
          </Button>
        ))}
        <a class="govuk-link" href={`${her.path}/signs/record/${sign.sign}`}>
          Earlier, or with words<span class="govuk-visually-hidden"> ({sign.words})</span>
        </a>
      </div>
      {told && (
        <div class="ln-told" role="status">
          <strong>{told.words}</strong> {told.line && `What to do: ${whatToDo(told.line)}`}
        </div>
      )}
    </div>
  );
}

export function SightingForm({ params }: { params: Params }) {
  return (
    <Woman params={params}>
      {(her) => (
        <Get<SignsPage> path={`/api${her.path}/signs`} what="the sign">
          {({ signs }) => {
            const sign = signs.find((one) => one.sign === params['sign']);
            return sign ? <Fields her={her} sign={sign} /> : <NotYours />;
          }}
        </Get>
      )}
    </Woman>
  );
}

const START = { state: null as SeenState | null, seen_at: NO_MOMENT, words: '' };

function Fields({ her, sign }: Omit<Of, 'reload'>) {
  const record = useNewRecord();
  return (
    <Form
      title={PAGE.sighting}
      button="Record"
      back={`${her.path}/signs`}
      done="It was recorded."
      draft={['sighting', her.who.stay + sign.sign]}
      start={START}
      intro={
        <InsetText>
          <strong>{sign.words ?? RESTRICTED}</strong>
          {sign.line && (
            <>
              <br />
              What to do when it is seen: {whatToDo(sign.line)}
            </>
          )}
        </InsetText>
      }
      asks={() => [
        { id: 'state', as: 'radios', label: 'What did you see or hear?', items: choices(SEEN), need: 'Select whether it was seen' },
        { id: 'seen_at', as: 'moment', label: 'When?', hint: 'Empty: now. At most 7 days ago.' },
        { id: 'words', as: 'area', label: 'What exactly? (optional)', hint: 'What you saw or heard, as she may read it.', limit: 300 },
      ]}
      send={({ words, ...v }) =>
        record('/api/sightings', {
          ...her.who,
          sign: sign.sign,
          state: v.state,
          seen_at: instantOf(v.seen_at) || isoOf(clock.now()),
          clock_offset_ms: offsetMs(),
          ...(words.trim() && { words: words.trim() }),
        })
      }
    />
  );
}
