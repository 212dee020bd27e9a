// Several rooms entered within a minute: nobody is accused, one question is asked while it is still remembered.
import { useState } from 'preact/hooks';
import { newId, Problem, put, worthRetrying } from '../../api.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { TimeInput } from '../../parts/time-input.tsx';
import { clock } from '../../state/clock.ts';
import { isoOf, lastTimeShown } from '../../time.ts';
import type { Uuid } from '../../types.ts';
import { ERROR } from '../../words.ts';

export interface Entered {
  visit: Uuid;
  room: string | null;
  name: string;
}

export function OrderDialog(props: { entered: readonly Entered[]; onClose: () => void; onDone: () => void; focusAfter: () => HTMLElement | null }) {
  const [times, setTimes] = useState<Record<Uuid, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [errors, setErrors] = useState<Record<Uuid, string>>({});
  const [id] = useState(newId);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const about = props.entered.map((one) => ({ visit: one.visit, at: lastTimeShown(times[one.visit] ?? '', clock.now()) }));
    const missing = about.filter((one) => one.at === null);
    setErrors(Object.fromEntries(missing.map((one) => [one.visit, 'Enter about when, like 01:35'])));
    if (missing.length > 0) return;
    about.sort((a, b) => a.at! - b.at!);
    try {
      await put(`/api/visit-orders/${id}`, { visits: about.map(({ visit, at }) => ({ visit, about: isoOf(at!) })) });
      props.onDone();
    } catch (error) {
      setProblem(worthRetrying(error) ? ERROR.unreachable : error instanceof Problem ? error.detail : ERROR.unexpected);
    }
  };

  return (
    <Dialog labelledBy="order-title" onClose={props.onClose} focusAfter={props.focusAfter}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <h2 id="order-title" class="govuk-heading-m ln-dialog__title">
          Seen in what order, about when?
        </h2>
        {problem && <ErrorSummary items={[{ text: problem }]} />}
        <p class="govuk-body">
          You entered {props.entered.length} rooms within a minute. They are saved and marked as entered together. Say about when you saw each.
        </p>
        {props.entered.map((one, i) => (
          <TimeInput
            key={one.visit}
            id={`about-${i + 1}`}
            label={`Room ${one.room}, ${one.name}`}
            labelSize="s"
            hint={i === 0 ? '24-hour, like 01:35' : ' '}
            error={errors[one.visit]}
            value={times[one.visit] ?? ''}
            onInput={(text) => setTimes({ ...times, [one.visit]: text })}
          />
        ))}
        <div class="govuk-button-group">
          <Button>Save the order</Button>
          <Button type="button" look="secondary" onClick={props.onClose}>
            Answer later
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
