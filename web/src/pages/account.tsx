// One's own account: what one may do, and the PIN for shared terminals.
import { post } from '../api.ts';
import { Form } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { SummaryList } from '../parts/summary-list.tsx';
import { onTerminal, who } from '../state/session.ts';
import { MEETINGS, NAV, ROLE } from '../words.ts';
import { Debriefs } from './debriefs.tsx';
import { hasMeetings } from './meetings/may.ts';
import { PasswordField } from './sign-in-password.tsx';
import { Contacts } from './updates/contact.tsx';

export function Account() {
  const known = who.value;
  const roles = known?.roles.map((one) => [ROLE[one.role], known.premises.find((place) => place.id === one.premises)?.name].filter(Boolean).join(', ')) ?? [];
  return (
    <>
      <Notice />
      <Form
        title={NAV.account}
        button="Change my PIN"
        back="/"
        done="Your PIN was changed. Use the new one from now on."
        start={{ password: '', 'new-pin': '', again: '' }}
        rename={{ '/pin': 'new-pin' }}
        intro={
          <>
            <SummaryList
              rows={[
                { key: 'Name', value: known?.staff?.name },
                { key: 'Roles', value: roles.join('; ') },
              ]}
            />
            <h2 class="govuk-heading-m">Change your PIN</h2>
            <p class="govuk-body">
              6 digits, for signing at shared terminals. Not 6 the same, and not a row like 123456. Nobody else ever needs it, not even a manager.
            </p>
          </>
        }
        asks={(v, set, at) => [
          <PasswordField key="password" value={v.password} error={at('password')} onInput={(password) => set({ password })} />,
          { id: 'new-pin', as: 'pin', label: 'New PIN' },
          { id: 'again', as: 'pin', label: 'New PIN again', bad: v.again !== v['new-pin'] && 'Enter the same PIN twice' },
        ]}
        also={(v) => (v.password === '' ? [['password', 'Enter your password']] : [])}
        send={(v) => post('/api/me/pin', { password: v.password, pin: v['new-pin'] })}
      />
      {!onTerminal.value && hasMeetings() && (
        <p class="govuk-body">
          <a class="govuk-link" href="/account/calendar">
            {MEETINGS.calendar}
          </a>
        </p>
      )}
      <Contacts />
      <Debriefs />
    </>
  );
}
