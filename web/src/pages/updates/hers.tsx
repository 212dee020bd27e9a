// What her practitioner was told of her, with who has read it; what is asked; and what she was told is shared.
import { Get, Section } from '../../parts/page.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Older } from '../../parts/older.tsx';
import { NotedPrint } from '../../plan/noted-print.tsx';
import type { HerThreads as Asked, HerUpdates } from '../../records-updates.ts';
import type { Params } from '../../router.ts';
import { UPDATES } from '../../words.ts';
import { mayChangeHolder } from '../keywork/practitioner.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { mayAsk, mayTell } from './may.ts';
import { Receipts, SharingInWords, Threads, UpdateEntry } from './parts.tsx';

export function HerUpdatesPage({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/updates">
      {(her) => (
        <>
          <p class="govuk-body">
            {toWhom(her)}{' '}
            {mayChangeHolder(her.page.banner) && (
              <a class="govuk-link" href={`${her.path}/practitioner`}>
                {her.page.banner.practitioner ? 'It is somebody else now' : 'Say who it is'}
              </a>
            )}
          </p>
          <Acts her={her} />
          <Older<HerUpdates> path={`/api${her.path}/updates`} what="updates" next={(page) => page.next}>
            {(pages) => <Shown her={her} pages={pages} />}
          </Older>
          <NotedPrint about={her.who} what="updates" />
        </>
      )}
    </Woman>
  );
}

const toWhom = ({ page }: Her): string => {
  const { practitioner } = page.banner;
  return practitioner ? `Her practitioner is ${practitioner.name}.` : 'She has no practitioner here yet. What is told waits for whoever it will be.';
};

function Acts({ her }: { her: Her }) {
  const acts: [boolean, string, string][] = [
    [mayTell(her), '/updates/new', UPDATES.write],
    [mayAsk(her), '/ask/woman', UPDATES.ask],
  ];
  return (
    <ul class="ln-plain">
      {acts.map(
        ([may, to, label]) =>
          may && (
            <li key={to}>
              <a class="govuk-link" href={her.path + to}>
                {label}
              </a>
            </li>
          ),
      )}
    </ul>
  );
}

function HerThreads({ her }: { her: Her }) {
  return (
    <Get<Asked> path={`/api${her.path}/threads`} what="questions">
      {({ threads }) => <Threads threads={threads} none="Nobody has asked anything about her." />}
    </Get>
  );
}

/** Where a message about a question leads. */
export function HerThreadsPage({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/updates" heading={UPDATES.threads}>
      {(her) => (
        <>
          <HerThreads her={her} />
          {mayAsk(her) && (
            <p class="govuk-body">
              <a class="govuk-link" href={`${her.path}/ask/woman`}>
                {UPDATES.ask}
              </a>
            </p>
          )}
        </>
      )}
    </Woman>
  );
}

function Shown({ her, pages }: { her: Her; pages: readonly HerUpdates[] }) {
  const updates = pages.flatMap((one) => one.updates);
  return (
    <>
      <Section name="threads" title="Questions">
        <HerThreads her={her} />
      </Section>
      <Section name="told" title="Told to her practitioner">
        {updates.length === 0 && <EmptyState>Nothing has been told yet.</EmptyState>}
        <ul class="ln-log">
          {updates.map((one) => (
            <UpdateEntry key={one.id} update={one} href={`${her.path}/updates/${one.id}`}>
              <Receipts update={one} />
            </UpdateEntry>
          ))}
        </ul>
      </Section>
      <Section name="sharing" title={UPDATES.sharing}>
        <SharingInWords sharing={pages[0]?.sharing ?? null} />
        {mayTell(her) && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${her.path}/sharing`}>
              {pages[0]?.sharing ? 'Change what is shared' : 'Write down what is shared'}
            </a>
          </p>
        )}
      </Section>
    </>
  );
}
