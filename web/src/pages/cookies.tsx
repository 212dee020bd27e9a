import { Table } from '../parts/table.tsx';
import { PAGE } from '../words.ts';

const COOKIES = [
  ['__Host-lantern', 'Knows that you are signed in', '12 hours at most, or until you sign out'],
  ['__Host-lantern-terminal', 'Knows that this computer is a terminal of your premises', 'Until a manager ends it'],
];

const STORAGE = [
  ['lantern.theme', 'Local storage', 'Day or night colours', 'Until you clear it'],
  ['lantern.sound', 'Local storage', 'Volume, and until when the sound is off', 'Until you clear it'],
  ['lantern-drafts', 'IndexedDB', 'What you are writing in a form and have not saved', 'Until you save it, or 7 days'],
  ['lantern-shell', 'Cache of the service worker', 'The program itself, without any record', 'Until the next version'],
];

const rows = (cells: string[][]) => cells.map((row) => ({ key: row[0]!, cells: row }));
const head = (...labels: string[]) => labels.map((label) => ({ label }));

export function Cookies() {
  return (
    <div class="ln-text">
      <h1 class="govuk-heading-l">{PAGE.cookies}</h1>
      <p class="govuk-body">
        Lantern keeps a few things on your computer, because it cannot work without them. None of them follows you, none
        is used to count visits, and nobody else receives them. That is why you are not asked to agree.
      </p>
      <Table
        caption="Cookies"
        captionSize="m"
        head={head('Name', 'What it is for', 'How long')}
        rows={rows(COOKIES)}
        rowHeaders
      />
      <Table
        caption="Other storage"
        captionSize="m"
        head={head('Name', 'Where', 'What it is for', 'How long')}
        rows={rows(STORAGE)}
        rowHeaders
      />
      <p class="govuk-body">
        A draft can hold what you wrote about a woman. It stays on this computer, under your name, and goes when you save
        the form.
      </p>
    </div>
  );
}
