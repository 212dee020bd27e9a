import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { dialogClosed, dialogOpened } from '../state/busy.ts';
import { cx } from './classes.ts';

export interface DialogProps {
  /** The id of the heading inside, which names the dialog. */
  labelledBy: string;
  /** Asked for by Escape or the caller; the dialog goes when the caller stops drawing it. */
  onClose: () => void;
  /** Where focus goes afterwards; by default to what had it before. */
  focusAfter?: (() => HTMLElement | null) | undefined;
  wide?: boolean | undefined;
  children: ComponentChildren;
}

/** A native modal dialog: the rest is inert, Escape closes, focus comes back. */
export function Dialog(props: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const going = useRef(false);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const dialog = ref.current!;
    dialog.showModal();
    dialogOpened();
    return () => {
      going.current = true;
      dialog.close();
      dialogClosed();
      // After the parent has drawn its new state: the row to go back to may have moved.
      const after = latest.current.focusAfter;
      queueMicrotask(() => (after?.() ?? (before?.isConnected ? before : null))?.focus());
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class={cx('ln-dialog', props.wide && 'ln-dialog--wide')}
      aria-labelledby={props.labelledBy}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      // Where nobody has touched the page yet, Escape closes without asking.
      onClose={() => going.current || props.onClose()}
    >
      {props.children}
    </dialog>
  );
}
