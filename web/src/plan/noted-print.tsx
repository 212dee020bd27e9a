// The button that prints a page about a woman, and the word that it could not be noted.
import { Alert } from '../parts/alert.tsx';
import { PrintButton } from '../parts/print-button.tsx';
import { usePrintNoted, type About, type Printed } from './print.ts';

export function NotedPrint(props: { about: About | readonly About[]; what: Printed }) {
  const lost = usePrintNoted(props.about, props.what);
  return (
    <>
      {lost && <Alert variant="warning" title="The print was not noted: Lantern could not be reached." />}
      <p class="govuk-body">
        <PrintButton />
      </p>
    </>
  );
}
