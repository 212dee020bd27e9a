// The dialogs that are not there from the start, as the board uses them.
import { dialogs } from '../../lazy.tsx';

const more = dialogs('board-more', () => import('../board-more.ts'));

export const CrisisDialog = more((file) => file.CrisisDialog);
export const IncidentDialog = more((file) => file.IncidentDialog);
export const IntoxicationDialog = more((file) => file.IntoxicationDialog);
export const MomentDialog = more((file) => file.MomentDialog);
export const ProposalDialog = more((file) => file.ProposalDialog);
export const RouseDialog = more((file) => file.RouseDialog);
export const SignsSheet = more((file) => file.SignsSheet);
export const SnoozeDialog = more((file) => file.SnoozeDialog);
