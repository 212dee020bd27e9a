// Ending a check plan: what is left then, whether that is less, and why.
import { post } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import type { CheckPlan } from '../../records.ts';
import type { Params } from '../../router.ts';
import { PAGE } from '../../words.ts';
import { now } from '../../state/clock.ts';
import { bandsOf, basisOf, inForce, planInWords } from './plan-words.ts';
import { decide, useMayLeave, WhatChanges } from './what-changes.tsx';
import { Woman, type Her } from './woman.tsx';

export function PlanEnd({ params }: { params: Params }) {
  return (
    <Woman params={params}>
      {(her) => {
        const plan = inForce(her.page).find((one) => one.id === params['plan']);
        return plan ? <EndForm her={her} plan={plan} /> : <EmptyState>That plan is not in force any more.</EmptyState>;
      }}
    </Woman>
  );
}

function EndForm({ her, plan }: { her: Her; plan: CheckPlan }) {
  const plans = inForce(her.page);
  const left = plans.filter((one) => one.id !== plan.id);
  const [before, after] = [bandsOf(plans), bandsOf(left)];
  if (!useMayLeave(her, before, after)) {
    return (
      <>
        <h1 class="govuk-heading-l">{PAGE.planEnd}</h1>
        <InsetText>{planInWords(plan, now.value)}</InsetText>
        <WhatChanges her={her} before={before} after={after} />
        <p class="govuk-body">
          <a class="govuk-link" href={her.path}>
            Back
          </a>
        </p>
      </>
    );
  }
  return (
    <Form
      title={PAGE.planEnd}
      button="End this plan now"
      look="warning"
      back={her.path}
      done="The plan has ended. It stays in her history."
      draft={['plan end', plan.id]}
      start={{ reason: '' }}
      intro={<InsetText>{planInWords(plan, now.value)}</InsetText>}
      asks={() => [
        <WhatChanges key="changes" her={her} before={before} after={after} />,
        { id: 'reason', as: 'area', label: 'Why does it end?', limit: 1000, need: 'Say why it ends' },
      ]}
      send={(v) => decide(her, basisOf(her.page), (based_on) => post(`/api/check-plans/${plan.id}/end`, { ...v, based_on }))}
    />
  );
}
