// The crisis summary from every screen: choose her by room, read it out. It comes from the memory of this page, and says how
// old it is.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { CrisisSheet } from '../../plan/crisis-sheet.tsx';
import type { Crisis } from '../../plan/types.ts';
import { openChains, putAside } from '../../state/chain.ts';
import { now } from '../../state/clock.ts';
import { readCrisis, summaries } from '../../state/crisis.ts';
import { womanName, womanPath } from '../../state/names.ts';
import { roomTyped } from '../../state/order.ts';
import { byRoom } from '../../status.ts';
import { fromNow, ukTime } from '../../time.ts';
import type { Uuid } from '../../types.ts';

const TYPING_MS = 1200;

export function CrisisDialog(props: { stay?: Uuid | null | undefined; onClose: () => void }) {
  const [stay, setStay] = useState<Uuid | null>(props.stay ?? null);
  useEffect(readCrisis, []);
  const known = summaries.value;
  const crisis = known?.women.find((one) => one.stay === stay) ?? null;
  return (
    <Dialog labelledBy="crisis-title" onClose={props.onClose} wide>
      <h2 id="crisis-title" class="govuk-heading-m ln-dialog__title">
        Crisis summary
      </h2>
      {!known && (
        <p class="govuk-body" role="status">
          The summaries have not come to this screen yet. Lantern is asking for them.
        </p>
      )}
      {known && !crisis && <Choose women={known.women} onChoose={setStay} />}
      {known && crisis && (
        <>
          <p class="ln-dialog__caption">
            Read from Lantern {fromNow(known.at, now.value)}, at {ukTime(known.at)}.
          </p>
          <CrisisSheet crisis={crisis} now={now.value} />
        </>
      )}
      <div class="govuk-button-group">
        {crisis && (
          <Button type="button" look="secondary" onClick={() => setStay(null)}>
            Another woman
          </Button>
        )}
        <Button type="button" look="secondary" onClick={props.onClose}>
          Close
        </Button>
        {crisis && <ToPrint crisis={crisis} onGo={props.onClose} />}
      </div>
    </Dialog>
  );
}

/** The page that prints; steps at a door that run meanwhile are put aside, or they would lie over it. */
function ToPrint(props: { crisis: Crisis; onGo: () => void }) {
  const { stay, resident } = props.crisis;
  const leave = (): void => {
    for (const chain of openChains.value) putAside(chain.id);
    props.onGo();
  };
  return (
    <a class="govuk-link" href={`${womanPath(resident.crn, stay)}/crisis`} onClick={leave}>
      Print it
    </a>
  );
}

/** By room: a tap, or its digits and Enter. */
function Choose(props: { women: readonly Crisis[]; onChoose: (stay: Uuid) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const typed = useRef({ digits: '', at: 0 });
  const women = [...props.women].sort(byRoom);
  useEffect(() => box.current?.querySelector('button')?.focus(), []);
  const type = (event: KeyboardEvent): void => {
    if (!/^\d$/.test(event.key)) return;
    const digits = performance.now() - typed.current.at > TYPING_MS ? event.key : typed.current.digits + event.key;
    typed.current = { digits, at: performance.now() };
    const rooms = women.flatMap(({ stay, room }) => (room === null ? [] : [{ stay, room }]));
    const stay = roomTyped(digits, rooms) ?? roomTyped(event.key, rooms);
    if (stay) box.current?.querySelector<HTMLElement>(`[data-crisis="${stay}"]`)?.focus();
  };
  if (women.length === 0) return <p class="govuk-body">Nobody lives here now.</p>;
  return (
    <div class="ln-people" ref={box} role="group" aria-label="Whose?" onKeyDown={type}>
      {women.map((one) => (
        <button type="button" class="ln-face" key={one.stay} data-crisis={one.stay} onClick={() => props.onChoose(one.stay)}>
          <b>{one.room ?? '-'}</b> {womanName(one.resident)}
        </button>
      ))}
    </div>
  );
}
