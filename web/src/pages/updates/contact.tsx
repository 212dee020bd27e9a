// Where Lantern writes to whoever this is. What it writes names nobody, wherever it goes.
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import { useNewRecord } from '../../state/new-record.ts';
import { useLoad } from '../../state/load.ts';
import type { Instant } from '../../types.ts';
import { ukDate } from '../../time.ts';
import { NAV, PAGE } from '../../words.ts';

type Courier = 'inbox' | 'mail' | 'notify' | 'webhook';

interface Contact {
  contact: { courier: Courier; address: string; at: Instant } | null;
}

const COURIER: Record<Courier, string> = { inbox: 'In Lantern alone', mail: 'By e-mail', notify: 'By e-mail, through GOV.UK Notify', webhook: 'To another system' };

function inWords({ contact }: Contact): string {
  if (contact === null || contact.courier === 'inbox') return 'You are written to in Lantern alone.';
  return `${COURIER[contact.courier]}, ${contact.address}, since ${ukDate(contact.at)}.`;
}

/** On the account page: where she is written to now, and where to read it. */
export function Contacts() {
  const { data } = useLoad<Contact>('/api/me/contact');
  return (
    <section aria-labelledby="contact">
      <h2 class="govuk-heading-m" id="contact">
        {PAGE.contact}
      </h2>
      {data && <p class="govuk-body">{inWords(data)}</p>}
      <p class="govuk-body ln-ways">
        <a class="govuk-link" href="/account/contact">
          Change it
          <span class="govuk-visually-hidden">: {PAGE.contact.toLowerCase()}</span>
        </a>
        <a class="govuk-link" href="/inbox">
          {NAV.inbox}
        </a>
      </p>
    </section>
  );
}

export function ContactForm() {
  return (
    <Get<Contact> path="/api/me/contact" what="where you are written to">
      {(data) => <Change now={data} />}
    </Get>
  );
}

/** A link to another system is the administrator's to set: it stays, until something else is chosen. */
function Change({ now }: { now: Contact }) {
  const record = useNewRecord();
  const { contact } = now;
  const known = contact?.courier === 'webhook' ? null : contact;
  return (
    <Form
      title={PAGE.contact}
      button="Save"
      back="/account"
      done="From now on you are written to there."
      start={{ courier: (known?.courier ?? 'inbox') as Courier, address: known?.address ?? '' }}
      intro={
        <InsetText>
          {inWords(now)}
          <span class="ln-below">A message says that there is something to read, and never about whom or why.</span>
        </InsetText>
      }
      asks={(v) => [
        {
          id: 'courier',
          as: 'radios',
          label: 'How are you written to?',
          hint: 'Where this service has no such way out, messages stay in Lantern.',
          items: (['inbox', 'mail', 'notify'] as const).map((value) => ({ value, label: COURIER[value] })),
        },
        v.courier !== 'inbox' && { id: 'address', label: 'Your work e-mail address', autoComplete: 'email', maxLength: 320, need: 'Enter your work e-mail address' },
      ]}
      send={(v) => record('/api/staff-contacts', { courier: v.courier, ...(v.courier !== 'inbox' && { address: v.address.trim() }) })}
    />
  );
}
