// She has another room: why, since when, and how she sees it. Where she lived before stays in her record.
import { partsOf } from '../../parts/date-input.tsx';
import { Form, instantOf, type Moment } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { mayAt, PLAN_WRITERS } from '../../state/may.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { ukDay, ukTime } from '../../time.ts';
import { PAGE } from '../../words.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { useFreeRooms } from './free-rooms.ts';

export function RoomMove({ params }: { params: Params }) {
  return (
    <Woman params={params} may={({ status, premises }) => status.state === 'arrived' && mayAt(premises.id, PLAN_WRITERS)}>
      {(her) => <RoomForm her={her} />}
    </Woman>
  );
}

function RoomForm({ her }: { her: Her }) {
  const record = useNewRecord();
  const { premises, room } = her.page.banner;
  const free = useFreeRooms(premises.id);
  const moved: Moment = { ...partsOf(ukDay(now.value)), time: ukTime(now.value).slice(0, 5) };
  return (
    <Form
      title={PAGE.room}
      button="She has moved"
      back={her.path}
      done="She has another room. The board says so."
      draft={['room', her.who.stay]}
      start={{ room: '', moved_at: moved, reason: '', her_view: '' }}
      intro={<InsetText>She has room {room ?? 'none'} now. Checks recorded before the move still say that room.</InsetText>}
      asks={() => [
        { id: 'room', as: 'select', label: 'Which room has she moved to?', hint: 'Only rooms where nobody lives.', items: free, need: 'Select her new room' },
        { id: 'moved_at', as: 'moment', label: 'When did she move?', need: 'Enter when she moved' },
        { id: 'reason', as: 'area', label: 'Why?', max: 500, need: 'Say why she has moved' },
        { id: 'her_view', as: 'area', label: 'What does she say about it?', hint: 'In her words. Leave it empty if she was not asked.', max: 500 },
      ]}
      send={(v) => record('/api/room-moves', { ...her.who, room: v.room, moved_at: instantOf(v.moved_at), reason: v.reason, ...(v.her_view && { her_view: v.her_view }) })}
    />
  );
}
