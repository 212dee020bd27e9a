// Dialogs of the board and of the header that are opened now and then. They come after the board has been drawn, and are
// kept by this computer from then on.
export { CrisisDialog } from './board/crisis-dialog.tsx';
export { IncidentDialog } from './board/incident-dialog.tsx';
export { IntoxicationDialog } from './board/intoxication-dialog.tsx';
export { MomentDialog } from './board/moment-dialog.tsx';
export { ProposalDialog } from './board/proposal-dialog.tsx';
export { RouseDialog } from './board/rouse-dialog.tsx';
export { SignsSheet } from './board/signs-sheet.tsx';
export { SnoozeDialog } from './board/snooze-dialog.tsx';
