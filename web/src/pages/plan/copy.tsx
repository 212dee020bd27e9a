// Her own copy: plain words, her name first, as large as she wants it, and honest about what is left out. Who gave it to
// her, and when, is on record.
import { useState } from 'preact/hooks';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Get } from '../../parts/page.tsx';
import { WarningText } from '../../parts/warning-text.tsx';
import { COPY, COPY_SECTION, lineForHer } from '../../plan/copy-words.ts';
import { CRISIS, crisisLineInWords } from '../../plan/crisis-words.ts';
import { LeaningShape } from '../../plan/marks.tsx';
import { sectionOf } from '../../plan/parts.ts';
import { GaveIt, HerSheet } from '../../plan/sheet.tsx';
import type { CopyPage as Copied, PlanDoc, SectionName } from '../../plan/types.ts';
import { SECTIONS } from '../../plan/words.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { ukDate } from '../../time.ts';
import { PAGE } from '../../words.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { mayWritePlan } from './may-write.ts';

export function CopyPage({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/safety-plan" heading={PAGE.copy}>
      {(her) => (
        <Get<Copied> path={`/api${her.path}/copy`} what="her own copy">
          {(page) => (page.plan === null ? <EmptyState>There is no plan yet to give her.</EmptyState> : <Shown her={her} page={page} plan={page.plan} />)}
        </Get>
      )}
    </Woman>
  );
}

function Shown({ her, page, plan }: { her: Her; page: Copied; plan: PlanDoc }) {
  const [large, setLarge] = useState(plan.large_print);
  const record = useNewRecord();
  const give = (): Promise<unknown> => record('/api/resident-copies', { ...her.who, version: plan.version, large_print: large });
  return (
    <HerSheet
      label="Her own copy"
      about={her.who}
      what="copy"
      version={plan.version}
      large={large}
      onLarge={setLarge}
      before={
        <>
          <Interpreter her={her} />
          <LeftOut page={page} />
        </>
      }
      after={mayWritePlan(her) && <GaveIt give={give} back={`${her.path}/safety-plan`} done="It is recorded that she has her own copy." />}
    >
      <Words her={her} page={page} plan={plan} />
    </HerSheet>
  );
}

function Interpreter({ her }: { her: Her }) {
  const needs = her.page.banner.facts.interpreter?.filter((one) => one.state === 'recorded') ?? [];
  if (needs.length === 0) return null;
  return <WarningText>She needs an interpreter: {needs.map((one) => one.value).join(', ')}. Read it with her and the interpreter before you give it to her.</WarningText>;
}

/** For staff: it is not printed. */
function LeftOut({ page }: { page: Copied }) {
  if (page.left_out.length === 0) return <p class="govuk-body">Nothing of her plan is left out.</p>;
  return (
    <div class="ln-change">
      <h2 class="govuk-heading-s">Left out of her copy</h2>
      <ul class="govuk-list govuk-list--bullet">
        {page.left_out.map((one) => (
          <li key={one.what + one.why}>
            {one.what}: {one.why}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Words({ her, page, plan }: { her: Her; page: Copied; plan: PlanDoc }) {
  const name = her.page.banner.preferred_name;
  return (
    <>
      <h2 class="ln-copy__title">{name ? `${name}’s plan` : COPY.title}</h2>
      <p>{COPY.what}</p>
      {SECTIONS.map((part) => (
        <CopySection key={part} name={part} page={page} plan={plan} />
      ))}
      <p class="ln-copy__end">
        {COPY.end} Version {plan.version}, {ukDate(plan.saved_at)}.
      </p>
    </>
  );
}

function CopySection({ name, page, plan }: { name: SectionName; page: Copied; plan: PlanDoc }) {
  const { her_words, our_words } = sectionOf(plan, name);
  const hers = name === 'how' && page.contact ? [page.contact.how, her_words].filter(Boolean).join('\n') : her_words;
  const more = extra(name, plan);
  if (!hers && !our_words && more === null) return null;
  return (
    <section class="ln-copy__part">
      <h3>{COPY_SECTION[name]}</h3>
      {hers && <p class="ln-copy__hers">“{hers}”</p>}
      {our_words && <p>{COPY.ours} {our_words}</p>}
      {more}
    </section>
  );
}

function extra(name: SectionName, plan: PlanDoc) {
  if (name === 'signs' && plan.signs.length > 0) return <CopySigns plan={plan} />;
  if (name === 'do' && plan.lines.length > 0) {
    return (
      <ul>
        {plan.lines.map((line) => (
          <li key={line.line}>{lineForHer(line)}</li>
        ))}
      </ul>
    );
  }
  const known = name === 'crisis' ? plan.crisis.filter((line) => line.state !== 'not_asked') : [];
  if (known.length > 0) {
    return (
      <ul>
        {known.map((line) => (
          <li key={line.name}>
            <strong>{CRISIS[line.name].replace('?', '')}:</strong> {line.state === 'none_known' ? COPY.none_known : crisisLineInWords(line, now.value)}
          </li>
        ))}
      </ul>
    );
  }
  return name === 'agreement' ? <p>{COPY[plan.agreement.state]}</p> : null;
}

function CopySigns({ plan }: { plan: PlanDoc }) {
  return (
    <>
      {(['strength', 'concern'] as const).map((leaning) => {
        const these = plan.signs.filter((one) => one.leaning === leaning);
        if (these.length === 0) return null;
        return (
          <div key={leaning}>
            <p>
              <LeaningShape leaning={leaning} /> <strong>{COPY[leaning]}</strong>
            </p>
            <ul>
              {these.map((one) => (
                <li key={one.sign}>{one.words}</li>
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}
