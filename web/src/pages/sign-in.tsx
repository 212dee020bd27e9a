// Signing in with password and code: on a laptop for a working day, on a shared terminal once a shift. At a terminal
// it ends with the test of the sound, because browsers are silent until a key and speakers are sometimes off.
import { useEffect, useRef, useState } from 'preact/hooks';
import { post, Problem } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { ErrorSummary, type ErrorItem } from '../parts/error-summary.tsx';
import { InsetText } from '../parts/inset-text.tsx';
import { PasswordField } from './sign-in-password.tsx';
import { TextInput } from '../parts/text-input.tsx';
import { go, setTitle } from '../router.ts';
import { testSound } from '../state/alarm.ts';
import { currentPremises, onTerminal, takeMe, who, type Me } from '../state/session.ts';
import { acted } from '../state/terminal.ts';
import { ERROR, NAV } from '../words.ts';

export function SignIn() {
  const [signed, setSigned] = useState(false);
  if (signed && onTerminal.value) return <SoundTest />;
  return <Credentials onSigned={() => (onTerminal.value ? setSigned(true) : go('/', { replace: true }))} />;
}

interface Fields {
  username: string;
  password: string;
  code: string;
}

const ASKED: [keyof Fields, string][] = [
  ['username', 'Enter your username'],
  ['password', 'Enter your password'],
  ['code', 'Enter the 6 digit code'],
];

function Credentials(props: { onSigned: () => void }) {
  const [fields, setFields] = useState<Fields>({ username: '', password: '', code: '' });
  const [errors, setErrors] = useState<ErrorItem[]>([]);
  const sending = useRef(false);
  const terminal = onTerminal.value;
  const title = terminal ? 'Start a shift' : NAV.signIn;
  useEffect(() => setTitle(title, { error: errors.length > 0 }), [title, errors]);
  const at = (id: keyof Fields): string | undefined => errors.find((one) => one.href === `#${id}`)?.text;
  const put = (part: Partial<Fields>): void => setFields({ ...fields, ...part });

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const missing = ASKED.filter(([id]) => fields[id].trim() === '').map(([id, text]) => ({ text, href: `#${id}` }));
    setErrors(missing);
    if (missing.length > 0 || sending.current) return;
    sending.current = true;
    try {
      const code = fields.code.replace(/\s/g, '');
      takeMe(await post<Me>('/api/sign-in', { username: fields.username.trim(), password: fields.password, code }));
      acted();
      props.onSigned();
    } catch (error) {
      put({ code: '' });
      setErrors([{ text: error instanceof Problem ? error.detail : ERROR.unreachable }]);
    } finally {
      sending.current = false;
    }
  };

  return (
    <form class="ln-sign-in" onSubmit={(event) => void submit(event)} noValidate>
      {errors.length > 0 && <ErrorSummary items={errors} />}
      <h1 class="govuk-heading-l">{title}</h1>
      {terminal && (
        <p class="govuk-body">
          Once a shift, with your password and code. After that you change worker here with your name and PIN.
        </p>
      )}
      <TextInput
        id="username"
        label="Username"
        labelSize="s"
        autoComplete="username"
        spellCheck={false}
        width={20}
        value={fields.username}
        error={at('username')}
        onInput={(username) => put({ username })}
      />
      <PasswordField value={fields.password} error={at('password')} onInput={(password) => put({ password })} />
      <TextInput
        id="code"
        label="Code from your authenticator"
        labelSize="s"
        hint="6 digits. Each code works once."
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        spaced
        width={10}
        value={fields.code}
        error={at('code')}
        onInput={(code) => put({ code })}
      />
      <Button>{terminal ? 'Start my shift' : 'Sign in'}</Button>
      {terminal && (
        <p class="govuk-body">
          <a class="govuk-link" href="/board">
            Back to the board
          </a>
        </p>
      )}
    </form>
  );
}

/** "I heard the sound": the one moment at which a silent speaker is found by somebody who is not yet relying on it. */
function SoundTest() {
  const [played, setPlayed] = useState(false);
  const [silent, setSilent] = useState(false);
  const test = (): void => {
    void testSound();
    setPlayed(true);
  };
  useEffect(() => setTitle('Test the sound'), []);
  return (
    <div class="ln-sign-in">
      <h1 class="govuk-heading-l" tabIndex={-1}>
        Can you hear the alarm?
      </h1>
      <p class="govuk-body">
        {who.value?.staff?.name}, your shift at {currentPremises.value?.name} has started. This terminal sounds when a check is overdue.
      </p>
      <div class="govuk-button-group">
        <Button type="button" look={played ? 'secondary' : 'primary'} onClick={test}>
          {played ? 'Play it again' : 'Play the sound'}
        </Button>
        {played && (
          <Button type="button" onClick={() => go('/board', { replace: true })}>
            I heard the sound
          </Button>
        )}
      </div>
      {played && !silent && (
        <p class="govuk-body">
          <button type="button" class="ln-link-button" onClick={() => setSilent(true)}>
            I did not hear it
          </button>
        </p>
      )}
      {silent && (
        <InsetText>
          Turn up the speaker of this computer and play it again. If it stays silent, tell the shift lead now, keep this screen in
          sight all night, and{' '}
          <a class="govuk-link" href="/board">
            go on without sound
          </a>
          .
        </InsetText>
      )}
    </div>
  );
}
