// What is held about a woman, for her: when it was given and why. Who gives it out says why first, and that stays on record.
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Entry, Get, Section } from '../../parts/page.tsx';
import type { Given, HeldPage } from '../../records-held.ts';
import type { Uuid } from '../../types.ts';
import { go, type Params } from '../../router.ts';
import { mayAt } from '../../state/may.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { ukDateTime } from '../../time.ts';
import { PAGE } from '../../words.ts';
import { NotYours } from '../problem.tsx';
import { HELD_BY, Woman, type Her } from '../resident/woman.tsx';

export const mayGive = ({ page }: Her): boolean => mayAt(page.banner.premises.id, HELD_BY);

export function GivenPage({ params }: { params: Params }) {
  return (
    <Woman params={params} heading={PAGE.held}>
      {(her) =>
        mayGive(her) ? (
          <Get<HeldPage> path={`/api${her.path}/subject-access`} what="when it was given">
            {({ given }) => <Shown her={her} given={given} />}
          </Get>
        ) : (
          <NotYours />
        )
      }
    </Woman>
  );
}

function Shown({ her, given }: { her: Her; given: readonly Given[] }) {
  return (
    <>
      <p class="govuk-body">
        She may ask to see everything that is held about her, at any time and without saying why. It is told in plain words, with what is
        withheld and the reason.
      </p>
      <p class="govuk-body">
        <a class="govuk-button" href={`${her.path}/held/new`}>
          {PAGE.heldNew}
        </a>
      </p>
      <Section name="given" title="Given so far">
        {given.length === 0 && <EmptyState>Nothing has been given to her yet. That says only that nobody has written down that she asked.</EmptyState>}
        <ul class="ln-log">
          {given.map((one) => (
            <Entry key={one.id} at={ukDateTime(one.at)} wide>
              <p class="govuk-body">{one.reason}</p>
              <p class="ln-soft">{one.by}</p>
              {one.mine && (
                <a class="govuk-link" href={`${her.path}/held/${one.id}`}>
                  Show it again<span class="govuk-visually-hidden"> ({ukDateTime(one.at)})</span>
                </a>
              )}
            </Entry>
          ))}
        </ul>
      </Section>
    </>
  );
}

export function GivenNew({ params }: { params: Params }) {
  return (
    <Woman params={params} may={({ premises }) => mayAt(premises.id, HELD_BY)}>
      {(her) => <Reason her={her} />}
    </Woman>
  );
}

function Reason({ her }: { her: Her }) {
  const record = useNewRecord();
  return (
    <Form
      title={PAGE.heldNew}
      button="Show what is held"
      back={`${her.path}/held`}
      draft={['held', her.who.stay]}
      start={{ reason: '' }}
      intro={
        <InsetText>
          Your name, this reason and the time go on record, and so does each time that it is shown. Read what other people said about her or
          told in confidence before you hand it over.
        </InsetText>
      }
      asks={() => [
        { id: 'reason', as: 'area', label: 'Who asked for it, and how?', hint: 'She need not say why she wants it.', limit: 500, need: 'Say who asked for it' },
      ]}
      send={async ({ reason }) => {
        const { id } = await record<{ id: Uuid }>('/api/subject-accesses', { ...her.who, reason: reason.trim() });
        go(`${her.path}/held/${id}`);
        return false;
      }}
    />
  );
}
