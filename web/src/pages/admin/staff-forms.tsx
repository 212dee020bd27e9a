// Changing an account: a form for each act. Secrets are shown once, to be handed over by word or paper.
import { useState } from 'preact/hooks';
import { post, send } from '../../api.ts';
import { Form, instantOf, NO_MOMENT, type FormProps, type Question } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import { WarningText } from '../../parts/warning-text.tsx';
import type { StaffMember } from '../../records.ts';
import type { Params } from '../../router.ts';
import { useLoad } from '../../state/load.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { currentPremises, hasRole, who } from '../../state/session.ts';
import type { Role } from '../../types.ts';
import { ukDateTime } from '../../time.ts';
import { PAGE, ROLE } from '../../words.ts';
import { NotYours } from '../problem.tsx';
import { mayManage, roleInWords, staffPath, type StaffAnswer } from './staff.tsx';

const AT_PREMISES: readonly Role[] = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'kitchen', 'agency', 'inspector'];
const ESTATE_WIDE: readonly Role[] = ['area_manager', 'practitioner', 'administrator'];
/** These end by themselves. */
const TIMED: readonly Role[] = ['agency', 'inspector'];

/** Nobody gives a role above her own. */
function mayGive(): Role[] {
  if (hasRole('administrator')) return [...AT_PREMISES, 'on_call', ...ESTATE_WIDE];
  return hasRole('area_manager') ? [...AT_PREMISES, 'on_call'] : [...AT_PREMISES];
}

const WHY: Question = { id: 'reason', label: 'Why?', maxLength: 300, need: 'Say why' };

interface RoleFields {
  role: Role | '';
  premises: string;
  until: typeof NO_MOMENT;
  reason: string;
}

const noRole = (): RoleFields => ({ role: '', premises: currentPremises.value?.id ?? '', until: NO_MOMENT, reason: '' });

/** The administrator works at no premises, and may name all of them. */
function useRoleQuestions(): (v: RoleFields) => (Question | false)[] {
  const all = useLoad<{ premises: { id: string; name: string }[] }>(hasRole('administrator') ? '/api/premises' : null);
  const places = all.data?.premises ?? who.value?.premises ?? [];
  const choose = (list: readonly { value: string; label: string }[]) => [{ value: '', label: 'Choose' }, ...list];
  return ({ role }) => {
    const timed = role !== '' && TIMED.includes(role);
    return [
      { id: 'role', as: 'select', label: 'Role', items: choose(mayGive().map((one) => ({ value: one, label: ROLE[one] }))), need: 'Choose a role' },
      isHere(role) && {
        id: 'premises',
        as: 'select',
        label: 'Premises',
        items: choose(places.map((one) => ({ value: one.id, label: one.name }))),
        need: 'Choose the premises',
      },
      {
        id: 'until',
        as: 'moment',
        label: 'Until',
        hint: timed ? 'This role ends by itself: say when.' : 'Leave it empty for a role without an end.',
        need: timed && 'Enter the day and time at which it ends',
      },
      WHY,
    ];
  };
}

const isHere = (role: Role | ''): boolean => role !== '' && !ESTATE_WIDE.includes(role);

function roleBody({ role, premises, until: typed, reason }: RoleFields): object {
  const until = instantOf(typed);
  return { role, reason, ...(isHere(role) && { premises }), ...(until && { until }) };
}

interface SecondFactor {
  secret_base32: string;
  uri: string;
}

/** The only time it can be read. In groups of four, to be typed or read out. */
function Secret({ factor, back }: { factor: SecondFactor | null; back: string }) {
  return (
    <>
      <h1 class="govuk-heading-l" tabIndex={-1} ref={(heading) => heading?.focus()}>
        Hand this over now
      </h1>
      {factor === null ? (
        <p class="govuk-body">The account is there already, and its second factor was shown when it was made.</p>
      ) : (
        <>
          <WarningText>Lantern shows this only once. Put it into her authenticator together with her, or write it down for her.</WarningText>
          <p class="ln-secret">{factor.secret_base32.match(/.{1,4}/g)?.join(' ')}</p>
          <p class="govuk-body">In the authenticator choose “enter a key by hand”: time-based, 6 digits. Or paste this address:</p>
          <p class="ln-secret ln-soft">{factor.uri}</p>
        </>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={back}>
          It has been handed over
        </a>
      </p>
    </>
  );
}

const line = (id: string, label: string, maxLength: number, more: Partial<Question>): Question => ({ id, label, maxLength, width: 20, ...more });
const NAMES: readonly Question[] = [
  line('display_name', 'Name', 80, { hint: 'As it stands beside what she records.', need: 'Enter her name' }),
  line('initials', 'Initials', 4, { hint: 'Up to 4 letters, on the board.', need: 'Enter her initials' }),
];
const CODE = line('staff_code', 'Staff code (optional)', 20, {});
const firstPassword = (v: { password: string }): Question =>
  line('password', 'First password', 200, {
    hint: 'At least 12 characters. Three words that do not belong together are good.',
    bad: v.password.length < 12 && 'Enter a password of at least 12 characters',
  });

export function StaffAdd() {
  const [made, setMade] = useState<{ staff: { id: string }; second_factor: SecondFactor | null } | null>(null);
  const record = useNewRecord();
  const roleQuestions = useRoleQuestions();
  if (!mayManage()) return <NotYours />;
  if (made) return <Secret factor={made.second_factor} back={`/admin/staff/${made.staff.id}`} />;
  return (
    <Form
      title={PAGE.staffAdd}
      button="Add"
      back="/admin/staff"
      start={{ username: '', display_name: '', initials: '', staff_code: '', password: '', ...noRole() }}
      asks={(v) => [
        ...NAMES,
        line('username', 'Username', 40, { hint: 'Small letters, digits, dots, hyphens.', need: 'Enter a username' }),
        CODE,
        firstPassword(v),
        ...roleQuestions(v),
      ]}
      send={async ({ username, display_name, initials, staff_code, password, ...role }) => {
        const more = staff_code && { staff_code };
        setMade(await record('/api/staff', { username, display_name, initials, password, ...more, ...roleBody(role) }));
        return false;
      }}
    />
  );
}

/** /admin/staff/{id}/{act}: change, pin, unlock, sign-in, role, or end-{role}. */
export function StaffAct({ params }: { params: Params }) {
  return (
    <Get<StaffAnswer> path={staffPath()} what="the account">
      {({ staff }, reload) => {
        const one = staff.find((person) => person.id === params['staff']);
        return one && mayManage() ? <Act one={one} reload={reload} act={params['act']!} /> : <NotYours />;
      }}
    </Get>
  );
}

function Act({ one, act, reload }: { one: StaffMember; act: string; reload: () => Promise<unknown> }) {
  const record = useNewRecord();
  const roleQuestions = useRoleQuestions();
  const [factor, setFactor] = useState<SecondFactor | null>(null);
  const back = `/admin/staff/${one.id}`;
  const url = `/api/staff/${one.id}`;
  const role = one.roles.find((held) => act === `end-${held.id}`);
  const common = (more: string) => ({
    back,
    intro: (
      <InsetText>
        <strong>{one.display_name}</strong>, {one.username}. {more}
      </InsetText>
    ),
  });
  const simple: Pick<FormProps<{ reason: string }>, 'start' | 'asks'> = { start: { reason: '' }, asks: () => [WHY] };
  if (factor) return <Secret factor={factor} back={back} />;
  if (act === 'change') {
    const { version, display_name, initials } = one;
    const start = { version, display_name, initials, staff_code: one.staff_code ?? '', until: NO_MOMENT };
    const ends = one.until ? `Ends ${ukDateTime(one.until)}.` : '';
    return (
      <Form
        {...common(ends)}
        title="Change an account"
        button="Save"
        done="The account was changed."
        start={start}
        refresh={reload}
        theirs={(v) =>
          v.version === version
            ? null
            : {
                who: 'Somebody',
                words: (
                  <p class="govuk-body">
                    {display_name}, {initials}. {ends}
                  </p>
                ),
                mine: { version },
                afresh: start,
              }
        }
        asks={() => [
          ...NAMES,
          CODE,
          { id: 'until', as: 'moment', label: 'She leaves on', hint: 'From then on she cannot sign in. What she recorded stays hers. Empty: no change.' },
        ]}
        send={({ staff_code, until, ...v }) => send('PATCH', url, { ...v, ...(staff_code && { staff_code }), ...(instantOf(until) && { until: instantOf(until) }) })}
      />
    );
  }
  if (act === 'pin') {
    return (
      <Form
        {...common('She should change it herself soon, because you will know it.')}
        title="Set a PIN"
        button="Set the PIN"
        done="The PIN was set."
        rename={{ '/pin': 'new-pin' }}
        start={{ 'new-pin': '', reason: '' }}
        asks={() => [{ id: 'new-pin', as: 'pin', label: 'New PIN' }, WHY]}
        send={({ 'new-pin': pin, reason }) => post(`${url}/pin`, { pin, reason })}
      />
    );
  }
  if (act === 'sign-in') {
    return (
      <Form
        {...common('The old ones stop working at once.')}
        title="New password and second factor"
        button="Give new ones"
          start={{ password: '', reason: '' }}
        asks={(v) => [firstPassword(v), WHY]}
        send={async (v) => {
          setFactor((await post<{ second_factor: SecondFactor }>(`${url}/sign-in`, v)).second_factor);
          return false;
        }}
      />
    );
  }
  if (act === 'role') {
    return (
      <Form
        {...common('')}
        title="Give a role"
        button="Give the role"
        done="The role holds, at once everywhere."
        start={noRole()}
        asks={roleQuestions}
        send={(v) => record('/api/staff-roles', { staff: one.id, ...roleBody(v) })}
      />
    );
  }
  if (act === 'unlock') {
    return <Form {...common('She can then try again.')} {...simple} title="Open a lock" button="Open the lock" done="The lock is open." send={(v) => post(`${url}/unlock`, v)} />;
  }
  if (!role) return <NotYours />;
  return (
    <Form
      {...common(`${roleInWords(role)} ends now, on every screen. What she recorded stays hers.`)}
      {...simple}
      title="End a role"
      button="End this role now"
      look="warning"
      done="The role has ended, at once everywhere."
      send={(v) => post(`/api/staff-roles/${role.id}/end`, v)}
    />
  );
}
