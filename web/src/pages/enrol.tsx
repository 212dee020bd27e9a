// A manager makes the computer she sits at a shared terminal of her premises. The computer is then known by a secret in
// its browser, and nobody is signed in on it.
import { post } from '../api.ts';
import { Form } from '../parts/form.tsx';
import { go } from '../router.ts';
import { useNewRecord } from '../state/new-record.ts';
import { askWho, onTerminal, who } from '../state/session.ts';
import type { Uuid } from '../types.ts';

export function Enrol() {
  const known = who.value;
  const mine = (known?.premises ?? []).filter((one) =>
    known?.roles.some((held) => held.role === 'premises_manager' && held.premises === one.id),
  );
  if (onTerminal.value) return <Already name={known?.terminal?.name ?? ''} />;
  if (mine.length === 0) {
    return (
      <>
        <h1 class="govuk-heading-l">Make this computer a shared terminal</h1>
        <p class="govuk-body">Only a premises manager can do this. Ask her to sign in on this computer.</p>
      </>
    );
  }
  return <EnrolForm premises={mine} />;
}

function Already({ name }: { name: string }) {
  return (
    <>
      <h1 class="govuk-heading-l">This computer is a shared terminal</h1>
      <p class="govuk-body">
        It is called {name}. To stop that, end it under <a class="govuk-link" href="/admin/terminals">Terminals</a> on a manager’s own computer.
      </p>
    </>
  );
}

function EnrolForm(props: { premises: readonly { id: Uuid; name: string }[] }) {
  const record = useNewRecord();
  const many = props.premises.length > 1;
  return (
    <Form
      title="Make this computer a shared terminal"
      button="Make it a terminal"
      back="/"
      start={{ premises: many ? null : props.premises[0]!.id, name: '' }}
      intro={
        <p class="govuk-body">
          A terminal stays on in the staff office. It shows rooms and what is due without names until a worker enters her PIN, and it
          locks by itself. You are signed out here when you finish.
        </p>
      }
      asks={() => [
        many && {
          id: 'premises',
          as: 'radios',
          label: 'Premises',
          items: props.premises.map((one) => ({ value: one.id, label: one.name })),
          need: 'Select the premises',
        },
        {
          id: 'name',
          label: 'Name of this computer',
          hint: 'Where it stands, like Office or First floor.',
          maxLength: 60,
          width: 20,
          need: 'Enter a name for this computer',
        },
      ]}
      send={async (values) => {
        await record('/api/terminals', values);
        await post('/api/sign-out', {});
        await askWho();
        go('/board', { replace: true });
        return false;
      }}
    />
  );
}
