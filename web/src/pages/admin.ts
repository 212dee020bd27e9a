// The pages of whoever runs a house or the accounts: fetched when somebody goes to one.
export { Audit } from './admin/audit.tsx';
export { Outbox, OutboxOne } from './admin/outbox.tsx';
export { SettingForm, Settings } from './admin/settings.tsx';
export { StaffAct, StaffAdd } from './admin/staff-forms.tsx';
export { Staff, StaffMemberPage } from './admin/staff.tsx';
export { TerminalEnd, Terminals } from './admin/terminals.tsx';
export { GivenNew, GivenPage } from './held/given.tsx';
export { HeldPageShown } from './held/held.tsx';
export { Measures } from './measures/measures.tsx';
export { DoorNew, Doors } from './admin/doors.tsx';
