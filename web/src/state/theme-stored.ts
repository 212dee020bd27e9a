// Reading and applying the colours, apart from the rest because it runs before the first paint and has to be tiny.

export type Theme = 'day' | 'night';
export const THEME_KEY = 'lantern.theme';

export function storedTheme(): Theme {
  try {
    return localStorage.getItem(THEME_KEY) === 'night' ? 'night' : 'day';
  } catch {
    return 'day'; // storage switched off
  }
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}
