// Signing a record: whose name it will carry, her PIN when it is needed, and sending it until it is answered. The PIN
// is held while the form is open and put away nowhere.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Problem, worthRetrying } from '../../api.ts';
import { Button, LinkButton } from '../../parts/button.tsx';
import { Keypad } from '../../parts/keypad.tsx';
import { PinInput } from '../../parts/pin-input.tsx';
import { Radios } from '../../parts/radios.tsx';
import { onTerminal, who } from '../../state/session.ts';
import { acted, loadPeople, people, pinNeeded, switchTo } from '../../state/terminal.ts';
import type { Uuid } from '../../types.ts';

const RETRY_MS = 5000;
const PIN_SLUGS = ['pin-needed', 'pin-wrong', 'pin-locked', 'sign-on-needed', 'terminal-locked'];

function hadLocked(error: unknown): boolean {
  return error instanceof Problem && error.slug === 'terminal-locked';
}

const NEVER = new Promise<never>(() => undefined);

export type SendState = 'ready' | 'sending' | 'unsent';

export interface Signing {
  pin: string;
  setPin: (pin: string) => void;
  pinAsked: boolean;
  pinError: string | undefined;
  state: SendState;
  /** Who signs: the worker at the screen unless another one was chosen. */
  chosen: Uuid | null;
  choose: (staff: Uuid | null) => void;
  /** Sends until somebody answers. Null when the PIN was refused; never answers once the form was closed. */
  sign: <T>(send: (pin: string | undefined) => Promise<T>) => Promise<T | null>;
  tryNow: () => void;
}

export function useSigning(pinAlways = false): Signing {
  const [pin, setPin] = useState('');
  const [asked, askPin] = useState(false);
  const [pinError, setPinError] = useState<string | undefined>();
  const [state, setState] = useState<SendState>('ready');
  const [chosen, choose] = useState<Uuid | null>(null);
  const gone = useRef(false);
  const wake = useRef<() => void>(() => undefined);
  useEffect(
    () => () => {
      gone.current = true;
      wake.current();
    },
    [],
  );

  const refused = (error: unknown): null => {
    setState('ready');
    if (!(error instanceof Problem) || !PIN_SLUGS.includes(error.slug)) throw error;
    askPin(true);
    setPin('');
    setPinError(error.detail);
    return null;
  };

  const me = who.value?.staff?.id ?? null;
  const other = chosen !== null && chosen !== me;
  const pinAsked = pinAlways || asked || pinNeeded.value || other;

  const sign: Signing['sign'] = async (send) => {
    if (state !== 'ready') return null;
    setPinError(pinAsked && pin === '' ? 'Enter your PIN' : undefined);
    if (pinAsked && pin === '') return null;
    setState('sending');
    let changing = other;
    let proved = false;
    for (;;) {
      try {
        if (changing) await switchTo((chosen ?? me)!, pin);
        proved ||= changing;
        changing = false;
        const answer = await send(proved || pin === '' ? undefined : pin);
        acted();
        return answer;
      } catch (error) {
        if (gone.current) return NEVER;
        // It had locked meanwhile: the same PIN opens it again, and the record goes on.
        if (hadLocked(error) && !proved && pin !== '') {
          changing = true;
          continue;
        }
        if (!worthRetrying(error)) return refused(error);
        setState('unsent');
        await new Promise<void>((done) => {
          wake.current = done;
          setTimeout(done, RETRY_MS);
        });
        if (gone.current) return NEVER;
      }
    }
  };

  return {
    pin,
    setPin,
    pinAsked,
    pinError,
    state,
    chosen,
    choose,
    sign,
    tryNow: () => wake.current(),
  };
}

/** Whose name it will carry, large; another name can be chosen with its PIN. */
export function SignedBy(props: { signing: Signing }) {
  const { signing } = props;
  const [choosing, setChoosing] = useState(false);
  const current = who.value?.staff ?? null;
  const signer = people.value?.find((person) => person.staff === signing.chosen)?.name ?? current?.name;
  const start = (): void => {
    void loadPeople();
    setChoosing(true);
  };
  return (
    <div class="ln-sign">
      <div class="ln-sign__who">
        <p class="ln-sign__name">
          <span class="ln-sign__label">Signing as</span>
          {signer}
        </p>
        {onTerminal.value && !choosing && <LinkButton onClick={start}>Not you?</LinkButton>}
      </div>
      {choosing && (
        <Radios
          id="signer"
          label="Who is signing?"
          labelSize="s"
          small
          value={signing.chosen ?? current?.id ?? null}
          items={(people.value ?? []).map((person) => ({ value: person.staff, label: person.name }))}
          onChange={signing.choose}
        />
      )}
      {signing.pinAsked && <PinWithKeypad signing={signing} />}
    </div>
  );
}

function PinWithKeypad({ signing }: { signing: Signing }) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (signing.pinError) input.current?.focus();
  }, [signing.pinError]);
  return (
    <>
      <PinInput
        id="pin"
        value={signing.pin}
        error={signing.pinError}
        inputRef={input}
        onInput={signing.setPin}
      />
      <Keypad value={signing.pin} onInput={signing.setPin} />
    </>
  );
}

/** The last row of every signed form. */
export function SignButtons(props: { signing: Signing; label: string; onClose: () => void }) {
  const { signing } = props;
  if (signing.state === 'unsent') {
    return (
      <div class="ln-sign-off">
        <p class="ln-unsent__words" role="status">
          <strong>Not sent yet, trying again.</strong> It is kept on this computer.
        </p>
        <div class="govuk-button-group">
          <Button type="button" onClick={signing.tryNow}>
            Try now
          </Button>
          <Button type="button" look="secondary" onClick={props.onClose}>
            Close and send later
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div class="ln-sign-off">
      <div class="govuk-button-group">
        <Button id="sign">{signing.state === 'sending' ? 'Sending' : props.label}</Button>
        <Button type="button" look="secondary" onClick={props.onClose}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
