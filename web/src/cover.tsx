import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './parts/button.tsx';
import { uncover } from './state/cover.ts';
import { coverWords } from './state/board-summary.ts';
import { COVER } from './words.ts';

/**
 * Lies over everything; shows counts only, because a room number tells who is on checks. A modal dialog of its own: it
 * has to lie over a dialog that is open, and that one makes everything else inert.
 */
export function Cover() {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const dialog = ref.current!;
    dialog.showModal();
    return () => {
      dialog.close();
      queueMicrotask(() => before?.isConnected && before.focus({ preventScroll: true }));
    };
  }, []);
  return (
    <dialog
      class="ln-cover"
      ref={ref}
      aria-labelledby="cover-title"
      onCancel={(event) => {
        event.preventDefault();
        uncover();
      }}
    >
      <h1 id="cover-title" class="ln-cover__title">
        {COVER.title}
      </h1>
      {coverWords.value.map((line) => (
        <p class="ln-cover__line" key={line}>
          {line}
        </p>
      ))}
      <Button type="button" look="inverse" onClick={uncover}>
        {COVER.show}
      </Button>
    </dialog>
  );
}
