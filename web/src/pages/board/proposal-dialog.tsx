// Her rule has come true. What fired, on which sightings, in the words that were agreed with her; somebody with a name
// confirms or declines, and says why. The system only proposes.
import { useState } from 'preact/hooks';
import { post } from '../../api.ts';
import { Radios } from '../../parts/radios.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import type { Proposal } from '../../plan/board.ts';
import { applyRow, rowOf } from '../../state/board.ts';
import { now } from '../../state/clock.ts';
import { useLoad } from '../../state/load.ts';
import { crnOf, fullName, shortName, signedFor, womanPath } from '../../state/names.ts';
import { everyInWords, plural, spanInWords, ukDateTime, ukTimeTonight } from '../../time.ts';
import type { BoardRow, Kind, Uuid } from '../../types.ts';
import { KIND, RESTRICTED } from '../../words.ts';
import { SignedDialog, useSignedForm, type SignedDialogProps } from './signed-dialog.tsx';

type Decision = 'confirmed' | 'declined';

interface Rule {
  id: Uuid;
  signs: Uuid[];
  sightings: number;
  window_s: number;
  kind: Kind;
  max_gap_s: number;
  agreement: 'agreed' | 'declined' | 'not_asked';
  words: string | null;
  author: string;
  from: string;
}

const AGREED: Record<Rule['agreement'], string> = {
  agreed: 'She agreed to it',
  declined: 'She did not agree to it',
  not_asked: 'She has not been asked about it',
};

export function ProposalDialog(props: SignedDialogProps & { proposal: Proposal; decision: Decision | null }) {
  const { row, proposal } = props;
  const signed = useSignedForm();
  const [decision, setDecision] = useState<Decision | null>(props.decision);
  const [reason, setReason] = useState('');
  const found = () => [
    ...(decision === null ? [{ field: 'decision', text: 'Select whether you confirm or decline' }] : []),
    ...(reason.trim() === '' ? [{ field: 'reason', text: 'Say why' }] : []),
  ];
  const done = (): void => {
    applyRow(row.stay, { proposals: (rowOf(row.stay)?.proposals ?? []).filter((one) => one.id !== proposal.id) });
    props.onDone(decision === 'confirmed' ? `Her rule was confirmed. ${shortName(row)} is seen ${everyInWords(proposal.max_gap_s)} at most.` : `Her rule was declined for now, with your reason.`);
  };
  return (
    <SignedDialog
      title={`Her rule has come true: ${fullName(row)}`}
      label={`Sign for ${signedFor(row)}`}
      form={signed}
      dialog={props}
      onSubmit={() => void signed.submit(found(), () => ({ decision, reason: reason.trim() }), (body) => post(`/api/proposals/${proposal.id}/decide`, body), done)}
    >
      <Why row={row} proposal={proposal} />
      <Radios<Decision>
        id="decision"
        label="What do you decide?"
        labelSize="s"
        small
        error={signed.errors['decision']}
        value={decision}
        items={[
          { value: 'confirmed', label: 'Confirm', hint: confirmHint(proposal) },
          { value: 'declined', label: 'Decline', hint: 'Her checks stay as they are. Later sightings can bring it up again.' },
        ]}
        onChange={setDecision}
      />
      <TextInput
        id="reason"
        label="Why? What does she say?"
        labelSize="s"
        maxLength={500}
        error={signed.errors['reason']}
        value={reason}
        onInput={setReason}
      />
    </SignedDialog>
  );
}

function confirmHint(proposal: Proposal): string {
  const least = proposal.min_gap_s > 0 ? `, at least ${spanInWords(proposal.min_gap_s)} apart` : '';
  return `${KIND[proposal.kind]} ${everyInWords(proposal.max_gap_s)} at most${least}, from now until somebody ends it. A review opens.`;
}

function Why({ row, proposal }: { row: BoardRow; proposal: Proposal }) {
  const { data } = useLoad<{ rules: Rule[] }>(`/api${womanPath(crnOf(row), row.stay)}/signs`);
  const rule = data?.rules?.find((one) => one.id === proposal.rule);
  return (
    <div class="ln-why">
      <h3 class="govuk-heading-s">What was seen</h3>
      <ul class="govuk-list ln-why__seen">
        {proposal.sightings.map((one) => (
          <li key={one.id}>
            <b>{ukTimeTonight(one.seen_at, now.value)}</b> {one.words ?? RESTRICTED}, {one.by}
          </li>
        ))}
      </ul>
      {rule && (
        <p class="govuk-body-s">
          <b>Her rule:</b> {plural(rule.sightings, 'sighting')} in {spanInWords(rule.window_s)}, then {KIND[rule.kind].toLowerCase()}{' '}
          {everyInWords(rule.max_gap_s)} at most. {rule.words && `"${rule.words}" `}
          {AGREED[rule.agreement]}. {rule.author}, {ukDateTime(rule.from)}.
        </p>
      )}
    </div>
  );
}
