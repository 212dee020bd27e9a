// The pages of her plan: fetched when somebody goes to one.
export { BriefingDecide, BriefingForm } from './plan/briefing.tsx';
export { CopyPage } from './plan/copy.tsx';
export { CrisisPage } from './plan/crisis.tsx';
export { FoodForm } from './plan/food-form.tsx';
export { Kitchen } from './plan/kitchen.tsx';
export { PlanChanges } from './plan/changes.tsx';
export { PlanEdit } from './plan/edit.tsx';
export { PlanPage } from './plan/read.tsx';
export { QuoteForm } from './plan/quote-form.tsx';
