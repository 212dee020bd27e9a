// What somebody suggested for her plan: taken into a version, or left with a reason.
import { Details } from '../../parts/details.tsx';
import { Section } from '../../parts/page.tsx';
import { Checkboxes } from '../../parts/checkboxes.tsx';
import type { KeyworkPage, Suggestion } from '../../records-keywork.ts';
import { useLoad } from '../../state/load.ts';
import { ukDateTime } from '../../time.ts';
import { PAGE, WITHHELD } from '../../words.ts';
import { SUGGESTED_IN } from '../../words-keywork.ts';
import type { Her } from '../resident/woman.tsx';
import { mayWritePlan } from './may-write.ts';

/** Those that wait, for whoever may decide about them. */
export function useSuggestions(her: Her): readonly Suggestion[] {
  return useLoad<KeyworkPage>(mayWritePlan(her) ? `/api${her.path}/keywork` : null).data?.suggestions ?? [];
}

export function SuggestionInWords({ suggestion: one }: { suggestion: Suggestion }) {
  return (
    <>
      <strong>{one.words ?? WITHHELD}</strong>
      {one.line !== null && <span class="ln-below">For what her plan sees: {one.sees ?? WITHHELD}</span>}
      <span class="ln-soft ln-below">
        {SUGGESTED_IN[one.source]}, {one.by}, {ukDateTime(one.at)}
      </span>
    </>
  );
}

export function Suggestions({ her }: { her: Her }) {
  const open = useSuggestions(her);
  if (open.length === 0) return null;
  return (
    <Section name="suggestions" title={`Suggested for her plan (${open.length})`}>
      {open.map((one) => (
        <div key={one.id} class="ln-change">
          <p class="govuk-body">
            <SuggestionInWords suggestion={one} />
          </p>
          <p class="govuk-body ln-ways">
            <a class="govuk-link" href={`${her.path}/safety-plan/edit?suggestion=${one.id}`}>
              Take it into her plan
              <span class="govuk-visually-hidden">: {one.words}</span>
            </a>
            <a class="govuk-link" href={`${her.path}/suggestions/${one.id}/leave`}>
              {PAGE.suggestionLeave}
              <span class="govuk-visually-hidden">: {one.words}</span>
            </a>
          </p>
        </div>
      ))}
    </Section>
  );
}

interface BesideProps {
  open: readonly Suggestion[];
  /** The one that was to be taken. */
  wanted: string | null;
  taken: readonly string[];
  onChange: (taken: string[]) => void;
}

/** Beside the plan as it is written: which of them this version takes in. */
export function SuggestionsBeside({ open, wanted, taken, onChange }: BesideProps) {
  if (open.length === 0) return null;
  return (
    <Details summary={`Suggested for her plan (${open.length})`} open={wanted !== null}>
      <Checkboxes
        id="suggestions"
        label="Which of these does this version take in?"
        hint="Write the words where they belong, then tick what you took in."
        items={open.map((one) => ({ value: one.id, label: one.words ?? WITHHELD, hint: one.sees ?? SUGGESTED_IN[one.source] }))}
        values={taken}
        onChange={onChange}
      />
    </Details>
  );
}
