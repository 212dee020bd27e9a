// Every page and its address. Titles hold no names.
import type { Route } from './router.ts';
import { Accessibility } from './pages/accessibility.tsx';
import { BoardPage } from './pages/board.tsx';
import { Cookies } from './pages/cookies.tsx';
import { Enrol } from './pages/enrol.tsx';
import { Home } from './pages/home.tsx';
import { Privacy } from './pages/privacy.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { SwitchPage } from './pages/switch.tsx';
import { NAV, PAGE } from './words.ts';

export const ROUTES: readonly Route[] = [
  { path: '/', title: 'Home', page: Home },
  { path: '/sign-in', title: NAV.signIn, page: SignIn, open: true },
  { path: '/switch', title: 'Change worker', page: SwitchPage, terminal: true },
  { path: '/enrol', title: 'Make this computer a shared terminal', page: Enrol, terminal: true },
  { path: '/board', title: NAV.board, page: BoardPage, terminal: true, wide: true },
  { path: '/accessibility', title: PAGE.accessibility, page: Accessibility, open: true },
  { path: '/privacy', title: PAGE.privacy, page: Privacy, open: true },
  { path: '/cookies', title: PAGE.cookies, page: Cookies, open: true },
];
