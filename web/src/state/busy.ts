// Whether something is open that must not be interrupted. A new version waits for the end of it, and the board holds
// its rows still meanwhile.
import { computed, signal } from './signals.ts';

const dialogs = signal(0);
const drafts = signal(0);

export const dialogOpen = computed(() => dialogs.value > 0);
export const busy = computed(() => dialogs.value > 0 || drafts.value > 0);

export function dialogOpened(): void {
  dialogs.value++;
}

export function dialogClosed(): void {
  dialogs.value--;
}

export function draftOpened(): void {
  drafts.value++;
}

export function draftClosed(): void {
  drafts.value--;
}
