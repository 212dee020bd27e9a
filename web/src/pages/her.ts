// The pages about one woman: fetched when somebody goes to one.
export { ActionEntry, ActionNew } from './resident/action-form.tsx';
export { Actions } from './resident/actions.tsx';
export { Checks } from './resident/checks.tsx';
export { Correct } from './resident/correct.tsx';
export { History } from './resident/history.tsx';
export { HowForm } from './resident/how-form.tsx';
export { Overview } from './resident/overview.tsx';
export { PlanEnd } from './resident/plan-end.tsx';
export { PlanForm } from './resident/plan-form.tsx';
