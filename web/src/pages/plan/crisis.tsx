// The crisis summary on a page of its own: to read out, and to print on one side for whoever takes her.
import { Alert } from '../../parts/alert.tsx';
import { Get } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { CrisisSheet } from '../../plan/crisis-sheet.tsx';
import { usePrintNoted } from '../../plan/print.ts';
import type { Crisis } from '../../plan/types.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { PAGE } from '../../words.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { mayWritePlan } from './may-write.ts';

export function CrisisPage({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/safety-plan" heading={PAGE.crisis}>
      {(her) => (
        <Get<{ now: string; crisis: Crisis }> path={`/api${her.path}/crisis`} what="her crisis summary">
          {({ crisis }) => <Shown her={her} crisis={crisis} />}
        </Get>
      )}
    </Woman>
  );
}

function Shown({ her, crisis }: { her: Her; crisis: Crisis }) {
  const lost = usePrintNoted(her.who, 'crisis', crisis.version);
  return (
    <>
      {lost && <Alert variant="warning" title="The print was not noted: Lantern could not be reached." />}
      <CrisisSheet crisis={crisis} now={now.value} />
      <p class="govuk-body ln-plan__acts">
        <PrintButton />
        {mayWritePlan(her) && (
          <a class="govuk-link" href={`${her.path}/safety-plan/edit#crisis`}>
            Change it
          </a>
        )}
      </p>
    </>
  );
}
