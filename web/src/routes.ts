// Every page and its address. Titles hold no names.
import type { Route } from './router.ts';
import { Accessibility } from './pages/accessibility.tsx';
import { Cookies } from './pages/cookies.tsx';
import { Home } from './pages/home.tsx';
import { Privacy } from './pages/privacy.tsx';
import { PAGE } from './words.ts';

export const ROUTES: readonly Route[] = [
  { path: '/', title: 'Home', page: Home },
  { path: '/accessibility', title: PAGE.accessibility, page: Accessibility, open: true },
  { path: '/privacy', title: PAGE.privacy, page: Privacy, open: true },
  { path: '/cookies', title: PAGE.cookies, page: Cookies, open: true },
];
