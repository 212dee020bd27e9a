// One session whole: what was said and done in the order of the form, her own words beside ours, and every correction.
import type { ComponentChildren } from 'preact';
import { Details } from '../../parts/details.tsx';
import { Get } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { SummaryList, type SummaryRow } from '../../parts/summary-list.tsx';
import { Alert } from '../../parts/alert.tsx';
import type { Session, SessionPage } from '../../records-keywork.ts';
import type { Params } from '../../router.ts';
import { MANAGERS, mayAt } from '../../state/may.ts';
import { who } from '../../state/session.ts';
import { dayInWords, ukDateTime } from '../../time.ts';
import { PAGE, WITHHELD } from '../../words.ts';
import { DID_WE, FEELING, NOT_ASKED, NOT_HELD, READ_WITH } from '../../words-keywork.ts';
import { mayWritePlan } from '../plan/may-write.ts';
import { ownerInWords } from '../resident/actions.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { ThreadsAbout } from '../updates/parts.tsx';
import { gapInWords, lengthInWords, skillInWords, tagsInWords } from './words.ts';

/** By its author or a manager. */
export const mayCorrect = (her: Her, session: Session): boolean =>
  mayWritePlan(her) && (session.author_id === who.value?.staff?.id || mayAt(her.page.banner.premises.id, MANAGERS));

/** The one of its chain that stands. */
export const newestOf = ({ session, history }: SessionPage): Session => [session, ...history].find((one) => one.corrected_by === null) ?? session;

export function SessionPageShown({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/keywork" heading={PAGE.keyworkSession}>
      {(her) => (
        <Get<SessionPage> path={`/api${her.path}/keywork/${params['session']}`} what="the session">
          {(page) => <Shown her={her} page={page} />}
        </Get>
      )}
    </Woman>
  );
}

function Shown({ her, page }: { her: Her; page: SessionPage }) {
  const { session } = page;
  const newest = newestOf(page);
  const before = page.history.filter((one) => one !== newest);
  const to = `${her.path}/keywork/${newest.id}`;
  return (
    <>
      {newest !== session && (
        <Alert variant="warning" title="This was corrected">
          <a class="govuk-link" href={to}>
            See what stands
          </a>
        </Alert>
      )}
      {newest === session && (
        <p class="govuk-body ln-ways">
          {session.kind === 'session' && (
            <a class="govuk-link" href={`${to}/slip`}>
              {PAGE.slip}
            </a>
          )}
          {mayCorrect(her, session) && (
            <a class="govuk-link" href={`${to}/correct`}>
              {PAGE.keyworkCorrect}
            </a>
          )}
          <PrintButton />
        </p>
      )}
      <SessionInWords session={session} />
      <ThreadsAbout her={her} about="session" id={session.id} threads={page.threads} />
      {newest === session && before.length > 0 && (
        <Details summary="What stood here before it was corrected">
          {before.map((one) => (
            <SessionInWords key={one.id} session={one} />
          ))}
        </Details>
      )}
    </>
  );
}

/** Null: what may not be read. Empty: nothing was written. */
const words = (key: string, text: string | null): SummaryRow[] => (text === '' ? [] : [{ key, value: <span class="ln-as-written">{text ?? WITHHELD}</span> }]);

const list = (key: string, items: readonly ComponentChildren[]): SummaryRow[] =>
  items.length === 0
    ? []
    : [
        {
          key,
          value: (
            <ul class="ln-plain">
              {items.map((one, i) => (
                <li key={i}>{one}</li>
              ))}
            </ul>
          ),
        },
      ];

export function SessionInWords({ session: one }: { session: Session }) {
  return <SummaryList rows={one.kind === 'session' ? rowsOf(one) : triedOf(one)} />;
}

const begunOf = (one: Session): SummaryRow => ({
  key: one.corrects ? 'When (a correction)' : 'When',
  value: (
    <>
      {[ukDateTime(one.happened_at), lengthInWords(one.minutes), one.place].filter(Boolean).join(', ')}
      <span class="ln-soft ln-below">
        {one.author}. {gapInWords(one)}
      </span>
    </>
  ),
});

const triedOf = (one: Session): SummaryRow[] => [
  begunOf(one),
  { key: 'Not held', value: NOT_HELD[one.not_held ?? 'other'] },
  ...words('In words', one.not_held_words),
];

function rowsOf(one: Session): SummaryRow[] {
  const tags = tagsInWords(one);
  const shared = one.shared ? 'Her practitioner reads it, as she agreed' : one.sensitive ? 'Sensitive: not shared without a decision' : 'Not shared with her practitioner';
  return [
    begunOf(one),
    ...(one.did_we ? [{ key: 'Did we do what was agreed?', value: DID_WE[one.did_we] }] : []),
    { key: 'She came', value: one.came ? FEELING[one.came] : NOT_ASKED },
    ...(tags ? [{ key: 'About', value: tags }] : []),
    ...words('She said', one.she_said),
    ...words('What we did', one.we_did),
    ...list('Skills', one.skills.map(skillInWords)),
    ...(one.nothing_yet ? [{ key: 'What went well', value: 'Nothing yet' }] : words('What went well', one.went_well)),
    ...words('Purposeful time', one.purposeful),
    { key: 'She left', value: one.went ? FEELING[one.went] : NOT_ASKED },
    ...list('Agreed', one.actions.map((act) => `${act.what ?? WITHHELD} (${ownerInWords(act)}, by ${dayInWords(act.target_on)})`)),
    ...words('Next time', one.next_topic),
    { key: 'Changes her plan?', value: one.suggestion ? `Suggested: ${one.suggestion.words ?? WITHHELD}` : one.changes_plan ? 'Yes' : 'No' },
    { key: 'Read with her', value: READ_WITH[one.read_with_her] },
    ...words('Her correction', one.her_correction),
    { key: 'Who reads it', value: shared },
  ];
}
