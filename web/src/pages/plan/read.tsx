// Her plan as it is read: her words first in every part, then ours; what changed since one has read it last, until one says
// that one has.
import { useState } from 'preact/hooks';
import { Alert } from '../../parts/alert.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorMessage } from '../../parts/error-message.tsx';
import { Get } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { Tag } from '../../parts/tag.tsx';
import { changesOf, contentOf, hasChanged, type Change } from '../../plan/parts.ts';
import { usePrintNoted } from '../../plan/print.ts';
import type { PlanDoc, SafetyPlanPage, SectionName } from '../../plan/types.ts';
import { SECTION, SECTIONS, stamp } from '../../plan/words.ts';
import { focusIfLost, location, type Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { useLoad } from '../../state/load.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { useNumbers } from '../../state/settings.ts';
import { isoOf, msOf, ukDateTime, ukTimeNear, ukTimeTonight } from '../../time.ts';
import { ERROR, PAGE, WITHHELD } from '../../words.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { mayWritePlan } from './may-write.ts';
import { Besides } from './read-besides.tsx';
import { OwedOnPlan } from './owed-plan.tsx';
import { PlanSectionShown } from './read-section.tsx';
import { Suggestions } from './suggestions.tsx';

export function PlanPage({ params }: { params: Params }) {
  const wanted = new URLSearchParams(location.value.query).get('version');
  return (
    <Woman params={params} tab="/safety-plan">
      {(her) => (
        <Get<SafetyPlanPage> path={`/api${her.path}/safety-plan${wanted ? `?version=${encodeURIComponent(wanted)}` : ''}`} what="her plan">
          {(page, reload) => <Shown her={her} page={page} reload={reload} />}
        </Get>
      )}
    </Woman>
  );
}

interface ShownProps {
  her: Her;
  page: SafetyPlanPage;
  reload: () => Promise<unknown>;
}

function Shown({ her, page, reload }: ShownProps) {
  const { plan, review } = page;
  const newest = page.versions[0]?.version ?? 0;
  const unread = plan !== null && plan.version === newest && page.read !== null && page.read.version < newest;
  const before = useLoad<SafetyPlanPage>(unread ? `/api${her.path}/safety-plan?version=${page.read!.version}` : null).data?.plan;
  const changes = plan && before ? changesOf(contentOf(before), contentOf(plan)) : [];
  const lost = usePrintNoted(her.who, 'plan', plan?.version ?? null);
  return (
    <>
      {review && (
        <Alert variant="warning" title={`Under review since ${ukTimeTonight(review.since, now.value)}`} heading>
          What stands here counts until it is changed.
        </Alert>
      )}
      {lost && <Alert variant="warning" title="The print was not noted: Lantern could not be reached." />}
      {plan === null ? <NoPlan her={her} /> : <Stand her={her} page={page} plan={plan} />}
      <OwedOnPlan her={her} but="starter_plan" />
      {plan !== null && <Suggestions her={her} />}
      {plan !== null && plan.version < newest && <OldVersion her={her} plan={plan} newest={newest} />}
      {plan !== null && plan.version === newest && <Unread her={her} page={page} plan={plan} changes={changes} reload={reload} />}
      <div class="ln-plan">
        <Contents names={shownTo(page)} changes={changes} staff={page.briefings.length > 0 || mayWritePlan(her)} />
        <div>
          {SECTIONS.map((name) => (
            <PlanSectionShown key={name} name={name} page={page} her={her} changes={changes.filter((one) => one.section === name)} />
          ))}
          <Besides her={her} page={page} />
        </div>
      </div>
    </>
  );
}

const STARTER_S = 7200;

function NoPlan({ her }: { her: Her }) {
  const { arrival, premises } = her.page.banner;
  const within = useNumbers(premises.id)('plan_starter_s', STARTER_S);
  const due = arrival && isoOf(msOf(arrival) + within * 1000);
  const late = due !== null && msOf(due) < now.value;
  return (
    <EmptyState
      action={
        mayWritePlan(her) && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${her.path}/safety-plan/edit`}>
              Write the starter plan
            </a>
          </p>
        )
      }
    >
      No plan yet. A starter plan is short: how to be with her, what she takes, whom to call.
      {due && (
        <>
          {' '}
          It {late ? 'was' : 'is'} due by <strong class={late ? 'ln-overdue' : ''}>{ukTimeNear(due, now.value)}</strong>.
        </>
      )}
    </EmptyState>
  );
}

/** Which version this is, by whom and why, and what can be done with it. */
function Stand({ her, page, plan }: { her: Her; page: SafetyPlanPage; plan: PlanDoc }) {
  const links: [string, string][] = [
    ...(mayWritePlan(her) ? [[`${her.path}/safety-plan/edit`, 'Change her plan'] as [string, string]] : []),
    [`${her.path}/crisis`, PAGE.crisis],
    ...(page.plan?.sections ? [[`${her.path}/copy`, PAGE.copy] as [string, string]] : []),
  ];
  return (
    <div class="ln-plan__stand">
      <p class="govuk-body">
        {stamp(plan)}. Why: {plan.reason ?? WITHHELD}
      </p>
      <ul class="ln-plan__acts">
        {links.map(([href, label]) => (
          <li key={href}>
            <a class="govuk-link" href={href}>
              {label}
            </a>
          </li>
        ))}
        <li>
          <PrintButton />
        </li>
      </ul>
    </div>
  );
}

function OldVersion({ her, plan, newest }: { her: Her; plan: PlanDoc; newest: number }) {
  return (
    <Alert variant="warning" title={`You are reading version ${plan.version}. Version ${newest} is the newest.`} heading>
      <a class="govuk-link" href={`${her.path}/safety-plan`}>
        Read her plan as it is now
      </a>
    </Alert>
  );
}

/** Not before she presses it is it read: opening a page is not reading it. */
function Unread({ her, page, plan, changes, reload }: { her: Her; page: SafetyPlanPage; plan: PlanDoc; changes: readonly Change[]; reload: () => Promise<unknown> }) {
  const record = useNewRecord();
  const [failed, setFailed] = useState<string | null>(null);
  if (!her.mayWrite || page.read?.version === plan.version) return null;
  const since = page.read && page.versions.filter((one) => one.version > page.read!.version);
  const press = async (): Promise<void> => {
    setFailed(await record('/api/safety-plan-reads', { ...her.who, version: plan.version }).then(() => null, () => ERROR.unreachable));
    await reload();
    focusIfLost();
  };
  return (
    <div class="ln-unread">
      <h2 class="govuk-heading-m">{since ? `Changed since you read it on ${ukDateTime(page.read!.at)}` : 'You have not read this plan yet'}</h2>
      {since?.map((one) => (
        <p class="govuk-body" key={one.version}>
          Version {one.version}, {one.author}, {ukDateTime(one.saved_at)}: {one.reason ?? WITHHELD}
        </p>
      ))}
      {since && changes.length > 0 && <p class="govuk-body">Marked below: {changedSections(changes).join(', ')}.</p>}
      {failed && <ErrorMessage>{failed}</ErrorMessage>}
      <Button type="button" onClick={() => void press()}>
        I have read this
      </Button>
    </div>
  );
}

const changedSections = (changes: readonly Change[]): string[] => SECTIONS.filter((name) => hasChanged(changes, name)).map((name) => SECTION[name]);

/** Without a plan there are her checks and how to be with her; who does not get every word has what is done instead. */
function shownTo({ plan, contact }: SafetyPlanPage): readonly SectionName[] {
  if (plan === null) return contact ? ['how', 'checks'] : ['checks'];
  return plan.sections ? SECTIONS : ['how', 'signs', 'do', 'checks', 'crisis'];
}

function Contents({ names, changes, staff }: { names: readonly SectionName[]; changes: readonly Change[]; staff: boolean }) {
  const links = names.map((name) => [name, SECTION[name], hasChanged(changes, name)] as const);
  return (
    <nav class="ln-contents" aria-label="Parts of her plan">
      <ul class="ln-contents__list">
        {[...links, ...(staff ? [['staff', 'Staff only', false] as const] : []), ['versions', 'All versions', false] as const].map(([name, label, changed]) => (
          <li key={name}>
            <a class="govuk-link" href={`#${name}`}>
              {label}
            </a>
            {changed && (
              <>
                {' '}
                <Tag colour="yellow">Changed</Tag>
              </>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
