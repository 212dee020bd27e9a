// One part of the form: what she says first, what we write after it, and what belongs to it besides.
import type { ComponentChildren } from 'preact';
import { Checkboxes } from '../../parts/checkboxes.tsx';
import { Radios } from '../../parts/radios.tsx';
import { Textarea, type TextareaProps } from '../../parts/textarea.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import { LIMIT } from '../../plan/missing.ts';
import { sectionOf } from '../../plan/parts.ts';
import { promptFor, type Prompt } from '../../plan/prompts.ts';
import type { Daily, SectionName } from '../../plan/types.ts';
import { AGREEMENT, ASK_HER, DAILY, OURS, SECTION } from '../../plan/words.ts';
import { choices, PAGE } from '../../words.ts';
import { EditCrisis } from './edit-crisis.tsx';
import { EditLines } from './edit-lines.tsx';
import { EditSigns } from './edit-signs.tsx';
import { HerWords, Quote } from './in-words.tsx';
import type { Editing } from './edit.tsx';

/** What stands under a field: what an active plan still needs there. */
export function Missing({ children }: { children: string | undefined }) {
  return children ? <p class="ln-missing">Still missing: {children}</p> : null;
}

/** A label that says little is answered with a question. It changes nothing and holds nothing up. */
export function Observe({ text, prompts }: { text: string; prompts: readonly Prompt[] }) {
  const found = promptFor(text, prompts);
  return (
    <div role="status">
      {found && (
        <p class="ln-observe">
          “{found.word}”: {found.ask}
        </p>
      )}
    </div>
  );
}

/** Words of ours: asked about when they are labels. */
export function OurWords({ prompts, after, ...props }: TextareaProps & { prompts: readonly Prompt[]; after?: ComponentChildren }) {
  return (
    <div class="ln-ours">
      <Textarea labelSize="s" rows={3} {...props} />
      <Observe text={props.value ?? ''} prompts={prompts} />
      {after}
    </div>
  );
}

export function EditSection({ name, index, editing }: { name: SectionName; index: number; editing: Editing }) {
  const { content, set, at, prompts, page } = editing;
  const words = sectionOf(content, name);
  const change = (part: Partial<typeof words>): void => set({ sections: content.sections.map((one) => (one.name === name ? { ...one, ...part } : one)) });
  const [hers, ours] = [`sections-${index}-her_words`, `sections-${index}-our_words`];
  return (
    <section class="ln-edit" aria-labelledby={name}>
      <h2 class="govuk-heading-m" id={name}>
        {SECTION[name]}
      </h2>
      {name === 'how' ? (
        <HowNow editing={editing} />
      ) : (
        <Textarea id={hers} label="Her words" labelSize="s" hint={ASK_HER[name]} rows={3} limit={LIMIT.words} value={words.her_words} error={at(hers)} onInput={(her_words) => change({ her_words })} />
      )}
      {OURS.includes(name) && (
        <OurWords id={ours} label="What we add" hint="What was seen or heard, and what was done." limit={LIMIT.words} value={words.our_words} error={at(ours)} prompts={prompts} onInput={(our_words) => change({ our_words })} />
      )}
      <Besides name={name} editing={editing} />
      {page.quotes
        .filter((one) => one.section === name)
        .map((one) => (
          <Quote key={one.id} quote={one} />
        ))}
    </section>
  );
}

/** Written on a page of its own, because it counts at her door at once and not only with the next version. */
function HowNow({ editing: { her, page, at, gap } }: { editing: Editing }) {
  const error = at('how');
  return (
    <>
      {page.contact ? <HerWords words={page.contact.how} /> : <p class="govuk-body">{ASK_HER.how}</p>}
      {error && <p class="govuk-error-message">{error}</p>}
      <Missing>{gap('how')}</Missing>
      <p class="govuk-body">
        <a class="govuk-link" href={`${her.path}/how?from=plan`}>
          {page.contact ? PAGE.how : PAGE.howFirst}
        </a>{' '}
        What you wrote here is kept meanwhile.
      </p>
    </>
  );
}

function Besides({ name, editing }: { name: SectionName; editing: Editing }) {
  if (name === 'usual') return <AskDaily editing={editing} />;
  if (name === 'signs') return <EditSigns editing={editing} />;
  if (name === 'do') return <EditLines editing={editing} />;
  if (name === 'crisis') return <EditCrisis editing={editing} />;
  if (name === 'checks') return <p class="govuk-body">How often she is checked is set under “Set her checks”.</p>;
  return name === 'agreement' ? <Agreement editing={editing} /> : null;
}

function AskDaily({ editing: { content, set } }: { editing: Editing }) {
  return (
    <Checkboxes
      id="daily"
      label="What should be written down each day?"
      labelSize="s"
      hint="Only what tells something about her. Nothing is asked unless it is chosen here."
      small
      items={choices(DAILY)}
      values={content.daily}
      onChange={(daily) => set({ daily: (Object.keys(DAILY) as Daily[]).filter((one) => daily.includes(one)) })}
    />
  );
}

function Agreement({ editing: { content, set, at } }: { editing: Editing }) {
  const { agreement } = content;
  return (
    <>
      <Radios id="agreement-state" label="Does she agree to this plan?" labelSize="s" items={choices(AGREEMENT)} value={agreement.state} error={at('agreement-state')} onChange={(state) => set({ agreement: { ...agreement, state } })} />
      <TextInput
        id="agreement-words"
        label={agreement.state === 'declined' ? 'Why not, in her words' : 'What she said about it, if anything'}
        labelSize="s"
        value={agreement.words}
        error={at('agreement-words')}
        onInput={(words) => set({ agreement: { ...agreement, words } })}
      />
      <Checkboxes id="large_print" label="Her own copy" labelSize="s" small items={[{ value: 'large', label: 'In large print' }]} values={content.large_print ? ['large'] : []} onChange={(all) => set({ large_print: all.length > 0 })} />
    </>
  );
}
