// The pages about her signs, watches, reviews and what stands beside them: fetched when somebody goes to one.
export { Arrive } from './signs/arrive.tsx';
export { HardDayNew, HardDays, HardDayWithdraw } from './signs/hard-days.tsx';
export { Incident } from './signs/incident.tsx';
export { SightingForm } from './signs/record.tsx';
export { ReviewAct, ReviewClose, ReviewNew, ReviewPersonForm } from './signs/review-forms.tsx';
export { RoomMove } from './signs/room.tsx';
export { Reviews } from './signs/reviews.tsx';
export { ProposalForm, RuleEnd, RuleNew } from './signs/rules.tsx';
export { Signs } from './signs/signs.tsx';
export { WatchEnd, WatchKeep, WatchNew, WatchTighten } from './signs/watch-forms.tsx';
export { Watches } from './signs/watches.tsx';
export { Body } from './signs/body.tsx';
export { BodyHealed, BodyMarkNew } from './signs/body-forms.tsx';
