// Signing in with password and code: on a laptop for a working day, on a shared terminal once a shift. At a terminal
// it ends with the test of the sound, because browsers are silent until a key and speakers are sometimes off.
import { useEffect, useState } from 'preact/hooks';
import { post } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { Form } from '../parts/form.tsx';
import { InsetText } from '../parts/inset-text.tsx';
import { PasswordField } from './sign-in-password.tsx';
import { go, location, setTitle } from '../router.ts';
import { testSound } from '../state/alarm.ts';
import { currentPremises, onTerminal, takeMe, who, type Me } from '../state/session.ts';
import { acted } from '../state/terminal.ts';
import { NAV } from '../words.ts';

export function SignIn() {
  const [signed, setSigned] = useState(false);
  if (signed && onTerminal.value) return <SoundTest />;
  return <Credentials onSigned={() => (onTerminal.value ? setSigned(true) : go(wanted(), { replace: true }))} />;
}

/** The link of a message that brought somebody here, or the first page. */
const wanted = (): string => /^\?(\/open\/[\w-]+)$/.exec(location.value.query)?.[1] ?? '/';

function Credentials(props: { onSigned: () => void }) {
  const terminal = onTerminal.value;
  return (
    <Form
      title={terminal ? 'Start a shift' : NAV.signIn}
      button={terminal ? 'Start my shift' : NAV.signIn}
      back={terminal ? '/board' : undefined}
      start={{ username: '', password: '', code: '' }}
      clear={{ code: '' }}
      intro={terminal && <p class="govuk-body">Once a shift, with your password and code. After that you change worker here with your name and PIN.</p>}
      asks={(v, set, at) => [
        { id: 'username', label: 'Username', autoComplete: 'username', width: 20, need: 'Enter your username' },
        <PasswordField key="password" value={v.password} error={at('password')} onInput={(password) => set({ password })} />,
        {
          id: 'code',
          label: 'Code from your authenticator',
          hint: '6 digits. Each code works once.',
          inputMode: 'numeric',
          autoComplete: 'one-time-code',
          spaced: true,
          width: 10,
          need: 'Enter the 6 digit code',
        },
      ]}
      also={(v) => (v.password ? [] : [['password', 'Enter your password']])}
      send={async (v) => {
        takeMe(await post<Me>('/api/sign-in', { username: v.username.trim(), password: v.password, code: v.code.replace(/\s/g, '') }));
        acted();
        props.onSigned();
        return false;
      }}
    />
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
