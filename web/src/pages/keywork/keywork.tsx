// Her keywork: what is owed, what the next session starts from, and what the sessions before were about. Attempts stand apart:
// they show that somebody tried, and count as no session.
import { EmptyState } from '../../parts/empty-state.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Leaf } from '../../parts/leaf.tsx';
import { Older } from '../../parts/older.tsx';
import { Entry, Section } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { SummaryCard } from '../../parts/summary-card.tsx';
import type { KeyworkPage, Session } from '../../records-keywork.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { mayAt, PLAN_WRITERS, STAFF } from '../../state/may.ts';
import { plural, ukDate, ukDateTime } from '../../time.ts';
import { PAGE, WITHHELD } from '../../words.ts';
import { NOT_HELD } from '../../words-keywork.ts';
import { mayWritePlan } from '../plan/may-write.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { Moments } from './moments.tsx';
import { Feelings } from './plot.tsx';
import { gapInWords, keyworkerInWords, lengthInWords, owedInWords, skillsOffered, tagsInWords } from './words.ts';


export const keyworkPath = (her: Her): string => `${her.path}/keywork`;

export function Keywork({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/keywork">
      {(her) => (
        <Older<KeyworkPage> path={`/api${keyworkPath(her)}`} what="sessions" next={(page) => page.more}>
          {(pages, reload) => <Shown her={her} data={pages[0]!} sessions={pages.flatMap((page) => page.sessions)} reload={reload} />}
        </Older>
      )}
    </Woman>
  );
}

interface ShownProps {
  her: Her;
  data: KeyworkPage;
  sessions: readonly Session[];
  reload: () => Promise<unknown>;
}

/** An agency worker reads and writes moments, and no more. */
const momentsAlone = (her: Her): boolean => mayAt(her.page.banner.premises.id, STAFF) && !mayAt(her.page.banner.premises.id, PLAN_WRITERS);

function Shown(props: ShownProps) {
  const { her, data, reload } = props;
  const alone = momentsAlone(her);
  return (
    <>
      <p class="govuk-body">{keyworkerInWords(data)}</p>
      {!alone && <p class={data.owed.overdue ? 'govuk-body ln-overdue' : 'govuk-body'}>{owedInWords(data, now.value)}</p>}
      <Ways her={her} />
      {data.last_topic && (
        <InsetText>
          <strong>Agreed for next time</strong> ({ukDate(data.last_topic.at)}): {data.last_topic.words ?? WITHHELD}
        </InsetText>
      )}
      <Section name="moments" title="Moments">
        <Moments her={her} data={data} reload={reload} />
      </Section>
      {!alone && <Sessions {...props} />}
      <p class="govuk-body">
        <PrintButton />
      </p>
    </>
  );
}

function Ways({ her }: { her: Her }) {
  const ways: [string, string][] = [
    ...(mayWritePlan(her) ? [['new', PAGE.keyworkNew] as [string, string], ['attempt', PAGE.keyworkAttempt] as [string, string]] : []),
    ...(her.mayWrite ? [['moment', PAGE.moment] as [string, string]] : []),
  ];
  return (
    <p class="govuk-body ln-ways">
      {ways.map(([end, label]) => (
        <a key={end} class="govuk-link" href={`${keyworkPath(her)}/${end}`}>
          {label}
        </a>
      ))}
    </p>
  );
}

function Sessions({ her, data, sessions }: ShownProps) {
  const held = sessions.filter((one) => one.kind === 'session');
  const tries = sessions.filter((one) => one.kind === 'attempt');
  return (
    <>
      <Offered data={data} />
      <Section name="felt" title="How she said she felt">
        <Feelings sessions={held} />
      </Section>
      <Section name="sessions" title={`Sessions (${held.length} shown)`}>
        {held.length === 0 && <EmptyState>No session has been held with her yet.</EmptyState>}
        {held.map((one) => (
          <Card key={one.id} her={her} session={one} />
        ))}
      </Section>
      {tries.length > 0 && (
        <Section name="attempts" title={`Not held (${plural(tries.length, 'attempt')} shown)`}>
          <p class="govuk-body">An attempt says that somebody tried. It is no session.</p>
          <ul class="ln-log">
            {tries.map((one) => (
              <Entry key={one.id} wide at={ukDateTime(one.happened_at)}>
                {NOT_HELD[one.not_held ?? 'other']}
                {one.not_held_words && `: ${one.not_held_words}`} <span class="ln-soft">{one.author}</span>
              </Entry>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** What the next session can build on. */
function Offered({ data }: { data: KeyworkPage }) {
  const skills = skillsOffered(data.skills);
  if (skills.length + data.strengths.length === 0) return null;
  return (
    <Section name="offered" title="To build on">
      {data.strengths.length > 0 && (
        <ul class="ln-plain">
          {data.strengths.map((one) => (
            <li key={one.at}>
              <Leaf /> {one.words ?? WITHHELD}{' '}
              <span class="ln-soft">
                {one.by}, {ukDate(one.at)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {skills.length > 0 && (
        <ul class="ln-plain">
          {skills.map((one) => (
            <li key={one.skill}>
              <strong>{one.skill}</strong>: {one.before}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Card({ her, session }: { her: Her; session: Session }) {
  const { went_well, nothing_yet, next_topic } = session;
  const gap = gapInWords(session);
  const tags = tagsInWords(session);
  return (
    <SummaryCard
      headingLevel={3}
      title={`${ukDateTime(session.happened_at)}, ${lengthInWords(session.minutes)}`}
      rows={[
        { key: 'By', value: [session.author, gap && <span class="ln-soft ln-below">{gap}</span>] },
        ...(tags ? [{ key: 'About', value: tags }] : []),
        { key: 'What went well', value: nothing_yet ? 'Nothing yet' : (went_well ?? WITHHELD) },
        { key: 'Next time', value: next_topic ?? WITHHELD },
      ]}
      actions={[
        { label: 'All of it', href: `${keyworkPath(her)}/${session.id}` },
        { label: PAGE.slip, href: `${keyworkPath(her)}/${session.id}/slip` },
      ]}
    />
  );
}
