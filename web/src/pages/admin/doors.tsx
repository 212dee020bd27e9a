// The squares at the doors: which door has one, making one, and the sheets to print. A square names a door and no woman,
// because rooms change hands.
import qrcode from 'qrcode-generator';
import { useState } from 'preact/hooks';
import { newId, Problem, put } from '../../api.ts';
import { announce } from '../../frame.tsx';
import { Button, LinkButton } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { Get, Page, Row } from '../../parts/page.tsx';
import { Radios } from '../../parts/radios.tsx';
import { WarningText } from '../../parts/warning-text.tsx';
import type { Door, DoorsPage } from '../../records-safety.ts';
import { focusIfLost, type Params } from '../../router.ts';
import { MANAGERS, mayAt } from '../../state/may.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { currentPremises } from '../../state/session.ts';
import { plural, ukDate } from '../../time.ts';
import { ERROR, PAGE } from '../../words.ts';
import { NotYours } from '../problem.tsx';

const BACK = '/admin/doors';
const path = (): string => `/api/premises/${currentPremises.value?.id}/doors`;

export function Doors() {
  if (!mayAt(currentPremises.value?.id, MANAGERS)) return <NotYours />;
  return (
    <Page<DoorsPage> title={PAGE.doors} path={path()} what="doors">
      {(data, reload) => <Shown data={data} reload={reload} />}
    </Page>
  );
}

type Layout = 'labels' | 'sheets';

function Shown({ data, reload }: { data: DoorsPage; reload: () => Promise<unknown> }) {
  const [layout, setLayout] = useState<Layout>('labels');
  const coded = data.doors.filter((one) => one.id !== null);
  return (
    <>
      <div class="ln-screen-only">
        <p class="govuk-body">
          A handset that reads the square at a door opens the record of whoever lives there, and the record says that the door was scanned. It is proof,
          never a condition: every check can be recorded without it. No square names a woman.
        </p>
        <MakeAll data={data} reload={reload} />
        <ul class="ln-list">
          {data.doors.map((one) => (
            <OneDoor key={one.room_id} door={one} />
          ))}
        </ul>
      </div>
      {coded.length > 0 && (
        <>
          <div class="ln-screen-only">
            <h2 class="govuk-heading-m">Print</h2>
            <Radios
              id="layout"
              label="How?"
              labelSize="s"
              small
              value={layout}
              items={[
                { value: 'labels', label: 'Labels, 6 to a sheet' },
                { value: 'sheets', label: 'One sheet for each door' },
              ]}
              onChange={setLayout}
            />
            <p class="govuk-body">
              <LinkButton onClick={() => window.print()}>Print {plural(coded.length, 'door')}</LinkButton>
            </p>
          </div>
          <ul class={layout === 'sheets' ? 'ln-labels ln-labels--sheets' : 'ln-labels'}>
            {coded.map((one) => (
              <Label key={one.id} door={one} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function OneDoor({ door }: { door: Door }) {
  return (
    <Row
      name={`Room ${door.room}`}
      cells={[
        door.made_at ? `Code made ${ukDate(door.made_at)}, ${door.made_by}` : 'No code yet',
        door.id && (
          <a class="govuk-link" href={`${BACK}/${door.room_id}`}>
            Make a new one<span class="govuk-visually-hidden"> for room {door.room}</span>
          </a>
        ),
      ]}
    />
  );
}

/** For all doors that have none, one after the other; what failed is said, and what was made stays. */
function MakeAll({ data, reload }: { data: DoorsPage; reload: () => Promise<unknown> }) {
  const [said, say] = useState<string | null>(null);
  const without = data.doors.filter((one) => one.id === null);
  if (without.length === 0) return null;
  const make = async (): Promise<void> => {
    say('Making them');
    try {
      for (const one of without) await put(`/api/door-codes/${newId()}`, { premises: currentPremises.value?.id, room: one.room_id });
      say(null);
      announce(`${plural(without.length, 'code')} made`);
    } catch (error) {
      say(error instanceof Problem ? error.detail : ERROR.unreachable);
    }
    await reload();
    focusIfLost();
  };
  return (
    <>
      <Button type="button" onClick={() => void make()}>
        Make {plural(without.length, 'code')} for {without.length === 1 ? 'the door' : 'the doors'} without one
      </Button>
      <p class="govuk-body" role="status">
        {said ?? ''}
      </p>
    </>
  );
}

/** The square as one path: dark modules, with the quiet margin of four that readers need. */
export function squareOf(text: string): { size: number; path: string } {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const n = code.getModuleCount();
  const parts: string[] = [];
  for (let y = 0; y < n; y++) for (let x = 0; x < n; x++) if (code.isDark(y, x)) parts.push(`M${x + MARGIN} ${y + MARGIN}h1v1h-1z`);
  return { size: n + 2 * MARGIN, path: parts.join('') };
}

const MARGIN = 4;

function Label({ door }: { door: Door }) {
  const { size, path: dark } = squareOf(`${window.location.origin}/door/${door.id}`);
  return (
    <li class="ln-label">
      <svg class="ln-label__square" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={`The square for room ${door.room}`} shape-rendering="crispEdges">
        <rect width={size} height={size} fill="#fff" />
        <path d={dark} fill="#000" />
      </svg>
      <p class="ln-label__room">Room {door.room}</p>
      <p class="ln-label__words">{currentPremises.value?.name}. For staff: scan to record a check.</p>
    </li>
  );
}

export function DoorNew({ params }: { params: Params }) {
  return (
    <Get<DoorsPage> path={path()} what="the door">
      {({ doors }) => {
        const door = doors.find((one) => one.room_id === params['room']);
        if (!mayAt(currentPremises.value?.id, MANAGERS)) return <NotYours />;
        return door ? <NewForm door={door} /> : <EmptyState>There is no such door here.</EmptyState>;
      }}
    </Get>
  );
}

function NewForm({ door }: { door: Door }) {
  const record = useNewRecord();
  return (
    <Form
      title={PAGE.doorNew}
      button="Make a new code"
      back={BACK}
      done="The new code is ready to print. The one before no longer works."
      start={{}}
      intro={<WarningText>The square at the door of room {door.room} stops working at once. Print the new one and put it up today.</WarningText>}
      asks={() => []}
      send={() => record('/api/door-codes', { premises: currentPremises.value?.id, room: door.room_id })}
    />
  );
}
