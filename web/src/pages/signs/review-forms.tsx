// Opening a review, saying what was done at once, adding who takes part, and closing it: with a change, or a reason for none.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { post, Problem } from '../../api.ts';
import { dayOf, NO_DATE } from '../../parts/date-input.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import { Settled } from '../../parts/settled.tsx';
import type { Review, ReviewsPage } from '../../records-safety.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { dayInWords, ukDateTime } from '../../time.ts';
import { choices, PAGE } from '../../words.ts';
import { PERSON, TOOK_PART, TRIGGER, TRIGGERS_SAID } from '../../words-safety.ts';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { actClock, toActOn } from './review-words.ts';
import { mayClose } from './reviews.tsx';
import { mayPlan } from './rules.tsx';

const back = (her: Her): string => `${her.path}/reviews`;

export function ReviewNew({ params }: { params: Params }) {
  return <Woman params={params}>{(her) => (mayPlan(her) ? <New her={her} /> : <NotYours />)}</Woman>;
}

function New({ her }: { her: Her }) {
  const record = useNewRecord();
  return (
    <Form
      title={PAGE.reviewNew}
      button="Ask for it"
      back={back(her)}
      done="Her plan is under review. Everybody sees it on her page."
      draft={['review', her.who.stay]}
      start={{ kind: null as string | null, words: '' }}
      intro={<p class="govuk-body">What has to be done at once has an hour, the review a day. If one is open already, this joins it.</p>}
      asks={() => [
        { id: 'kind', as: 'radios', label: 'What has happened?', items: choices(TRIGGERS_SAID), need: 'Select what has happened' },
        { id: 'words', as: 'area', label: 'What exactly?', hint: 'What was seen, heard or said.', limit: 500, need: 'Say what has happened' },
      ]}
      send={(v) => record('/api/reviews', { ...her.who, ...v })}
    />
  );
}

interface Of {
  her: Her;
  data: ReviewsPage;
  review: Review;
  reload: () => Promise<unknown>;
}

interface OfReviewProps {
  params: Params;
  title: string;
  may: (her: Her) => boolean;
  children: (of: Of) => ComponentChildren;
}

function OfReview({ params, title, may, children }: OfReviewProps) {
  return (
    <Woman params={params}>
      {(her) => (
        <Get<ReviewsPage> path={`/api${her.path}/reviews`} what="the review">
          {(data, reload) => {
            if (!may(her)) return <NotYours />;
            const review = data.open;
            if (review && review.id === params['review']) return children({ her, data, review, reload });
            const closed = data.past.find((one) => one.id === params['review'])?.closed;
            return (
              <Settled title={title} back={back(her)}>
                That review is closed{closed && `: ${closed.by}, ${ukDateTime(closed.at)}`}.
              </Settled>
            );
          }}
        </Get>
      )}
    </Woman>
  );
}

export function ReviewAct({ params }: { params: Params }) {
  return (
    <OfReview params={params} title={PAGE.reviewAct} may={mayPlan}>
      {(of) => <Act {...of} />}
    </OfReview>
  );
}

function Act({ her, review, reload }: Of) {
  const record = useNewRecord();
  const trigger = toActOn(review);
  if (!trigger) {
    return (
      <Settled title={PAGE.reviewAct} back={back(her)}>
        What was done at once is written down already.
      </Settled>
    );
  }
  return (
    <Form
      title={PAGE.reviewAct}
      button="Save"
      back={back(her)}
      done="It is written down with the review."
      draft={['review act', trigger.id]}
      start={{ words: '' }}
      refresh={reload}
      intro={
        <InsetText>
          <strong>{TRIGGER[trigger.kind]}</strong>, {ukDateTime(trigger.at)}
          <span class="ln-below">{actClock(review, now.value)?.words}.</span>
        </InsetText>
      }
      asks={() => [{ id: 'words', as: 'area', label: 'What was done?', hint: 'Who did what, and how she is now.', limit: 500, need: 'Say what was done' }]}
      send={(v) => record('/api/review-acts', { review: review.id, ...v })}
    />
  );
}

export function ReviewPersonForm({ params }: { params: Params }) {
  return (
    <OfReview params={params} title={PAGE.reviewPerson} may={mayPlan}>
      {(of) => <Person {...of} />}
    </OfReview>
  );
}

const PERSON_START = { name: '', role: null as string | null, how: null as string | null, words: '' };

function Person({ her, review, reload }: Of) {
  const record = useNewRecord();
  const { preferred_name: name } = her.page.banner;
  return (
    <Form
      title={PAGE.reviewPerson}
      button="Add"
      back={back(her)}
      done="It is written down with the review."
      draft={['review person', review.id]}
      start={PERSON_START}
      refresh={reload}
      asks={(v) => [
        { id: 'role', as: 'radios', label: 'Who is it?', items: choices(PERSON), need: 'Select who it is' },
        v.role !== 'resident' && { id: 'name', label: 'Her or his name', maxLength: 80, need: 'Enter the name' },
        { id: 'how', as: 'radios', label: 'How does she or he take part?', items: choices(TOOK_PART), need: 'Select how' },
        { id: 'words', as: 'area', label: 'In her or his own words', hint: 'As it was said, not as a summary of it.', limit: 1000, need: v.how === 'contributed' && 'Write what was sent' },
      ]}
      send={(v) => record('/api/review-people', { review: review.id, ...v, name: v.role === 'resident' ? (name ?? PERSON.resident) : v.name, words: v.words.trim() })}
    />
  );
}

export function ReviewClose({ params }: { params: Params }) {
  return (
    <OfReview params={params} title={PAGE.reviewClose} may={mayClose}>
      {(of) => <Close {...of} />}
    </OfReview>
  );
}

const CLOSE_START = { words: '', next_on: NO_DATE, same: [] as string[] };

function Close({ her, data, review, reload }: Of) {
  const [same, askSame] = useState(false);
  const { version } = data;
  const changed = version > review.from_version;
  const latest = data.backstop_on;
  const send = async (v: typeof CLOSE_START, pin: { pin?: string }): Promise<void> => {
    try {
      await post(`/api/reviews/${review.id}/close`, {
        ...(v.words.trim() && { words: v.words.trim() }),
        next_on: dayOf(v.next_on),
        based_on: version,
        ...(same && v.same.length > 0 && { same_words_confirmed: true }),
        ...pin,
      });
    } catch (error) {
      if (error instanceof Problem && error.slug === 'same-as-last-time') askSame(true);
      throw error;
    }
  };
  return (
    <Form
      title={PAGE.reviewClose}
      button="Close the review"
      back={back(her)}
      done="The review is closed. What was said stays with it."
      draft={['review close', review.id]}
      start={CLOSE_START}
      refresh={reload}
      intro={
        <InsetText>
          {changed ? (
            <>Her plan was changed since the review began: version {review.from_version || 'none'} to {version}. That is the outcome.</>
          ) : (
            <>
              Her plan has not been changed since the review began. Change it, or say why it stays.{' '}
              <a class="govuk-link" href={`${her.path}/safety-plan`}>
                Her plan
              </a>
            </>
          )}
        </InsetText>
      }
      asks={(v) => [
        {
          id: 'words',
          as: 'area',
          label: changed ? 'What matters about the change? (optional)' : 'Why does her plan stay as it is?',
          limit: 1000,
          need: !changed && 'Say why her plan stays as it is',
        },
        same && { id: 'same', as: 'boxes', label: 'These are the words of last time', items: [{ value: 'yes', label: 'They are right this time too: send them as they are' }] },
        {
          id: 'next_on',
          as: 'day',
          label: 'When is the next review?',
          hint: latest ? `No later than ${dayInWords(latest)}.` : undefined,
          need: 'Enter the day of the next review',
          bad: latest !== null && (dayOf(v.next_on) ?? '') > latest && `The next review may be no later than ${dayInWords(latest)}`,
        },
      ]}
      send={send}
    />
  );
}
