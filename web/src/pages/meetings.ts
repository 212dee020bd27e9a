// The pages about three-way meetings: fetched when somebody goes to one.
export { CalendarPage } from './meetings/calendar.tsx';
export { MeetingCopy } from './meetings/copy.tsx';
export { MeetingItem, MeetingMove, MeetingNew, MeetingNotHeld } from './meetings/forms.tsx';
export { MeetingHeld } from './meetings/held.tsx';
export { Meetings } from './meetings/list.tsx';
export { MeetingShown } from './meetings/one.tsx';
