// Every part on one page, as it stands in the application: for axe in both themes and for eyes. Not shipped.
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { useDraft } from '../../web/src/drafts.ts';
import { ActionMenu } from '../../web/src/parts/action-menu.tsx';
import { Alert, type AlertVariant } from '../../web/src/parts/alert.tsx';
import { Badge } from '../../web/src/parts/badge.tsx';
import { Button } from '../../web/src/parts/button.tsx';
import { ButtonGroup } from '../../web/src/parts/button-group.tsx';
import { Checkboxes } from '../../web/src/parts/checkboxes.tsx';
import { ContextualDate } from '../../web/src/parts/contextual-date.tsx';
import { DateInput, partsOf } from '../../web/src/parts/date-input.tsx';
import { Details } from '../../web/src/parts/details.tsx';
import { Dialog } from '../../web/src/parts/dialog.tsx';
import { EmptyState } from '../../web/src/parts/empty-state.tsx';
import { ErrorSummary } from '../../web/src/parts/error-summary.tsx';
import { Fact } from '../../web/src/parts/fact.tsx';
import { Footer } from '../../web/src/parts/footer.tsx';
import { Header } from '../../web/src/parts/header.tsx';
import { InsetText } from '../../web/src/parts/inset-text.tsx';
import { Keypad } from '../../web/src/parts/keypad.tsx';
import { Loading } from '../../web/src/parts/loading.tsx';
import { Pagination } from '../../web/src/parts/pagination.tsx';
import { PersonBanner } from '../../web/src/parts/person-banner.tsx';
import { PinInput } from '../../web/src/parts/pin-input.tsx';
import { PrimaryNavigation } from '../../web/src/parts/primary-navigation.tsx';
import { Radios } from '../../web/src/parts/radios.tsx';
import { Select } from '../../web/src/parts/select.tsx';
import { SkipLink } from '../../web/src/parts/skip-link.tsx';
import { StatusTag, type StatusWord } from '../../web/src/parts/status-tag.tsx';
import { SubNavigation } from '../../web/src/parts/sub-navigation.tsx';
import { SummaryCard } from '../../web/src/parts/summary-card.tsx';
import { SummaryList } from '../../web/src/parts/summary-list.tsx';
import { Table } from '../../web/src/parts/table.tsx';
import { Tag, type TagColour } from '../../web/src/parts/tag.tsx';
import { TextInput } from '../../web/src/parts/text-input.tsx';
import { Textarea } from '../../web/src/parts/textarea.tsx';
import { TimeInput } from '../../web/src/parts/time-input.tsx';
import { Timeline } from '../../web/src/parts/timeline.tsx';
import { WarningText } from '../../web/src/parts/warning-text.tsx';
import type { Banner, StatedFact } from '../../web/src/types.ts';
import { STATUS } from '../../web/src/words.ts';

const NOW = Date.parse('2026-11-10T02:17:00Z');
const NAV = [
  { label: 'Overview', href: '/a', active: true },
  { label: 'Updates', href: '/b', count: 3, countMeans: 'unread' },
];
const TAGS: TagColour[] = ['blue', 'grey', 'green', 'teal', 'purple', 'red', 'orange', 'yellow'];
const ALERTS: AlertVariant[] = ['information', 'success', 'warning', 'error'];

const fact = (state: StatedFact['state'], value: string | null): StatedFact => ({
  state, value, source: 'NDelius', stated_on: '2026-11-09', received_at: null, age_days: 1,
});
const number = (value: string) => ({ value, source: 'NDelius', from: null, state: 'recorded' as const });
const HER: Banner = {
  stay: 's', resident: 'r', restricted: false, preferred_name: 'Carys', given_name: 'Carys', family_name: 'Hughes', born_on: '1990-02-03',
  crn: number('X123456'), noms: number('A1234BC'), premises: { id: 'p', name: 'Example House' }, room: '4', room_facts: [],
  status: { state: 'arrived', word: 'departing_within_2_weeks', days: 4 }, expected_on: '2026-11-03', arrival: '2026-11-03T15:00:00Z',
  released_on: '2026-11-03', planned_departure_on: '2026-11-14', departed_at: null, day_of_stay: 7, days_since_release: 7,
  keyworker: null, practitioner: null,
  facts: {
    rosh_overall: [fact('recorded', 'high')], mappa_category: [fact('recorded', '2')], mappa_level: [fact('source_unavailable', null)],
    register: [fact('recorded', 'Child concerns'), fact('recorded', 'Hate crime')], communication: [fact('none_recorded', null)],
    interpreter: [fact('not_asked', null)],
  },
};

function Shown() {
  const items = [{ label: 'Change her checks', href: '/c' }, { label: 'Out and back', onClick() {} }];
  return (
    <>
      <PersonBanner banner={HER} now={NOW} actions={items} />
      <SubNavigation label="Her pages" items={NAV} />
      <p>{TAGS.map((colour) => <Tag key={colour} colour={colour}>{colour}</Tag>)}</p>
      <p><Badge>MAPPA</Badge> <Badge colour="red">High RoSH</Badge> <Badge colour="purple">Register</Badge></p>
      <p>{(Object.keys(STATUS) as StatusWord[]).map((status) => <span key={status}><StatusTag status={status} /> </span>)}</p>
      {ALERTS.map((variant) => <Alert key={variant} variant={variant} title={`This is ${variant}`} onDismiss={() => undefined} />)}
      <SummaryList rows={[{ key: 'Room', value: '4', actions: [{ label: 'Change', about: 'room', href: '/r' }] }, { key: 'Keyworker', value: 'Ruth Adeyemi' }]} />
      <SummaryCard title="Checks tonight" rows={[{ key: 'Every', value: '30 min' }]} actions={[{ label: 'Change', href: '/p' }]} />
      <ContextualDate day="2026-11-07" now={NOW} /> <ContextualDate day="2026-11-14" now={NOW} /> <ContextualDate day="2026-12-20" now={NOW} />
      <p><Fact fact={fact('source_unavailable', null)} /></p>
      <Table caption="Nights" captionSize="m" rowHeaders head={[{ label: 'Night' }, { label: 'On time', numeric: true }]} rows={[{ key: '1', cells: ['10 November', '46 of 48'] }]} />
      <Timeline items={[{ key: '1', title: 'Welfare check', by: 'Mary Okafor', at: '2026-11-10T01:35:00Z', entered: '2026-11-10T01:50:00Z', children: 'Asleep, breathing seen' }]} />
      <Pagination page={5} pages={12} href={(n) => `/list/${n}`} />
      <Details summary="Older versions">There are none.</Details>
      <InsetText>Knock, say your name, wait.</InsetText>
      <WarningText>Naloxone is in the office.</WarningText>
      <EmptyState>No welfare checks are set for tonight.</EmptyState>
      <Loading what="the board" afterMs={0} />
      <ActionMenu label="More" items={items} />
    </>
  );
}

function Form() {
  const draft = useDraft('mo', 'gallery', 'carys', '');
  const [pin, setPin] = useState('');
  const [open, setOpen] = useState(false);
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <ErrorSummary items={[{ text: 'Select what you saw or heard', href: '#answer' }]} />
      <Textarea id="note" label="Note" hint="What you saw and heard." limit={200} value={draft.value} onInput={draft.set} />
      <p id="restored">{draft.restored ? 'Restored' : ''}</p>
      <Button type="button" look="secondary" onClick={() => void draft.drop()}>Forget the draft</Button>
      <Radios id="answer" label="What did you see or hear?" labelSize="m" error="Select what you saw or heard" value={'b'} items={[{ value: 'a', label: 'Spoke with her' }, { value: 'b', label: 'Asleep', hint: 'And I saw her breathing.', conditional: <TextInput id="what" label="What else?" value="" /> }]} />
      <Checkboxes id="seen" label="What else did you see?" values={['moved']} items={[{ value: 'moved', label: 'She moved' }, { value: 'position', label: 'How she lies' }]} />
      <TextInput id="name" label="Username" value="" error="Enter your username" />
      <TimeInput id="time" label="Seen at" value="" onInput={() => undefined} />
      <DateInput id="review" label="Review by" value={partsOf('2026-11-24')} />
      <Select id="room" label="Room" items={[{ value: '1', label: 'Room 1' }, { value: '2', label: 'Room 2' }]} />
      <ButtonGroup>
        <Button type="button" onClick={() => setOpen(true)}>Open the dialog</Button>
        <Button look="secondary" type="button">Cancel</Button>
        <Button look="warning" type="button">End her plan</Button>
      </ButtonGroup>
      {open && (
        <Dialog labelledBy="dialog-title" onClose={() => setOpen(false)}>
          <h2 id="dialog-title" class="govuk-heading-m">Sign</h2>
          <PinInput id="pin" value={pin} onInput={setPin} />
          <Keypad value={pin} onInput={setPin} />
          <Button type="button" onClick={() => setOpen(false)}>Sign and save</Button>
        </Dialog>
      )}
    </form>
  );
}

document.documentElement.dataset['theme'] = localStorage.getItem('lantern.theme') ?? 'day';
render(
  <>
    <SkipLink />
    <Header premises="Example House" items={NAV} />
    <PrimaryNavigation label="More pages" items={NAV} />
    <div class="ln-page">
      <main class="ln-main" id="main-content">
        <h1 class="govuk-heading-l">All parts</h1>
        <Shown />
        <Form />
      </main>
    </div>
    <Footer />
  </>,
  document.getElementById('app')!,
);
