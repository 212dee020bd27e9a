// What the kitchen has to know: who eats what, by room. No names, and nothing else of anybody.
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { KNOWN } from '../../plan/crisis-words.ts';
import type { KitchenPage } from '../../plan/types.ts';
import { currentPremises } from '../../state/session.ts';
import { ukDateTime } from '../../time.ts';
import { NAV } from '../../words.ts';

export function Kitchen() {
  return (
    <Page<KitchenPage> title={NAV.kitchen} path={`/api/premises/${currentPremises.value?.id}/kitchen`} what="food needs">
      {({ now, rooms }) => (
        <>
          <p class="govuk-body">
            Food needs by room, as at {ukDateTime(now)}. Not asked yet does not mean that there are none: ask before you serve.
          </p>
          {rooms.length === 0 ? <EmptyState>Nobody lives here now.</EmptyState> : <Rooms rooms={rooms} />}
          <PrintButton />
        </>
      )}
    </Page>
  );
}

function Rooms({ rooms }: Pick<KitchenPage, 'rooms'>) {
  return (
    <ul class="ln-log">
      {rooms.map((one) => (
        <li key={one.room} class="ln-log__item">
          <div class="ln-log__time">
            <strong>Room {one.room}</strong>
          </div>
          <div>
            {one.state === 'recorded' ? (
              <p>
                <strong>{one.words}</strong>
              </p>
            ) : (
              <p>{KNOWN[one.state]}</p>
            )}
            {one.at && <p class="ln-soft">Since {ukDateTime(one.at)}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
