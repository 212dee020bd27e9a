// Who works here: roles with from, until and why; sign-on, PIN and locks. What may be changed depends on who looks.
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page, Row, Section } from '../../parts/page.tsx';
import { SummaryList, type Action, type SummaryRow } from '../../parts/summary-list.tsx';
import { Tag } from '../../parts/tag.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import type { StaffMember, StaffRole } from '../../records.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { MANAGERS } from '../../state/may.ts';
import { currentPremises, hasRole, who } from '../../state/session.ts';
import { msOf, plural, ukDateTime, ukTime } from '../../time.ts';
import { FACT, NAV, PAGE, ROLE } from '../../words.ts';

export interface StaffAnswer {
  staff: StaffMember[];
}

/** Everybody at the premises; for the administrator, who belongs to none, everybody. */
export const staffPath = (): string => (currentPremises.value ? `/api/premises/${currentPremises.value.id}/staff` : '/api/staff');

export const mayManage = (): boolean => hasRole(...MANAGERS, 'administrator');
const runs = (role: StaffRole): boolean => role.until === null || msOf(role.until) > now.value;
export const roleInWords = (role: StaffRole): string => [ROLE[role.role], role.premises_name].filter(Boolean).join(', ');

export function Staff() {
  const [asked, ask] = useState('');
  const wanted = asked.trim().toLowerCase();
  return (
    <Page<StaffAnswer>
      title={NAV.staff}
      path={staffPath()}
      what="staff"
      tools={
        <>
          {mayManage() && (
            <Button href="/admin/staff/new" look="secondary">
              {PAGE.staffAdd}
            </Button>
          )}
          <TextInput id="find" label="Find by name or username" labelSize="s" width={20} autoComplete="off" spellCheck={false} value={asked} onInput={ask} />
        </>
      }
    >
      {({ staff }) => {
        const found = staff.filter((one) => `${one.display_name} ${one.username}`.toLowerCase().includes(wanted));
        if (found.length === 0) return <EmptyState>{wanted ? `0 results for ‘${asked}’ in staff.` : 'Nobody has a role here yet.'}</EmptyState>;
        return (
          <>
            <p class="govuk-body" role="status">
              {plural(found.length, 'person', 'people')}
            </p>
            <ul class="ln-list">
              {found.map((one) => (
                <Person key={one.id} one={one} />
              ))}
            </ul>
          </>
        );
      }}
    </Page>
  );
}

function Person({ one }: { one: StaffMember }) {
  const roles = one.roles.filter(runs).map((role) => roleInWords(role) + (role.until ? ` until ${ukDateTime(role.until)}` : ''));
  return (
    <Row
      href={`/admin/staff/${one.id}`}
      name={one.display_name}
      soft={`${one.username}, ${one.initials}`}
      cells={[
        roles.join('; ') || 'No role now',
        <>
          {one.signed_on && <Tag colour="green">Signed on</Tag>} {one.pin_locked_until && <Tag colour="red">PIN locked</Tag>}{' '}
          {!one.has_pin && <Tag colour="grey">No PIN</Tag>}
        </>,
      ]}
    />
  );
}

export function StaffMemberPage({ params }: { params: Params }) {
  return (
    <Page<StaffAnswer> title={PAGE.staffMember} path={staffPath()} what="the account">
      {({ staff }) => {
        const one = staff.find((person) => person.id === params['staff']);
        return one ? <Member one={one} /> : <EmptyState>Nobody of this account works here.</EmptyState>;
      }}
    </Page>
  );
}

function Member({ one }: { one: StaffMember }) {
  const self = who.value?.staff?.id === one.id;
  const may = mayManage() && !self;
  const acts = (...all: [label: string, act: string][]): Action[] =>
    may ? all.map(([label, act]) => ({ label, href: `/admin/staff/${one.id}/${act}` })) : [];
  const locked = one.pin_locked_until;
  const rows: SummaryRow[] = [
    { key: 'Name', value: `${one.display_name}, ${one.initials}`, actions: acts(['Change', 'change']) },
    { key: 'Username', value: one.username, actions: acts(['New password and code', 'sign-in']) },
    { key: 'Staff code', value: one.staff_code ?? FACT.none_recorded },
    { key: 'Signed on now', value: one.signed_on ? 'Yes' : 'No' },
    {
      key: 'PIN',
      value: locked ? `Locked until ${ukTime(locked)}` : one.has_pin ? 'Set' : 'None yet',
      actions: [...acts(['Set a PIN', 'pin']), ...(locked ? acts(['Open the lock', 'unlock']) : [])],
    },
    { key: 'Account', value: `Since ${ukDateTime(one.from)}${one.until ? ` until ${ukDateTime(one.until)}` : ''}` },
  ];
  const roles = one.roles.map((role) => ({
    key: roleInWords(role),
    value: (
      <>
        From {ukDateTime(role.from)}
        {role.until && ` until ${ukDateTime(role.until)}`}
        <span class="ln-soft ln-below">{[role.given_by && `Given by ${role.given_by}`, `Why: ${role.reason}`].filter(Boolean).join('. ')}</span>
      </>
    ),
    actions: runs(role) ? acts(['End', `end-${role.id}`]) : [],
  }));
  return (
    <>
      <SummaryList rows={rows} />
      {self && <p class="govuk-body">This is you. Nobody changes her own account or roles; your PIN is under {NAV.account}.</p>}
      <Section name="roles" title="Roles">
        {roles.length === 0 && <EmptyState>No role here, now or before.</EmptyState>}
        <SummaryList rows={roles} />
        {may && (
          <Button href={`/admin/staff/${one.id}/role`} look="secondary">
            Give a role
          </Button>
        )}
      </Section>
    </>
  );
}
