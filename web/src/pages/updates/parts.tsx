// What the pages of the line to her practitioner have in common: an update, a thread, and what she was told is shared.
import type { ComponentChildren } from 'preact';
import { CopyText } from '../../parts/copy-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Leaf } from '../../parts/leaf.tsx';
import { Entry, Section } from '../../parts/page.tsx';
import type { Sharing, Thread, ThreadAbout, ThreadSide, Update } from '../../records-updates.ts';
import { now } from '../../state/clock.ts';
import { hasRole } from '../../state/session.ts';
import { PLAN_WRITERS } from '../../state/may.ts';
import { womanName, womanPath } from '../../state/names.ts';
import { dayInWords, ukDate, ukTimeNear } from '../../time.ts';
import { UPDATES, WITHHELD } from '../../words.ts';
import { ENTRY_KIND, THREAD_ABOUT } from '../../words-updates.ts';
import type { Her } from '../resident/woman.tsx';
import { receiptLines, sharesInWords, updateTitle, waitsInWords } from './in-words.ts';
import { mayAsk } from './may.ts';

/** From which end this reader looks. */
export const mySide = (): ThreadSide => (hasRole(...PLAN_WRITERS, 'inspector') ? 'premises' : 'practitioner');

const near = (at: string): string => ukTimeNear(at, now.value);

/** One update in a list; `whom` where the list is about more than one woman. */
export function UpdateEntry(props: { update: Update; href: string; whom?: string; children?: ComponentChildren }) {
  const { update, href, whom } = props;
  return (
    <Entry at={<time dateTime={update.at}>{near(update.at)}</time>}>
      <a class="govuk-link ln-list__link" href={href}>
        {whom && `${whom}: `}
        {updateTitle(update)}
      </a>
      <p>
        {update.good && <Leaf />} {update.words ?? WITHHELD}
      </p>
      <p class="ln-soft">{update.by ? `By ${update.by}` : 'Written by Lantern as it happened'}</p>
      {props.children}
    </Entry>
  );
}

export function Receipts({ update }: { update: Update }) {
  return (
    <ul class="ln-plain">
      {receiptLines(update, now.value).map((line) => (
        <li key={line} class={line === 'Not read yet' && update.level === 'now' ? 'ln-overdue' : 'ln-soft'}>
          {line}
        </li>
      ))}
    </ul>
  );
}

/** Questions, those that wait first as they come; each with whose answer is awaited and since when. */
export function Threads(props: { threads: readonly Thread[]; none: string; named?: boolean; room?: (thread: Thread) => string | null }) {
  if (props.threads.length === 0) return <EmptyState>{props.none}</EmptyState>;
  return (
    <ul class="ln-log">
      {props.threads.map((thread) => (
        <ThreadLine key={thread.id} thread={thread} {...props} />
      ))}
    </ul>
  );
}

function ThreadLine({ thread, named, room }: { thread: Thread; named?: boolean; room?: (thread: Thread) => string | null }) {
  const side = mySide();
  const last = thread.entries[thread.entries.length - 1];
  const where = room?.(thread);
  const whom = named ? `${womanName(thread.resident)}${where ? `, room ${where}` : ''}: ` : '';
  return (
    <Entry at={last && <time dateTime={last.at}>{near(last.at)}</time>}>
      <a class="govuk-link ln-list__link" href={`${womanPath(thread.resident.crn, thread.stay)}/threads/${thread.id}`}>
        {whom}A question about {THREAD_ABOUT[thread.about]}
      </a>{' '}
      <p class={thread.waits_on === side ? 'ln-overdue' : 'ln-soft'}>{waitsInWords(thread, side, now.value)}</p>
      {last && (
        <p>
          {last.by ?? 'Somebody'} {ENTRY_KIND[last.kind]}: {last.words ?? WITHHELD}
        </p>
      )}
    </Entry>
  );
}

interface AboutProps {
  her: Her;
  about: ThreadAbout;
  id: string;
  threads: readonly Thread[];
}

/** On the page of one thing of hers: what was asked about it, and the way to ask. */
export function ThreadsAbout({ her, about, id, threads }: AboutProps) {
  return (
    <Section name="asked" title="Questions about it">
      <Threads threads={threads} none="Nobody has asked about it." />
      {mayAsk(her) && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${her.path}/ask/${about}/${id}`}>
            {UPDATES.ask}
          </a>
        </p>
      )}
    </Section>
  );
}

/** What is taken into NDelius by hand. Not printed: it says again what the page says. */
export function ForNDelius({ text }: { text: string }) {
  return (
    <Section name="ndelius" title="For NDelius">
      <CopyText label="Text for NDelius" text={text} done="Copied. Paste it into NDelius." />
    </Section>
  );
}

/** What she was told is shared, and what is not; nothing written down is said as such. */
export function SharingInWords({ sharing }: { sharing: Sharing | null }) {
  if (sharing === null) return <p class="govuk-body">Nobody has written down yet what she was told is shared.</p>;
  const [shared, not] = sharesInWords(sharing);
  return (
    <>
      <p class="govuk-body">
        {shared} {not}
      </p>
      <p class="govuk-body ln-soft">
        How often: {sharing.how_often}. She was told on {dayInWords(sharing.told_on)}
        {sharing.by && `, by ${sharing.by}`}
        {ukDate(sharing.at) !== dayInWords(sharing.told_on) && `, written down ${ukDate(sharing.at)}`}.{sharing.her_words && ` Her words: “${sharing.her_words}”`}
      </p>
    </>
  );
}
