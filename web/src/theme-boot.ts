// Runs before the first paint, so that a dark office is not lit up by a white page while the application loads.
import { applyTheme, storedTheme } from './state/theme-stored.ts';

applyTheme(storedTheme());
