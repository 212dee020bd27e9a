// What she takes with her on paper: as large as she wants it, nothing of the frame on it, and who gave it to her on record.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Alert } from '../parts/alert.tsx';
import { Button } from '../parts/button.tsx';
import { Checkboxes } from '../parts/checkboxes.tsx';
import { cx } from '../parts/classes.ts';
import { ErrorMessage } from '../parts/error-message.tsx';
import { PrintButton } from '../parts/print-button.tsx';
import type { Action } from '../records.ts';
import { useLoad } from '../state/load.ts';
import { doneGo } from '../state/notice.ts';
import { dayInWords } from '../time.ts';
import { ERROR } from '../words.ts';
import { usePrintNoted, type About, type Printed } from './print.ts';
import type { SafetyPlanPage } from './types.ts';

/** Large print as her plan has it, until somebody chooses. */
export function useLarge(path: string): [boolean, (large: boolean) => void] {
  const [chosen, choose] = useState<boolean | null>(null);
  const plan = useLoad<SafetyPlanPage>(`/api${path}/safety-plan`).data?.plan;
  return [chosen ?? plan?.large_print ?? false, choose];
}

/** Of what was agreed, her own part that is still to be done. */
export function HersToDo({ actions }: { actions: readonly Action[] }) {
  const hers = actions.filter((act) => act.owner_kind === 'resident' && act.status.word !== 'closed');
  if (hers.length === 0) return null;
  return (
    <>
      <h3>What you said you would do</h3>
      <ul>
        {hers.map((act) => (
          <li key={act.id}>
            {act.what}, by {dayInWords(act.target_on)}
          </li>
        ))}
      </ul>
    </>
  );
}

interface SheetProps {
  label: string;
  /** Whose sheet it is, and which, for the log of what was printed. */
  about: About;
  what: Printed;
  version?: number;
  large: boolean;
  onLarge: (large: boolean) => void;
  /** For staff: not printed. */
  before?: ComponentChildren;
  after?: ComponentChildren;
  children: ComponentChildren;
}

export function HerSheet({ label, about, what, version, large, onLarge, before, after, children }: SheetProps) {
  const lost = usePrintNoted(about, what, version);
  return (
    <>
      <div class="ln-copy__tools">
        {lost && <Alert variant="warning" title="The print was not noted: Lantern could not be reached." />}
        {before}
        <Checkboxes id="large" label="How she wants it" small items={[{ value: 'large', label: 'Large print' }]} values={large ? ['large'] : []} onChange={(all) => onLarge(all.length > 0)} />
        <PrintButton />
        {after}
      </div>
      <article class={cx('ln-copy', large && 'ln-copy--large')} aria-label={label}>
        {children}
      </article>
    </>
  );
}

/** Puts on record that she has it, and goes on. */
export function GaveIt({ give, back, done }: { give: () => Promise<unknown>; back: string; done: string }) {
  const [failed, setFailed] = useState(false);
  return (
    <>
      {failed && <ErrorMessage>{ERROR.unreachable}</ErrorMessage>}
      <p class="govuk-body">
        <Button type="button" onClick={() => void give().then(() => doneGo(back, done), () => setFailed(true))}>
          I gave it to her
        </Button>
      </p>
    </>
  );
}
