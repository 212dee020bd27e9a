// The pages of a desk that are about more than one woman, or about nobody: fetched when somebody goes to one.
export { Account } from './account.tsx';
export { MissedReason } from './missed.tsx';
export { OpenPage } from './open.tsx';
export { MyPeople, Residents } from './residents.tsx';
export { Accessibility, Cookies, Privacy } from './text.tsx';
export { Today } from './today.tsx';
