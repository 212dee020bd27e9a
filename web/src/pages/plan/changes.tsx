// Two versions of her plan: what changed from one to the other, part by part, by whom and why.
import type { ComponentChildren } from 'preact';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Get, Section } from '../../parts/page.tsx';
import { changesOf, contentOf } from '../../plan/parts.ts';
import type { PlanDoc, SafetyPlanPage } from '../../plan/types.ts';
import { SECTION, SECTIONS, stamp } from '../../plan/words.ts';
import type { Params } from '../../router.ts';
import { ukDateTime } from '../../time.ts';
import { PAGE, WITHHELD } from '../../words.ts';
import { NotFound } from '../not-found.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { Changes } from './in-words.tsx';

export function PlanChanges({ params }: { params: Params }) {
  const [from, to] = [Number(params['from']), Number(params['to'])];
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to > 0)) return <NotFound />;
  return (
    <Woman params={params} tab="/safety-plan" heading={PAGE.safetyPlanChanges}>
      {(her) => (
        <Version her={her} version={to}>
          {(after, page) => (
            <Version her={her} version={from}>
              {(before) => (after ? <Compared before={before} after={after} page={page} /> : <NotFound />)}
            </Version>
          )}
        </Version>
      )}
    </Woman>
  );
}

interface VersionProps {
  her: Her;
  /** 0: before there was any. */
  version: number;
  children: (plan: PlanDoc | null, page: SafetyPlanPage | null) => ComponentChildren;
}

function Version({ her, version, children }: VersionProps) {
  if (version === 0) return <>{children(null, null)}</>;
  return (
    <Get<SafetyPlanPage> path={`/api${her.path}/safety-plan?version=${version}`} what={`version ${version}`}>
      {(page) => children(page.plan, page)}
    </Get>
  );
}

function Compared({ before, after, page }: { before: PlanDoc | null; after: PlanDoc; page: SafetyPlanPage | null }) {
  const changes = changesOf(before && contentOf(before), contentOf(after));
  const from = before?.version ?? 0;
  const between = page?.versions.filter((one) => one.version > from && one.version <= after.version) ?? [];
  return (
    <>
      <p class="govuk-body">
        From {before ? `version ${before.version} (${ukDateTime(before.saved_at)})` : 'nothing'} to {stamp(after).replace(/^V/, 'v')}.
      </p>
      <ul class="ln-log">
        {between.map((one) => (
          <li key={one.version} class="ln-log__item ln-log__item--wide">
            <div class="ln-log__time">
              <strong>Version {one.version}</strong> <span class="ln-soft ln-below">{ukDateTime(one.saved_at)}</span>
            </div>
            <p>
              {one.author}: {one.reason ?? WITHHELD}
            </p>
          </li>
        ))}
      </ul>
      {changes.length === 0 && <EmptyState>Nothing is different between these two versions.</EmptyState>}
      {changes.length > 0 && (
        <p class="govuk-body ln-soft">
          <del>Struck out</del> was taken out, <ins>underlined</ins> is new.
        </p>
      )}
      {SECTIONS.map((name) => {
        const these = changes.filter((one) => one.section === name);
        if (these.length === 0) return null;
        return (
          <Section key={name} name={name} title={SECTION[name]}>
            <Changes changes={these} />
          </Section>
        );
      })}
    </>
  );
}
