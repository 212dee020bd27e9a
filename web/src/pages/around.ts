// The pages of what is around a woman, and of what her house offers: fetched when somebody goes to one.
export { Around } from './around/around.tsx';
export { ChoiceForm, Choices } from './around/choices.tsx';
export { Circle, CircleEnd, CircleNew } from './around/circle.tsx';
export { Family, FamilyDayNew, FamilyFactEnd, FamilyFactNew } from './around/family.tsx';
export { ActivityChange, ActivityEnd, ActivityNew, Programme } from './around/programme.tsx';
export { ReferralAnswerForm, ReferralNew, Referrals } from './around/referrals.tsx';
export { ServiceChange, ServiceEnd, ServiceNew, Services } from './around/services.tsx';
export { TaskChange, TaskNew, TaskShown, Tasks } from './around/tasks.tsx';
export { HerWeek, TimeNew } from './around/week.tsx';
