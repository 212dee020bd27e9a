// The pages about keywork and keyworkers: fetched when somebody goes to one.
export { AttemptForm } from './keywork/attempt.tsx';
export { KeyworkHomePage } from './keywork/home.tsx';
export { Keywork } from './keywork/keywork.tsx';
export { KeyworkerForm, Keyworkers, CapacityForm, LeaveForm, LeaveWithdraw } from './keywork/keyworkers.tsx';
export { MomentForm } from './keywork/moment.tsx';
export { SessionCorrect, SessionNew } from './keywork/session-form.tsx';
export { SessionPageShown } from './keywork/session.tsx';
export { Slip } from './keywork/slip.tsx';
export { PractitionerForm } from './keywork/practitioner.tsx';
export { SuggestionLeave, SuggestionNew } from './keywork/suggestion.tsx';
