// A practitioner's first page: what is new of her women since she last looked, what waits for whom, and where each woman
// stands. What is to be known at once comes first, and good news before the rest.
import { useState } from 'preact/hooks';
import { announce } from '../../frame.tsx';
import { Button, LinkButton } from '../../parts/button.tsx';
import { ButtonGroup } from '../../parts/button-group.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorMessage } from '../../parts/error-message.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { NotedPrint } from '../../plan/noted-print.tsx';
import type { MyUpdates, MyWoman, Update } from '../../records-updates.ts';
import { focusHeading } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { womanName, womanPath } from '../../state/names.ts';
import { plural, ukTimeNear } from '../../time.ts';
import { ERROR, UPDATES } from '../../words.ts';
import { Threads, UpdateEntry } from '../updates/parts.tsx';
import { Arriving } from './arriving.tsx';
import { WomanCard } from './card.tsx';
import { CheckTable } from './check-table.tsx';

interface News {
  update: Update;
  woman: MyWoman;
}

export function MyUpdatesPage() {
  return (
    <Page<MyUpdates> title={UPDATES.mine} path="/api/me/updates" what="what is new">
      {(data, reload) => <Shown data={data} reload={reload} />}
    </Page>
  );
}

function Shown({ data, reload }: { data: MyUpdates; reload: () => Promise<unknown> }) {
  const women = [...data.women, ...data.deputising];
  const news = women.flatMap((woman) => woman.updates.map((update) => ({ update, woman })));
  const threads = women.flatMap((one) => one.threads).sort((a, b) => (a.waits_since ?? '').localeCompare(b.waits_since ?? ''));
  return (
    <>
      <Arriving horizon={data.horizon} reload={reload} />
      <p class="govuk-body">
        {data.looked_at === null ? 'You have not looked before.' : `You last read everything until ${ukTimeNear(data.looked_at, now.value)}.`}{' '}
        <LinkButton onClick={() => void reload()}>Look again</LinkButton>
      </p>
      <NotedPrint about={women.map((one) => ({ stay: one.stay, crn: one.crn ?? 'restricted' }))} what="updates" />
      <NewsList news={news} />
      {news.length > 0 && <ReadAll until={data.until} count={news.length} reload={reload} />}
      <Section name="questions" title="Questions">
        <p class="govuk-body">{waitingInWords(data.waiting)}</p>
        {threads.length > 0 && <Threads threads={threads} named none="" />}
      </Section>
      <Women title="Your women" none="None of your women stay at approved premises now." women={data.women} />
      {data.deputising.length > 0 && <Women title="Passed to you" women={data.deputising} none="" />}
      <CheckTable women={women} />
      <Section name="deputy" title={UPDATES.deputy}>
        <p class="govuk-body">
          {data.deputy ? `${data.deputy.name} reads for you what you have not read in time.` : 'Nobody is named yet. What you have not read in time goes to the on-call manager alone.'}{' '}
          <a class="govuk-link" href="/updates/deputy">
            {data.deputy ? 'Name somebody else' : 'Name somebody'}
          </a>
        </p>
      </Section>
    </>
  );
}

function waitingInWords({ yours, theirs }: MyUpdates['waiting']): string {
  if (yours + theirs === 0) return 'No question waits, on either side.';
  const mine = yours === 0 ? 'No question waits for your answer' : `${plural(yours, 'question')} ${yours === 1 ? 'waits' : 'wait'} for your answer`;
  return `${mine}. ${theirs === 0 ? 'None of yours waits for the house' : `${theirs} of yours ${theirs === 1 ? 'waits' : 'wait'} for the house`}.`;
}

/** Each update is in the first of these that it fits. */
const PARTS: readonly [name: string, title: string, fits: (update: Update) => boolean][] = [
  ['now', 'To be known now', (one) => one.level === 'now'],
  ['good', 'Good news', (one) => one.good],
  ['today', 'What else happened', (one) => one.level === 'today'],
  ['weekly', 'The rest of the week', () => true],
];

function NewsList({ news }: { news: readonly News[] }) {
  if (news.length === 0) return <EmptyState>Nothing is new of any of your women.</EmptyState>;
  const part = ({ update }: News): number => PARTS.findIndex(([, , fits]) => fits(update));
  return (
    <>
      {PARTS.map(([name, title], i) => (
        <NewsPart key={name} name={name} title={title} news={news.filter((one) => part(one) === i).sort((a, b) => b.update.at.localeCompare(a.update.at))} />
      ))}
    </>
  );
}

function NewsPart({ name, title, news }: { name: string; title: string; news: readonly News[] }) {
  if (news.length === 0) return null;
  return (
    <Section name={`news-${name}`} title={`${title} (${news.length})`}>
      <ul class="ln-log">
        {news.map(({ update, woman }) => (
          <UpdateEntry key={update.id} update={update} whom={womanName(woman.resident)} href={`${womanPath(woman.crn, woman.stay)}/updates/${update.id}`} />
        ))}
      </ul>
    </Section>
  );
}

/** One press for all that is on the page; what came meanwhile stays new. */
function ReadAll({ until, count, reload }: { until: string; count: number; reload: () => Promise<unknown> }) {
  const record = useNewRecord();
  const [failed, setFailed] = useState(false);
  const read = async (): Promise<void> => {
    try {
      await record('/api/looks', { until });
      setFailed(false);
      await reload();
      announce(`${plural(count, 'update is', 'updates are')} marked as read.`);
      focusHeading();
    } catch {
      setFailed(true);
    }
  };
  return (
    <>
      {failed && <ErrorMessage>{ERROR.unreachable}</ErrorMessage>}
      <ButtonGroup>
        <Button type="button" onClick={() => void read()}>
          I have read this
        </Button>
      </ButtonGroup>
    </>
  );
}

function Women({ title, women, none }: { title: string; women: readonly MyWoman[]; none: string }) {
  return (
    <Section name={title.toLowerCase().replace(/ /g, '-')} title={title}>
      {women.length === 0 ? <EmptyState>{none}</EmptyState> : women.map((one) => <WomanCard key={one.stay} woman={one} />)}
    </Section>
  );
}
