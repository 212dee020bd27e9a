// A manager makes the computer she sits at a shared terminal of her premises. The computer is then known by a secret in
// its browser, and nobody is signed in on it.
import { useState } from 'preact/hooks';
import { newId, post, Problem, put } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { ErrorSummary, type ErrorItem } from '../parts/error-summary.tsx';
import { Radios } from '../parts/radios.tsx';
import { TextInput } from '../parts/text-input.tsx';
import { go } from '../router.ts';
import { askWho, onTerminal, who } from '../state/session.ts';
import type { Uuid } from '../types.ts';
import { ERROR } from '../words.ts';

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
  const [premises, setPremises] = useState<Uuid | null>(props.premises.length === 1 ? props.premises[0]!.id : null);
  const [name, setName] = useState('');
  const [errors, setErrors] = useState<ErrorItem[]>([]);
  const [id] = useState(newId);
  const at = (field: string): string | undefined => errors.find((one) => one.href === `#${field}`)?.text;

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const missing: ErrorItem[] = [];
    if (!premises) missing.push({ text: 'Select the premises', href: '#premises' });
    if (!name.trim()) missing.push({ text: 'Enter a name for this computer', href: '#name' });
    setErrors(missing);
    if (missing.length > 0) return;
    try {
      await put(`/api/terminals/${id}`, { premises, name: name.trim() });
      await post('/api/sign-out', {});
      await askWho();
      go('/board', { replace: true });
    } catch (error) {
      setErrors([{ text: error instanceof Problem ? error.detail : ERROR.unreachable }]);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      {errors.length > 0 && <ErrorSummary items={errors} />}
      <h1 class="govuk-heading-l">Make this computer a shared terminal</h1>
      <p class="govuk-body">
        A terminal stays on in the staff office. It shows rooms and what is due without names until a worker enters her PIN, and it locks
        by itself. You are signed out here when you finish.
      </p>
      {props.premises.length > 1 && (
        <Radios
          id="premises"
          label="Premises"
          labelSize="s"
          error={at('premises')}
          value={premises}
          items={props.premises.map((one) => ({ value: one.id, label: one.name }))}
          onChange={setPremises}
        />
      )}
      <TextInput
        id="name"
        label="Name of this computer"
        labelSize="s"
        hint="Where it stands, like Office or First floor."
        maxLength={60}
        width={20}
        value={name}
        error={at('name')}
        onInput={setName}
      />
      <Button>Make it a terminal</Button>
    </form>
  );
}
