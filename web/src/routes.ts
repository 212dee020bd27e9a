// Every page and its address. Titles hold no names.
import type { Route } from './router.ts';
// In this order, because what is alike and stands close together is compressed better.
import { BoardPage } from './pages/board.tsx';
import { SwitchPage } from './pages/switch.tsx';
import { Enrol } from './pages/enrol.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { Home } from './pages/home.tsx';
import { textPage } from './pages/text.tsx';
import { MyPeople, Residents } from './pages/residents.tsx';
import { Today } from './pages/today.tsx';
import { Staff, StaffMemberPage } from './pages/admin/staff.tsx';
import { Overview } from './pages/resident/overview.tsx';
import { Actions } from './pages/resident/actions.tsx';
import { History } from './pages/resident/history.tsx';
import { Checks } from './pages/resident/checks.tsx';
import { Audit } from './pages/admin/audit.tsx';
import { MissedReason } from './pages/missed.tsx';
import { Account } from './pages/account.tsx';
import { TerminalEnd, Terminals } from './pages/admin/terminals.tsx';
import { SettingForm, Settings } from './pages/admin/settings.tsx';
import { StaffAct, StaffAdd } from './pages/admin/staff-forms.tsx';
import { Correct } from './pages/resident/correct.tsx';
import { HowForm } from './pages/resident/how-form.tsx';
import { ActionEntry, ActionNew } from './pages/resident/action-form.tsx';
import { PlanEnd } from './pages/resident/plan-end.tsx';
import { PlanForm } from './pages/resident/plan-form.tsx';
import { NAV, PAGE } from './words.ts';

const HER = '/residents/:crn/stays/:stay';

export const ROUTES: readonly Route[] = [
  { path: '/', title: 'Home', page: Home },
  { path: '/sign-in', title: NAV.signIn, page: SignIn, open: true },
  { path: '/switch', title: 'Change worker', page: SwitchPage, terminal: true },
  { path: '/enrol', title: 'Make this computer a shared terminal', page: Enrol, terminal: true },
  { path: '/board', title: NAV.board, page: BoardPage, terminal: true, wide: true },
  { path: '/residents', title: NAV.residents, page: Residents },
  { path: '/people', title: NAV.people, page: MyPeople },
  { path: HER, title: 'Overview', page: Overview },
  { path: `${HER}/checks`, title: 'Checks', page: Checks },
  { path: `${HER}/history`, title: 'History', page: History },
  { path: `${HER}/actions`, title: PAGE.actions, page: Actions },
  { path: `${HER}/actions/new`, title: PAGE.actionNew, page: ActionNew },
  { path: `${HER}/actions/:action`, title: PAGE.actionEntry, page: ActionEntry },
  { path: `${HER}/how`, title: PAGE.how, page: HowForm },
  { path: `${HER}/plan`, title: PAGE.plan, page: PlanForm },
  { path: `${HER}/plan/:plan`, title: PAGE.plan, page: PlanForm },
  { path: `${HER}/plan/:plan/end`, title: PAGE.planEnd, page: PlanEnd },
  { path: `${HER}/correct/:visit`, title: PAGE.correct, page: Correct },
  { path: '/missed/:requirement', title: PAGE.missedReason, page: MissedReason },
  { path: '/today', title: NAV.today, page: Today },
  { path: '/account', title: NAV.account, page: Account },
  { path: '/admin/settings', title: NAV.settings, page: Settings },
  { path: '/admin/settings/:setting', title: PAGE.setting, page: SettingForm },
  { path: '/admin/staff', title: NAV.staff, page: Staff },
  { path: '/admin/staff/new', title: PAGE.staffAdd, page: StaffAdd },
  { path: '/admin/staff/:staff', title: PAGE.staffMember, page: StaffMemberPage },
  { path: '/admin/staff/:staff/:act', title: PAGE.staffMember, page: StaffAct },
  { path: '/admin/terminals', title: NAV.terminals, page: Terminals },
  { path: '/admin/terminals/:terminal', title: PAGE.terminalEnd, page: TerminalEnd },
  { path: '/admin/audit', title: NAV.audit, page: Audit },
  { path: '/accessibility', title: PAGE.accessibility, page: textPage(PAGE.accessibility, 'accessibility'), open: true },
  { path: '/privacy', title: PAGE.privacy, page: textPage(PAGE.privacy, 'privacy'), open: true },
  { path: '/cookies', title: PAGE.cookies, page: textPage(PAGE.cookies, 'cookies'), open: true },
];
