// A session is written on one page, in the order in which it goes: what was agreed, what she said, what we did, what went well,
// what comes next. Four minutes for an ordinary one; most of it may stay empty.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { get, Problem, put } from '../../api.ts';
import { Details } from '../../parts/details.tsx';
import { Form, type At, type Question, type Theirs } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Get } from '../../parts/page.tsx';
import { WordsArea } from '../../parts/words-area.tsx';
import type { Kept, KeyworkPage, Session, SessionPage } from '../../records-keywork.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { doneGo } from '../../state/notice.ts';
import { spanInWords, ukDate, ukTimeNear } from '../../time.ts';
import { choices, PAGE, WITHHELD } from '../../words.ts';
import { CRISS, DID_WE, FEELING, NOT_ASKED, READ_WITH, TAG } from '../../words-keywork.ts';
import { writesPlan } from '../plan/may-write.ts';
import { NotYours } from '../problem.tsx';
import { ActionsAsked, agreedWrong } from '../resident/agreed.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { asCorrection, bodyOf, dropBegun, endedMs, fieldsOf, ownTags, skillsOf, startOf, useBegun, type Fields } from './draft.ts';
import { keyworkPath } from './keywork.tsx';
import { MomentList, readsMoments, waiting } from './moments.tsx';
import { SkillsAsked } from './skills-asked.tsx';
import { mayCorrect, newestOf, SessionInWords } from './session.tsx';

export function SessionNew({ params }: { params: Params }) {
  return (
    <Woman params={params} may={writesPlan}>
      {(her) => (
        <Get<KeyworkPage> path={`/api${keyworkPath(her)}`} what="what was agreed">
          {(data) => <New her={her} data={data} />}
        </Get>
      )}
    </Woman>
  );
}

function New({ her, data }: { her: Her; data: KeyworkPage }) {
  const begun = useBegun(her.who.stay);
  return begun === null ? <Loading what="what was written" /> : <SessionForm her={her} data={data} start={startOf(begun, data)} draft={['keywork', her.who.stay]} />;
}

export function SessionCorrect({ params }: { params: Params }) {
  return (
    <Woman params={params} may={writesPlan}>
      {(her) => (
        <Get<KeyworkPage> path={`/api${keyworkPath(her)}`} what="the session">
          {(data) => (
            <Get<SessionPage> path={`/api${keyworkPath(her)}/${params['session']}`} what="the session">
              {(page) => {
                const one = newestOf(page);
                return mayCorrect(her, one) && one.kind === 'session' ? <SessionForm her={her} data={data} start={fieldsOf(one)} draft={['keywork correct', one.id]} /> : <NotYours />;
              }}
            </Get>
          )}
        </Get>
      )}
    </Woman>
  );
}

interface SessionProps {
  her: Her;
  data: KeyworkPage;
  start: Fields;
  draft: [string, string];
}

function SessionForm({ her, data, start, draft }: SessionProps) {
  const [saved, setSaved] = useState<Session | null>(null);
  const correcting = start.corrects !== null;
  const send = async (v: Fields): Promise<false> => {
    try {
      const kept = await put<Kept>(`/api/keywork-sessions/${v.id}`, { ...her.who, ...bodyOf(v) });
      await dropBegun(her.who.stay);
      doneGo(`${keyworkPath(her)}/${kept.id}`, keptInWords(kept, correcting));
      return false;
    } catch (error) {
      if (error instanceof Problem && ['id-reused', 'edit-conflict'].includes(error.slug)) {
        setSaved(newestOf(await get<SessionPage>(`/api${keyworkPath(her)}/${v.corrects ?? v.id}`)));
      }
      throw error;
    }
  };
  return (
    <Form<Fields>
      title={correcting ? PAGE.keyworkCorrect : PAGE.keyworkNew}
      button={correcting ? 'Save the correction' : 'Save'}
      back={keyworkPath(her)}
      draft={draft}
      start={start}
      theirs={(v) => theirsOf(v, saved)}
      rename={{ '/suggestion': 'change', '/suggestion/words': 'change', '/suggestion/line': 'line', '/changes_plan': 'changes', '/corrects': 'theirs' }}
      also={wrong}
      intro={<Before her={her} data={data} correcting={correcting} />}
      asks={(v, set, at) => asks({ her, data, v, set, at, correcting })}
      send={send}
    />
  );
}

function keptInWords({ gap_s, offer }: Kept, correcting: boolean): string {
  const kept = `${correcting ? 'The correction is kept beside what stood before' : 'The session is kept'}${gap_s >= 60 ? `, written ${spanInWords(gap_s)} after it ended` : ''}.`;
  if (!offer) return kept;
  const { line } = offer;
  return `${kept} Her practitioner is told today how she felt.${line ? ` Her plan says: ${line.sees}. What helps: ${line.does}.` : ''}`;
}

/** The same session was saved with other words: in another tab, or as a correction by somebody else. */
function theirsOf(v: Fields, saved: Session | null): Theirs<Fields> | null {
  if (saved === null || v.corrects === saved.id) return null;
  return {
    who: saved.author,
    title: v.corrects === null ? 'This session was saved already, with other words' : `${saved.author} corrected this while you were writing`,
    words: (
      <>
        <p class="govuk-body">What you wrote here can be saved as a correction of it.</p>
        <SessionInWords session={saved} />
      </>
    ),
    mine: asCorrection(v, saved),
    afresh: fieldsOf(saved),
  };
}

function wrong(v: Fields): [string, string][] {
  const skills = v.own_skills.flatMap((one, i): [string, string][] =>
    (one.skill.trim() === '') === (one.how === '') ? [] : [[`skills-${i}-${one.how ? 'skill' : 'how'}`, one.how ? 'Write which skill it was' : 'Select how it was there']],
  );
  const many: [string, string][] = skillsOf(v).length > 12 ? [['skills', 'Choose up to 12 skills']] : [];
  return [...skills, ...many, ...agreedWrong(v.actions)];
}

/** What the session starts from. */
function Before({ her, data, correcting }: { her: Her; data: KeyworkPage; correcting: boolean }) {
  if (correcting) return <p class="govuk-body">What stood before stays on record beside it.</p>;
  return (
    <>
      <p class="govuk-body">
        She did not come, or it could not be?{' '}
        <a class="govuk-link" href={`${keyworkPath(her)}/attempt`}>
          {PAGE.keyworkAttempt}
        </a>
      </p>
      {data.last_topic && (
        <InsetText>
          <strong>Agreed for this time</strong> ({ukDate(data.last_topic.at)}): {data.last_topic.words ?? WITHHELD}
        </InsetText>
      )}
      {data.strengths.length > 0 && (
        <Details summary="What went well before">
          <ul class="ln-plain">
            {data.strengths.map((one) => (
              <li key={one.at}>
                {one.words ?? WITHHELD} <span class="ln-soft">{ukDate(one.at)}</span>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  );
}

interface Asking {
  her: Her;
  data: KeyworkPage;
  v: Fields;
  set: (part: Partial<Fields>) => void;
  at: At;
  correcting: boolean;
}

const FELT = [{ value: '', label: NOT_ASKED }, ...choices(FEELING)];

const yes = (label: string, hint?: string) => [{ value: 'yes', label, hint }];

function asks(of: Asking): (Question | VNode | false)[] {
  return [...whenAsked(of), ...saidAsked(of), ...nextAsked(of)];
}

function whenAsked({ her, data, v, set, correcting }: Asking) {
  const moments = waiting(data.moments);
  const minutes = v.minutes.trim();
  return [
    !correcting && moments.length > 0 && <MomentsRead key="moments" her={her} data={data} v={v} set={set} />,
    !correcting && data.last_topic !== null && { id: 'did_we', as: 'radios', inline: true, label: 'Did we do what was agreed?', items: choices(DID_WE) },
    {
      id: 'without_devices',
      as: 'boxes',
      label: 'Was there a screen in the room?',
      items: yes('No devices in the room', 'It is written up afterwards. How long after is kept with it.'),
    },
    { id: 'happened_at', as: 'moment', label: 'When did it begin?', need: 'Enter when it began' },
    {
      id: 'minutes',
      label: 'How long was it?',
      width: 3,
      inputMode: 'numeric',
      suffix: 'minutes',
      need: 'Enter how many minutes it was',
      bad: minutes !== '' && !/^\d+$/.test(minutes) ? 'Enter whole minutes' : (minutes === '0' || Number(minutes) > 480) && 'Enter from 1 to 480 minutes',
    },
    <Gap key="gap" v={v} />,
    { id: 'place', label: 'Where? (optional)', maxLength: 80, width: 20 },
  ] satisfies (Question | VNode | false)[];
}

function Gap({ v }: { v: Fields }) {
  const ended = endedMs(v);
  if (ended === null || v.without_devices.length === 0 || ended > now.value) return null;
  return (
    <p class="govuk-body ln-told">
      It ended {ukTimeNear(ended, now.value)}. Written {spanInWords((now.value - ended) / 1000)} after: that is kept with it.
    </p>
  );
}

function MomentsRead({ her, data, v, set }: Pick<Asking, 'her' | 'data' | 'v' | 'set'>) {
  const moments = waiting(data.moments);
  const ids = moments.map((one) => one.id);
  return (
    <>
      <h2 class="govuk-heading-s">Moments since last time ({moments.length})</h2>
      <MomentList moments={moments} />
      {readsMoments(her, data) && (
        <div class="govuk-checkboxes govuk-checkboxes--small govuk-form-group">
          <div class="govuk-checkboxes__item">
            <input
              class="govuk-checkboxes__input"
              id="moments"
              type="checkbox"
              checked={v.moments.length > 0}
              onChange={() => set({ moments: v.moments.length > 0 ? [] : ids.slice(0, 60) })}
            />
            <label class="govuk-label govuk-checkboxes__label" for="moments">
              I have read them
            </label>
          </div>
        </div>
      )}
    </>
  );
}

function saidAsked({ data, v, set, at }: Asking) {
  const nothing = v.nothing_yet.length > 0;
  return [
    { id: 'came', as: 'select', label: 'How did she say she came?', hint: 'Ask her. Never guess.', items: FELT },
    { id: 'tags', as: 'boxes', small: true, label: 'What was it about?', items: choices(TAG) },
    { id: 'own_tags', label: 'In her own word (optional)', hint: 'Up to three, with commas between.', maxLength: 126, bad: wrongTags(v.own_tags) },
    { id: 'she_said', as: WordsArea, label: 'What she said', hint: 'In her words, as far as you can.', limit: 4000 },
    { id: 'we_did', as: WordsArea, label: 'What we did', limit: 4000 },
    <Details key="criss" summary="Prompts: check in, review, intervention, summarise, set tasks">
      <ul class="ln-plain">
        {CRISS.map(([what, how]) => (
          <li key={what}>
            <strong>{what}.</strong> {how}
          </li>
        ))}
      </ul>
    </Details>,
    <SkillsAsked key="skills" data={data} v={v} set={set} at={at} />,
    { id: 'went_well', as: WordsArea, rows: 2, label: 'What went well', limit: 1000, need: !nothing && 'Write what went well, or tick “nothing yet”', bad: nothing && v.went_well.trim() !== '' && 'Something went well, so untick “nothing yet”' },
    { id: 'nothing_yet', as: 'boxes', small: true, label: 'Or was there nothing yet?', items: yes('Nothing yet') },
    { id: 'purposeful', label: 'Purposeful time since last time (optional)', hint: 'For example, “two hours in the garden”.', maxLength: 500 },
    { id: 'went', as: 'select', label: 'How did she say she left?', items: FELT },
  ] satisfies (Question | VNode | false)[];
}

function wrongTags(text: string): string | false {
  const all = ownTags(text);
  if (all.length > 3) return 'Enter up to three words';
  return all.some((one) => one.length > 40) && 'Keep each within 40 characters';
}

function nextAsked({ her, data, v, set, at }: Asking) {
  const shares = data.sharing?.shares.includes('keywork');
  const changes = v.changes === 'yes';
  return [
    <ActionsAsked key="actions" title="What was agreed" her={her} staff={data.staff} actions={v.actions} set={(actions) => set({ actions })} at={at} />,
    { id: 'next_topic', as: WordsArea, rows: 2, label: 'What you told her you will talk about next time', hint: 'It is printed for her.', limit: 300, need: 'Write what comes next time' },
    { id: 'changes', as: 'radios', inline: true, label: 'Does this change her plan?', items: [{ value: 'no', label: 'No' }, { value: 'yes', label: 'Yes' }], need: 'Select whether it changes her plan' },
    ...(changes && !v.suggested
      ? ([
          { id: 'line', as: 'select', label: 'Which line of her plan?', items: [{ value: '', label: 'A new line, or another part' }, ...data.lines.map((one) => ({ value: one.line, label: `${one.sees}: ${one.does}` }))] },
          { id: 'change', as: WordsArea, rows: 2, label: 'What changes?', hint: 'It waits until somebody takes it into her plan, or says why not.', limit: 500, need: 'Say what changes' },
        ] satisfies Question[])
      : []),
    { id: 'read_with_her', as: 'radios', label: 'Did she read this with you?', items: choices(READ_WITH), need: 'Select whether she read it with you' },
    v.read_with_her === 'yes' && { id: 'her_correction', as: 'area', label: 'What she says is not right (optional)', hint: 'In her words. It stands beside ours.', limit: 2000 },
    {
      id: 'sensitive',
      as: 'boxes',
      label: 'Who reads it',
      hint: shares ? 'She agreed that her practitioner reads keywork.' : 'It is not shared with her practitioner: she has not agreed that keywork is.',
      items: yes('Sensitive: do not share without a decision'),
    },
  ] satisfies (Question | VNode | false)[];
}
