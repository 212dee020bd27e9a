// Every page and its address. Titles hold no names.
import { group } from './lazy.tsx';
import type { Route } from './router.ts';
// What a terminal needs to open the board and to record comes with the application, and so does the way there.
import { BoardPage } from './pages/board.tsx';
import { DoorPage } from './pages/door.tsx';
import { SwitchPage } from './pages/switch.tsx';
import { Enrol } from './pages/enrol.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { Home } from './pages/home.tsx';
import { MEETINGS, NAV, PAGE, UPDATES } from './words.ts';

// The rest is fetched by group. Each has the name of its file, and few are better than many: every file more is one to wait
// for.
const desk = group('desk', () => import('./pages/desk.ts'));
const her = group('her', () => import('./pages/her.ts'));
const plan = group('plan', () => import('./pages/plan.ts'));
const signs = group('signs', () => import('./pages/signs.ts'));
const keywork = group('keywork', () => import('./pages/keywork.ts'));
const meetings = group('meetings', () => import('./pages/meetings.ts'));
const updates = group('updates', () => import('./pages/updates.ts'));
const admin = group('admin', () => import('./pages/admin.ts'));

const HER = '/residents/:crn/stays/:stay';

export const ROUTES: readonly Route[] = [
  { path: '/', title: 'Home', page: Home },
  { path: '/sign-in', title: NAV.signIn, page: SignIn, open: true },
  { path: '/switch', title: 'Change worker', page: SwitchPage, terminal: true },
  { path: '/enrol', title: 'Make this computer a shared terminal', page: Enrol, terminal: true },
  { path: '/door/:door', title: PAGE.door, page: DoorPage, open: true },
  { path: '/board', title: NAV.board, page: BoardPage, terminal: true, wide: true },
  { path: '/residents', title: NAV.residents, page: desk('Residents') },
  { path: '/people', title: NAV.people, page: desk('MyPeople') },
  { path: HER, title: 'Overview', page: her('Overview') },
  { path: `${HER}/checks`, title: 'Checks', page: her('Checks') },
  { path: `${HER}/history`, title: 'History', page: her('History') },
  { path: `${HER}/actions`, title: PAGE.actions, page: her('Actions') },
  { path: `${HER}/actions/new`, title: PAGE.actionNew, page: her('ActionNew') },
  { path: `${HER}/actions/:action`, title: PAGE.actionEntry, page: her('ActionEntry') },
  { path: `${HER}/how`, title: PAGE.how, page: her('HowForm') },
  { path: `${HER}/plan`, title: PAGE.plan, page: her('PlanForm') },
  { path: `${HER}/plan/:plan`, title: PAGE.plan, page: her('PlanForm') },
  { path: `${HER}/plan/:plan/end`, title: PAGE.planEnd, page: her('PlanEnd') },
  { path: `${HER}/correct/:visit`, title: PAGE.correct, page: her('Correct') },
  { path: `${HER}/safety-plan`, title: PAGE.safetyPlan, page: plan('PlanPage') },
  { path: `${HER}/safety-plan/edit`, title: PAGE.safetyPlanEdit, page: plan('PlanEdit') },
  { path: `${HER}/safety-plan/versions/:from/:to`, title: PAGE.safetyPlanChanges, page: plan('PlanChanges') },
  { path: `${HER}/safety-plan/quote`, title: PAGE.quote, page: plan('QuoteForm') },
  { path: `${HER}/crisis`, title: PAGE.crisis, page: plan('CrisisPage') },
  { path: `${HER}/copy`, title: PAGE.copy, page: plan('CopyPage') },
  { path: `${HER}/briefing`, title: PAGE.briefing, page: plan('BriefingForm') },
  { path: `${HER}/briefing/:briefing`, title: PAGE.briefingDecide, page: plan('BriefingDecide') },
  { path: `${HER}/food`, title: PAGE.food, page: plan('FoodForm') },
  { path: '/kitchen', title: NAV.kitchen, page: plan('Kitchen') },
  { path: `${HER}/signs`, title: PAGE.signs, page: signs('Signs') },
  { path: `${HER}/signs/record/:sign`, title: PAGE.sighting, page: signs('SightingForm') },
  { path: `${HER}/signs/rules/new`, title: PAGE.ruleNew, page: signs('RuleNew') },
  { path: `${HER}/signs/rules/:rule/end`, title: PAGE.ruleEnd, page: signs('RuleEnd') },
  { path: `${HER}/signs/proposals/:proposal`, title: PAGE.proposal, page: signs('ProposalForm') },
  { path: `${HER}/watches`, title: PAGE.watches, page: signs('Watches') },
  { path: `${HER}/watches/new`, title: PAGE.watchNew, page: signs('WatchNew') },
  { path: `${HER}/watches/:watch/keep`, title: PAGE.watchKeep, page: signs('WatchKeep') },
  { path: `${HER}/watches/:watch/tighten`, title: PAGE.watchTighten, page: signs('WatchTighten') },
  { path: `${HER}/watches/:watch/end`, title: PAGE.watchEnd, page: signs('WatchEnd') },
  { path: `${HER}/reviews`, title: PAGE.reviews, page: signs('Reviews') },
  { path: `${HER}/reviews/new`, title: PAGE.reviewNew, page: signs('ReviewNew') },
  { path: `${HER}/reviews/:review/act`, title: PAGE.reviewAct, page: signs('ReviewAct') },
  { path: `${HER}/reviews/:review/people`, title: PAGE.reviewPerson, page: signs('ReviewPersonForm') },
  { path: `${HER}/reviews/:review/close`, title: PAGE.reviewClose, page: signs('ReviewClose') },
  { path: `${HER}/body`, title: PAGE.body, page: signs('Body') },
  { path: `${HER}/body/new`, title: PAGE.bodyNew, page: signs('BodyMarkNew') },
  { path: `${HER}/body/:mark/healed`, title: PAGE.bodyHealed, page: signs('BodyHealed') },
  { path: `${HER}/hard-days`, title: PAGE.hardDays, page: signs('HardDays') },
  { path: `${HER}/hard-days/new`, title: PAGE.hardDayNew, page: signs('HardDayNew') },
  { path: `${HER}/hard-days/:day/withdraw`, title: PAGE.hardDayWithdraw, page: signs('HardDayWithdraw') },
  { path: `${HER}/incident`, title: PAGE.incident, page: signs('Incident') },
  { path: `${HER}/room`, title: PAGE.room, page: signs('RoomMove') },
  { path: `${HER}/meetings`, title: MEETINGS.hers, page: meetings('Meetings') },
  { path: `${HER}/meetings/new`, title: MEETINGS.plan, page: meetings('MeetingNew') },
  { path: `${HER}/meetings/:meeting`, title: MEETINGS.one, page: meetings('MeetingShown') },
  { path: `${HER}/meetings/:meeting/item`, title: MEETINGS.item, page: meetings('MeetingItem') },
  { path: `${HER}/meetings/:meeting/move`, title: MEETINGS.move, page: meetings('MeetingMove') },
  { path: `${HER}/meetings/:meeting/held`, title: MEETINGS.held, page: meetings('MeetingHeld') },
  { path: `${HER}/meetings/:meeting/not-held`, title: MEETINGS.notHeld, page: meetings('MeetingNotHeld') },
  { path: `${HER}/meetings/:meeting/copy`, title: MEETINGS.copy, page: meetings('MeetingCopy') },
  { path: '/updates', title: UPDATES.mine, page: updates('MyUpdatesPage') },
  { path: '/updates/deputy', title: UPDATES.deputy, page: updates('DeputyForm') },
  { path: `${HER}/updates`, title: UPDATES.hers, page: updates('HerUpdatesPage') },
  { path: `${HER}/updates/new`, title: UPDATES.write, page: updates('UpdateNew') },
  { path: `${HER}/updates/:update`, title: UPDATES.one, page: updates('UpdatePage') },
  { path: `${HER}/updates/:update/phoned`, title: UPDATES.phoned, page: updates('PhonedForm') },
  { path: `${HER}/sharing`, title: UPDATES.sharing, page: updates('SharingForm') },
  { path: `${HER}/ask/:about`, title: UPDATES.ask, page: updates('AskForm') },
  { path: `${HER}/ask/:about/:id`, title: UPDATES.ask, page: updates('AskForm') },
  { path: `${HER}/threads`, title: UPDATES.threads, page: updates('HerThreadsPage') },
  { path: `${HER}/threads/:thread`, title: UPDATES.thread, page: updates('ThreadPage') },
  { path: `${HER}/held`, title: PAGE.held, page: admin('GivenPage') },
  { path: `${HER}/held/new`, title: PAGE.heldNew, page: admin('GivenNew') },
  { path: `${HER}/held/:access`, title: PAGE.held, page: admin('HeldPageShown') },
  { path: `${HER}/arrive`, title: PAGE.arrive, page: signs('Arrive') },
  { path: `${HER}/keywork`, title: NAV.keywork, page: keywork('Keywork') },
  { path: `${HER}/keywork/new`, title: PAGE.keyworkNew, page: keywork('SessionNew') },
  { path: `${HER}/keywork/attempt`, title: PAGE.keyworkAttempt, page: keywork('AttemptForm') },
  { path: `${HER}/keywork/moment`, title: PAGE.moment, page: keywork('MomentForm') },
  { path: `${HER}/keywork/:session`, title: PAGE.keyworkSession, page: keywork('SessionPageShown') },
  { path: `${HER}/keywork/:session/correct`, title: PAGE.keyworkCorrect, page: keywork('SessionCorrect') },
  { path: `${HER}/keywork/:session/slip`, title: PAGE.slip, page: keywork('Slip') },
  { path: `${HER}/suggestions/:suggestion/leave`, title: PAGE.suggestionLeave, page: keywork('SuggestionLeave') },
  { path: `${HER}/keyworker`, title: PAGE.keyworker, page: keywork('KeyworkerForm') },
  { path: '/keywork', title: NAV.keywork, page: keywork('KeyworkHomePage') },
  { path: '/keyworkers', title: NAV.keyworkers, page: keywork('Keyworkers') },
  { path: '/keyworkers/leave', title: PAGE.leave, page: keywork('LeaveForm') },
  { path: '/keyworkers/leaves/:leave/withdraw', title: PAGE.leaveWithdraw, page: keywork('LeaveWithdraw') },
  { path: '/keyworkers/:staff', title: PAGE.capacity, page: keywork('CapacityForm') },
  { path: '/missed/:requirement', title: PAGE.missedReason, page: desk('MissedReason') },
  { path: '/today', title: NAV.today, page: desk('Today') },
  { path: '/account', title: NAV.account, page: desk('Account') },
  { path: '/account/calendar', title: MEETINGS.calendar, page: meetings('CalendarPage') },
  { path: '/open/:id', title: MEETINGS.open, page: desk('OpenPage') },
  { path: '/admin/settings', title: NAV.settings, page: admin('Settings') },
  { path: '/admin/settings/:setting', title: PAGE.setting, page: admin('SettingForm') },
  { path: '/admin/staff', title: NAV.staff, page: admin('Staff') },
  { path: '/admin/staff/new', title: PAGE.staffAdd, page: admin('StaffAdd') },
  { path: '/admin/staff/:staff', title: PAGE.staffMember, page: admin('StaffMemberPage') },
  { path: '/admin/staff/:staff/:act', title: PAGE.staffMember, page: admin('StaffAct') },
  { path: '/admin/terminals', title: NAV.terminals, page: admin('Terminals') },
  { path: '/admin/terminals/:terminal', title: PAGE.terminalEnd, page: admin('TerminalEnd') },
  { path: '/admin/doors', title: PAGE.doors, page: admin('Doors') },
  { path: '/admin/doors/:room', title: PAGE.doorNew, page: admin('DoorNew') },
  { path: '/admin/audit', title: NAV.audit, page: admin('Audit') },
  { path: '/accessibility', title: PAGE.accessibility, page: desk('Accessibility'), open: true },
  { path: '/privacy', title: PAGE.privacy, page: desk('Privacy'), open: true },
  { path: '/cookies', title: PAGE.cookies, page: desk('Cookies'), open: true },
];
