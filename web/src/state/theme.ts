// Day or night colours, kept on this computer. Day is the default; GOV.UK has no dark colours, these are our own.
import { signal } from './signals.ts';
import { applyTheme, storedTheme, THEME_KEY, type Theme } from './theme-stored.ts';

export const theme = signal<Theme>('day');

export function startTheme(): void {
  theme.value = storedTheme();
  applyTheme(theme.value);
}

export function setTheme(next: Theme): void {
  theme.value = next;
  applyTheme(next);
  try {
    localStorage.setItem(THEME_KEY, next);
  } catch {
    // Storage switched off: it lasts until the page is loaded again.
  }
}
