// Changing worker on a shared terminal: a name, six digits. It stands beside the locked board, and on a page of its own.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem, worthRetrying } from '../api.ts';
import { Button, LinkButton } from '../parts/button.tsx';
import { ErrorMessage } from '../parts/error-message.tsx';
import { Keypad } from '../parts/keypad.tsx';
import { PinInput } from '../parts/pin-input.tsx';
import { go } from '../router.ts';
import { signedIn, signOut, who } from '../state/session.ts';
import { loadPeople, people, switchTo, type Person } from '../state/terminal.ts';
import { ukTime } from '../time.ts';
import type { Uuid } from '../types.ts';
import { ERROR } from '../words.ts';

export function SwitchPage() {
  return (
    <>
      <h1 class="govuk-heading-l">Change worker</h1>
      <WhoAreYou onDone={() => go('/board')} />
      {signedIn.value && <EndShift />}
    </>
  );
}

/** After this her PIN opens nothing here until she starts another shift. */
function EndShift() {
  const end = async (): Promise<void> => {
    await signOut();
    go('/board');
  };
  return (
    <p class="govuk-body">
      Going home, {who.value?.staff?.name}? <LinkButton onClick={() => void end()}>End my shift</LinkButton>
    </p>
  );
}

export function WhoAreYou(props: { onDone?: () => void }) {
  useEffect(() => void loadPeople(), []);
  const known = people.value;
  if (known === null) return null;
  return (
    <>
      {known.length === 0 ? (
        <p class="govuk-body">Nobody has started a shift here yet.</p>
      ) : (
        <PickAndPin people={known} onDone={props.onDone} />
      )}
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in">
          Start a shift
        </a>{' '}
        with password and code.
      </p>
    </>
  );
}

function PickAndPin(props: { people: readonly Person[]; onDone?: (() => void) | undefined }) {
  const [staff, setStaff] = useState<Uuid | null>(null);
  const [pin, setPin] = useState('');
  const [error, setError] = useState<string | undefined>();
  const sending = useRef(false);
  const input = useRef<HTMLInputElement>(null);

  const pick = (person: Person): void => {
    setStaff(person.staff);
    setError(undefined);
    input.current?.focus();
  };

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (sending.current) return;
    if (staff === null || pin.length < 6) {
      setError(staff === null ? 'Select your name' : 'Enter your 6 digit PIN');
      return;
    }
    sending.current = true;
    try {
      await switchTo(staff, pin);
      props.onDone?.();
    } catch (refused) {
      setPin('');
      setError(refused instanceof Problem && !worthRetrying(refused) ? refused.detail : ERROR.unreachable);
      input.current?.focus();
    } finally {
      sending.current = false;
    }
  };

  return (
    <form class="ln-switch" onSubmit={(event) => void submit(event)} noValidate>
      <fieldset class="govuk-fieldset" onKeyDown={(event) => byNumber(event, props.people, pick)}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Who are you?</legend>
        <div class="ln-people">
          {props.people.map((person, i) => (
            <button
              type="button"
              key={person.staff}
              class="ln-face"
              aria-pressed={staff === person.staff}
              onClick={() => pick(person)}
            >
              <kbd class="ln-key" aria-hidden="true">
                {i + 1}
              </kbd>{' '}
              {person.name}
              <PinState person={person} />
            </button>
          ))}
        </div>
      </fieldset>
      {error && staff === null && <ErrorMessage>{error}</ErrorMessage>}
      <PinInput id="switch-pin" value={pin} error={staff === null ? undefined : error} inputRef={input} onInput={setPin} />
      <Keypad value={pin} onInput={setPin} />
      <Button>Continue</Button>
    </form>
  );
}

function PinState({ person }: { person: Person }) {
  if (!person.has_pin) return <span class="ln-face__state">No PIN yet: sign in with your password</span>;
  if (person.locked_until) return <span class="ln-face__state">PIN locked until {ukTime(person.locked_until)}</span>;
  return null;
}

/** 1 to 9 pick a name while the focus is among the names. */
function byNumber(event: KeyboardEvent, all: readonly Person[], pick: (person: Person) => void): void {
  const person = /^[1-9]$/.test(event.key) ? all[Number(event.key) - 1] : undefined;
  if (!person) return;
  event.preventDefault();
  pick(person);
}
