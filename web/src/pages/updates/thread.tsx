// A question about something of hers, and what was said to it: by either end, with who waits for whom above it all.
import { useRef } from 'preact/hooks';
import { newId } from '../../api.ts';
import { Form } from '../../parts/form.tsx';
import { Get } from '../../parts/page.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import type { EntryKind, HerThreads, HerUpdates, Thread, ThreadAbout, ThreadSide } from '../../records-updates.ts';
import { setTitle, type Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { useLoad } from '../../state/load.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { ukDateTime } from '../../time.ts';
import { WITHHELD, UPDATES } from '../../words.ts';
import { ENTRY_KIND, THREAD_ABOUT } from '../../words-updates.ts';
import { NotFound } from '../not-found.tsx';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { updateTitle, waitsInWords } from './in-words.ts';
import { mayAsk } from './may.ts';
import { mySide } from './parts.tsx';

const anybody = (): boolean => true;
/** The page of what is asked about, where it has one. */
const ABOUT_AT: Partial<Record<ThreadAbout, string>> = { session: '/keywork', meeting: '/meetings' };

const pageOf = (her: Her, about: ThreadAbout, id: string | null): string | null => (id !== null && about in ABOUT_AT ? `${her.path}${ABOUT_AT[about]}/${id}` : null);

/** Where a reader of either end goes on. */
const home = (her: Her): string => (mySide() === 'practitioner' ? '/updates' : `${her.path}/updates`);

export function AskForm({ params }: { params: Params }) {
  const about = params['about'] as ThreadAbout;
  return (
    <Woman params={params} may={anybody}>
      {(her) => (!(about in THREAD_ABOUT) ? <NotFound /> : mayAsk(her) ? <Ask her={her} about={about} id={params['id'] ?? null} /> : <NotYours />)}
    </Woman>
  );
}

function Ask({ her, about, id }: { her: Her; about: ThreadAbout; id: string | null }) {
  const record = useNewRecord();
  const entry = useRef(newId());
  return (
    <Form
      title={UPDATES.ask}
      button="Ask"
      back={pageOf(her, about, id) ?? home(her)}
      done={`The question was asked. It waits for ${mySide() === 'practitioner' ? 'the house' : 'her practitioner'}.`}
      draft={['question', `${her.who.stay} ${id ?? about}`]}
      start={{ words: '' }}
      rename={{ '/entry/words': 'words' }}
      intro={about === 'update' && id !== null ? <About her={her} id={id} /> : <p class="govuk-body">It is about {THREAD_ABOUT[about]}.</p>}
      asks={() => [{ id: 'words', as: 'area', label: 'What would you like to know?', limit: 2000, need: 'Write your question' }]}
      send={({ words }) => record('/api/threads', { ...her.who, about, ...(id !== null && { about_id: id }), entry: { id: entry.current, words } })}
    />
  );
}

function AboutPage({ her, thread: { about, about_id } }: { her: Her; thread: Thread }) {
  const to = pageOf(her, about, about_id);
  return (
    <p class="govuk-body">
      About{' '}
      {to ? (
        <a class="govuk-link" href={to}>
          {THREAD_ABOUT[about]}
        </a>
      ) : (
        THREAD_ABOUT[about]
      )}
      .
    </p>
  );
}

/** The update that is asked about. */
function About({ her, id }: { her: Her; id: string }) {
  const { data } = useLoad<HerUpdates>(`/api${her.path}/updates?limit=100`);
  const update = data?.updates.find((one) => one.id === id);
  if (!update) return null;
  return (
    <InsetText>
      <strong>{updateTitle(update)}</strong>
      <br />
      {update.words ?? WITHHELD}
    </InsetText>
  );
}

export function ThreadPage({ params }: { params: Params }) {
  return (
    <Woman params={params} may={anybody}>
      {(her) => (
        <Get<HerThreads> path={`/api${her.path}/threads`} what="the question">
          {({ threads }, reload) => {
            const thread = threads.find((one) => one.id === params['thread']);
            if (!thread) return <NotYours />;
            return mayAsk(her) ? <Say key={thread.entries.length} her={her} thread={thread} reload={reload} /> : <Read her={her} thread={thread} />;
          }}
        </Get>
      )}
    </Woman>
  );
}

function Read({ her, thread }: { her: Her; thread: Thread }) {
  setTitle(UPDATES.thread);
  return (
    <>
      <h1 class="govuk-heading-l">{UPDATES.thread}</h1>
      <Said her={her} thread={thread} />
    </>
  );
}

function Said({ her, thread }: { her: Her; thread: Thread }) {
  const side = mySide();
  return (
    <>
      <p class={thread.waits_on === side ? 'govuk-body ln-overdue' : 'govuk-body'}>{waitsInWords(thread, side, now.value)}</p>
      {thread.about === 'update' && thread.about_id !== null ? <About her={her} id={thread.about_id} /> : <AboutPage her={her} thread={thread} />}
      <ol class="ln-log">
        {thread.entries.map((one) => (
          <li key={one.id} class="ln-log__item ln-log__item--wide">
            <div class="ln-log__time">
              <time dateTime={one.at}>{ukDateTime(one.at)}</time>
            </div>
            <div>
              <p class="ln-soft">
                {one.by ?? 'Somebody'} ({one.side === 'practitioner' ? 'practitioner' : 'at the house'}) {ENTRY_KIND[one.kind]}
              </p>
              <p class="ln-how__text">{one.words ?? WITHHELD}</p>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

interface Choice {
  value: EntryKind;
  label: string;
  hint: string;
}

/** What can be said to it from this end: nobody answers herself. */
function sayable(thread: Thread, side: ThreadSide): Choice[] {
  const ask = { value: 'question', label: 'Ask further', hint: 'It then waits for the other side.' } as const;
  if (thread.waits_on === null) return [ask];
  if (thread.waits_on === side) return [{ value: 'answer', label: 'Answer it', hint: 'It is closed with this.' }, ask];
  return [ask, { value: 'closed', label: 'Close it', hint: 'No answer is needed any more.' }];
}

function Say({ her, thread, reload }: { her: Her; thread: Thread; reload: () => Promise<unknown> }) {
  const record = useNewRecord();
  const items = sayable(thread, mySide());
  const only = items.length === 1;
  return (
    <Form
      title={UPDATES.thread}
      button="Send"
      back={home(her)}
      done="It was sent."
      draft={['said', thread.id]}
      refresh={reload}
      start={{ kind: (only ? items[0]!.value : null) as EntryKind | null, words: '' }}
      intro={<Said her={her} thread={thread} />}
      asks={() => [
        !only && { id: 'kind', as: 'radios', label: 'What would you like to do?', items, need: 'Select what you would like to do' },
        { id: 'words', as: 'area', label: only ? 'What else would you like to know?' : 'In your words', limit: 2000, need: 'Write it in a few words' },
      ]}
      send={(v) => record('/api/thread-entries', { thread: thread.id, ...v })}
    />
  );
}
