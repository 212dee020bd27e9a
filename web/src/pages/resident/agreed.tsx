// What was agreed, in a session or at a meeting: who does what by when. Each becomes an action of hers.
import { newId } from '../../api.ts';
import { DateInput, dayOf, partsOf, type DateParts } from '../../parts/date-input.tsx';
import type { At } from '../../parts/form.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Select } from '../../parts/select.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import { now } from '../../state/clock.ts';
import { ukDay } from '../../time.ts';
import type { Her } from './woman.tsx';

export interface Agreed {
  id: string;
  what: string;
  /** "resident", "practitioner", or who of the staff; empty: nobody chosen. */
  owner: string;
  target_on: DateParts;
}

const MOST = 8;
const A_WEEK_MS = 7 * 86_400_000;

const fresh = (): Agreed => ({ id: newId(), what: '', owner: '', target_on: partsOf(ukDay(now.value + A_WEEK_MS)) });

const ownerOf = (owner: string): object => (owner === 'resident' || owner === 'practitioner' ? { owner_kind: owner } : { owner_kind: 'staff', owner_staff: owner });

export const agreedBody = (actions: readonly Agreed[]): object[] =>
  actions.map((act) => ({ id: act.id, what: act.what.trim(), ...ownerOf(act.owner), target_on: dayOf(act.target_on) }));

export function agreedWrong(actions: readonly Agreed[]): [string, string][] {
  return actions.flatMap((act, i): [string, string][] => {
    const at = `actions-${i}`;
    return [
      ...(act.what.trim() === '' ? [[`${at}-what`, 'Write what is to be done'] as [string, string]] : []),
      ...(act.owner === '' ? [[`${at}-owner_staff`, 'Select who does it'] as [string, string]] : []),
      ...(dayOf(act.target_on) === null ? [[`${at}-target_on`, 'Enter the day by which it should be done'] as [string, string]] : []),
    ];
  });
}

interface AskedProps {
  title: string;
  her: Her;
  staff: readonly { id: string; name: string }[];
  actions: readonly Agreed[];
  set: (actions: Agreed[]) => void;
  at: At;
}

export function ActionsAsked({ title, her, staff, actions, set, at }: AskedProps) {
  const owners = [
    { value: '', label: 'Choose' },
    { value: 'resident', label: 'She herself' },
    ...(her.page.banner.practitioner ? [{ value: 'practitioner', label: 'Her practitioner' }] : []),
    ...staff.map((one) => ({ value: one.id, label: one.name })),
  ];
  return (
    <Rows id="actions" title={title} one="Action" add="Add an action" most={MOST} rows={actions} fresh={fresh} set={set}>
      {(one, i, change) => (
        <>
          <TextInput id={`actions-${i}-what`} label="What is to be done" maxLength={300} error={at(`actions-${i}-what`)} value={one.what} onInput={(what) => change({ what })} />
          <div class="ln-fields">
            <Select id={`actions-${i}-owner_staff`} label="Who does it?" items={owners} error={at(`actions-${i}-owner_staff`)} value={one.owner} onChange={(owner) => change({ owner })} />
            <DateInput id={`actions-${i}-target_on`} label="By which day?" error={at(`actions-${i}-target_on`)} value={one.target_on} onInput={(target_on) => change({ target_on })} />
          </div>
        </>
      )}
    </Rows>
  );
}
