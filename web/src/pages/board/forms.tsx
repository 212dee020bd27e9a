// What is open over the board: one form at a time, about one woman, and where the focus goes when it is over.
import type { Proposal } from '../../plan/board.ts';
import type { WatchInForce } from '../../plan/types.ts';
import type { VisitBody } from '../../state/entry.ts';
import type { BoardRow, Requirement } from '../../types.ts';
import { CheckDialog } from './check-dialog.tsx';
import type { CheckAnswer } from './check-entry.ts';
import { recordButton } from './list.tsx';
import { IncidentDialog, IntoxicationDialog, MomentDialog, ProposalDialog, RouseDialog, SignsSheet, SnoozeDialog } from './more.ts';
import { OrderDialog, type Entered } from './order-dialog.tsx';
import { BackDialog, HospitalCallDialog, OutDialog } from './out-dialog.tsx';

export type Open =
  | { form: 'check' | 'out' | 'back' | 'call' | 'signs' | 'intoxicated' | 'incident' | 'moment'; row: BoardRow; door?: string }
  | { form: 'order'; entered: Entered[]; row: BoardRow; then: Open | null }
  | { form: 'decide'; row: BoardRow; proposal: Proposal; decision: 'confirmed' | 'declined' | null }
  | { form: 'rouse'; row: BoardRow; watch: WatchInForce }
  | { form: 'snooze'; row: BoardRow; requirement: Requirement };

const SIGNED = { out: OutDialog, back: BackDialog, call: HospitalCallDialog, intoxicated: IntoxicationDialog, incident: IncidentDialog, moment: MomentDialog };

export interface FormsProps {
  open: Open;
  setOpen: (open: Open | null) => void;
  onClose: () => void;
  onDone: (row: BoardRow, answer: CheckAnswer, body: VisitBody) => void;
  /** It was recorded: these words stand under her row. */
  onSaid: (row: BoardRow, words: string) => void;
}

export function Forms(props: FormsProps) {
  const { open, setOpen, onClose } = props;
  const { row } = open;
  const focusAfter = (): HTMLElement | null => recordButton(row.stay);
  const said = (words: string): void => props.onSaid(row, words);
  const common = { row, onClose, focusAfter };
  switch (open.form) {
    case 'order': {
      const next = (): void => (open.then ? setOpen(open.then) : onClose());
      return <OrderDialog entered={open.entered} onClose={next} onDone={next} focusAfter={focusAfter} />;
    }
    case 'check':
      return <CheckDialog {...common} door={open.door} onOut={() => setOpen({ form: 'out', row })} onDone={(answer, body) => props.onDone(row, answer, body)} />;
    case 'signs':
      return <SignsSheet {...common} onDecide={(of, proposal) => setOpen({ form: 'decide', row: of, proposal, decision: null })} />;
    case 'decide':
      return <ProposalDialog {...common} proposal={open.proposal} decision={open.decision} onDone={said} />;
    case 'snooze':
      return <SnoozeDialog {...common} requirement={open.requirement} onDone={said} />;
    case 'rouse':
      return <RouseDialog {...common} watch={open.watch} onDone={said} />;
    default: {
      const Form = SIGNED[open.form];
      return <Form {...common} onDone={said} />;
    }
  }
}
