// The line to her practitioner, from both ends: fetched when somebody goes to one of its pages.
export { DeputyForm } from './practitioner/deputy.tsx';
export { MyUpdatesPage } from './practitioner/home.tsx';
export { ContactForm } from './updates/contact.tsx';
export { Inbox } from './updates/inbox.tsx';
export { HerThreadsPage, HerUpdatesPage } from './updates/hers.tsx';
export { UpdatePage } from './updates/one.tsx';
export { AskForm, ThreadPage } from './updates/thread.tsx';
export { PhonedForm, SharingForm, UpdateNew } from './updates/forms.tsx';
