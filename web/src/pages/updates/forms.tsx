// What the house writes on the line to her practitioner: an update by hand, a telephone call, and what she was told is shared.
import { post } from '../../api.ts';
import { Alert } from '../../parts/alert.tsx';
import { dayOf, partsOf } from '../../parts/date-input.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import type { HerUpdates, Level, Share, UpdateKind } from '../../records-updates.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { ukDay } from '../../time.ts';
import { choices, WITHHELD, UPDATES } from '../../words.ts';
import { KINDS, LEVEL, LEVEL_HINT, SHARE } from '../../words-updates.ts';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { mayPhone, mayTell } from './may.ts';

interface Of {
  her: Her;
}

const back = ({ path }: Her): string => `${path}/updates`;

export function UpdateNew({ params }: { params: Params }) {
  return <Woman params={params}>{(her) => (mayTell(her) ? <Tell her={her} /> : <NotYours />)}</Woman>;
}

function Tell({ her }: Of) {
  const record = useNewRecord();
  const { practitioner } = her.page.banner;
  return (
    <Form
      title={UPDATES.write}
      button="Tell her practitioner"
      back={back(her)}
      done="Her practitioner is told."
      draft={['update', her.who.stay]}
      start={{ level: null as Level | null, kind: '', words: '' }}
      intro={!practitioner && <Alert variant="warning" title="She has no practitioner here yet">Whoever becomes her practitioner will find it unread.</Alert>}
      asks={(v) => [
        { id: 'level', as: 'radios', label: 'How soon should it be known?', items: choices(LEVEL).map((one) => ({ ...one, hint: LEVEL_HINT[one.value] })), need: 'Select how soon it should be known' },
        v.level !== null && {
          id: 'kind',
          as: 'select',
          label: 'What is it about?',
          items: [{ value: '', label: 'Choose' }, ...choices(KINDS[v.level] as Record<UpdateKind, string>)],
          need: !(v.kind in KINDS[v.level]) && 'Select what it is about',
          bad: !(v.kind in KINDS[v.level]) && 'Select what it is about',
        },
        {
          id: 'words',
          as: 'area',
          label: 'What happened?',
          hint: 'What was seen or heard and what was done, as you would say it in front of her.',
          limit: 1000,
          need: 'Say what happened',
        },
      ]}
      send={(v) => record('/api/updates', { ...her.who, ...v })}
    />
  );
}

export function PhonedForm({ params }: { params: Params }) {
  return (
    <Woman params={params}>
      {(her) => (
        <Get<HerUpdates> path={`/api${her.path}/updates?limit=100`} what="the update">
          {({ updates }) => {
            const update = updates.find((one) => one.id === params['update']);
            return update && mayPhone(her) ? (
              <Form
                title={UPDATES.phoned}
                button="Save"
                back={`${back(her)}/${update.id}`}
                done="The call is written down."
                draft={['phoned', update.id]}
                start={{ words: '' }}
                intro={<InsetText>{update.words ?? WITHHELD}</InsetText>}
                asks={() => [{ id: 'words', as: 'area', label: 'Whom did you reach, and what was said?', limit: 500, need: 'Say whom you reached' }]}
                send={(v) => post(`/api/updates/${update.id}/phoned`, v)}
              />
            ) : (
              <NotYours />
            );
          }}
        </Get>
      )}
    </Woman>
  );
}

export function SharingForm({ params }: { params: Params }) {
  return (
    <Woman params={params}>
      {(her) => (
        <Get<HerUpdates> path={`/api${her.path}/updates?limit=1`} what="what is shared">
          {({ sharing }) => (mayTell(her) ? <Agree her={her} before={sharing} /> : <NotYours />)}
        </Get>
      )}
    </Woman>
  );
}

function Agree({ her, before }: Of & { before: HerUpdates['sharing'] }) {
  const record = useNewRecord();
  return (
    <Form
      title={UPDATES.sharing}
      button="Save"
      back={back(her)}
      done="It is written down, and shared from now on as it says."
      draft={['sharing', her.who.stay]}
      start={{ shares: (before?.shares ?? []) as Share[], how_often: before?.how_often ?? '', told_on: partsOf(ukDay(now.value)), her_words: '' }}
      intro={<p class="govuk-body">Tell her first. Updates themselves always reach her practitioner: they say that something happened, and what was done.</p>}
      asks={() => [
        { id: 'shares', as: 'boxes', label: 'What was she told is shared?', hint: 'Tick nothing if nothing of this is.', items: choices(SHARE) },
        { id: 'how_often', label: 'How often?', hint: 'For example, “every Monday”.', maxLength: 200, need: 'Say how often' },
        { id: 'told_on', as: 'day', label: 'On which day was she told?', need: 'Enter the day on which she was told' },
        { id: 'her_words', as: 'area', label: 'What did she say about it? (optional)', hint: 'In her own words.', limit: 500 },
      ]}
      send={(v) => record('/api/sharing-agreements', { ...her.who, ...v, told_on: dayOf(v.told_on) })}
    />
  );
}
