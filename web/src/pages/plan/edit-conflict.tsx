// Somebody else saved while this was being written. What only one of the two touched is kept as she left it; where both did,
// both are shown and one of the two is chosen.
import { Alert } from '../../parts/alert.tsx';
import { Button } from '../../parts/button.tsx';
import { Details } from '../../parts/details.tsx';
import type { At } from '../../parts/form.tsx';
import { Radios } from '../../parts/radios.tsx';
import type { Choices, Clash, Merged } from '../../plan/merge.ts';
import type { SafetyPlanPage } from '../../plan/types.ts';
import { SECTION } from '../../plan/words.ts';
import { ukDateTime } from '../../time.ts';
import { WITHHELD } from '../../words.ts';
import { Changes } from './in-words.tsx';

interface ConflictProps {
  page: SafetyPlanPage;
  merged: Merged;
  choices: Choices;
  at: At;
  choose: (choices: Choices) => void;
  goOn: () => void;
}

export function Conflict({ page, merged, choices, choose, goOn }: ConflictProps) {
  const { plan } = page;
  const open = merged.clashes.filter((one) => !choices[one.key]).length;
  return (
    <div id="theirs" tabIndex={-1} class="ln-conflict">
      <Alert variant="warning" title={`${plan?.author ?? 'Somebody'} changed her plan while you were writing`} heading>
        {plan && (
          <p class="govuk-body">
            Version {plan.version}, {ukDateTime(plan.saved_at)}: {plan.reason ?? WITHHELD}
          </p>
        )}
        {merged.clashes.length === 0 && <p class="govuk-body">You wrote in different parts: both can stand.</p>}
        {merged.clashes.length > 0 && <p class="govuk-body">You both changed what follows. Choose which words stand.</p>}
      </Alert>
      {merged.clashes.map((one, i) => (
        <Choice key={one.key} id={`clash-${i}`} clash={one} chosen={choices[one.key] ?? null} onChange={(to) => choose({ ...choices, [one.key]: to })} />
      ))}
      {merged.taken.length > 0 && (
        <Details summary={`What is taken over from theirs (${merged.taken.length})`}>
          <Changes changes={merged.taken} />
        </Details>
      )}
      {open > 0 && <p class="govuk-body">{open === 1 ? '1 choice is' : `${open} choices are`} still open.</p>}
      <Button type="button" look="secondary" disabled={open > 0} onClick={goOn}>
        Put both together
      </Button>
      <p class="govuk-body">Nothing is sent until you save, and both stay on record.</p>
    </div>
  );
}

function Choice({ id, clash, chosen, onChange }: { id: string; clash: Clash; chosen: 'mine' | 'theirs' | null; onChange: (to: 'mine' | 'theirs') => void }) {
  return (
    <Radios
      id={id}
      label={`${SECTION[clash.section]}: ${clash.label.toLowerCase()}`}
      labelSize="s"
      items={[
        { value: 'mine', label: 'What I wrote', hint: clash.mine || 'I took it out.' },
        { value: 'theirs', label: 'What they wrote', hint: clash.theirs || 'They took it out.' },
      ]}
      value={chosen}
      onChange={onChange}
    />
  );
}
