// The questions of the check dialog. Answers carry their key; none is chosen in advance, because a ready-made "she is
// fine" would be signed by habit.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { LinkButton } from '../../parts/button.tsx';
import { cx } from '../../parts/classes.ts';
import { ErrorMessage } from '../../parts/error-message.tsx';
import { PinInput } from '../../parts/pin-input.tsx';
import { Radios } from '../../parts/radios.tsx';
import { Select } from '../../parts/select.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import { ANSWERS, type Answer, type CheckForm, type Lateness } from '../../state/entry.ts';
import { board } from '../../state/board.ts';
import { who } from '../../state/session.ts';
import { KIND_STILL_NEEDED, LATE_REASON, OUTCOME } from '../../words.ts';
import type { Kind, LateReason, Uuid } from '../../types.ts';

export interface FieldsProps {
  form: CheckForm;
  late: Lateness;
  errors: Readonly<Record<string, string>>;
  change: (part: Partial<CheckForm>) => void;
}

const ANSWER_WORDS: Record<Answer, string> = { ...OUTCOME, out: 'Out of the building' };

function KeyCap(props: { children: ComponentChildren }) {
  return (
    <kbd class="ln-key" aria-hidden="true">
      {props.children}
    </kbd>
  );
}

export function Answers(props: FieldsProps) {
  const { form, errors, change } = props;
  return (
    <fieldset class="govuk-fieldset ln-answers" data-keys="answer">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">What did you see or hear?</legend>
      {errors['answer'] && <ErrorMessage id="answer-error">{errors['answer']}</ErrorMessage>}
      <div class="govuk-radios govuk-radios--small">
        {ANSWERS.map((answer, i) => (
          <div class="govuk-radios__item ln-answer" key={answer}>
            <input
              class="govuk-radios__input"
              type="radio"
              id={i === 0 ? 'answer' : `answer-${i + 1}`}
              name="answer"
              value={answer}
              checked={form.answer === answer}
              aria-keyshortcuts={String(i + 1)}
              onChange={() => change({ answer })}
            />
            <label class="govuk-label govuk-radios__label" for={i === 0 ? 'answer' : `answer-${i + 1}`}>
              <KeyCap>{i + 1}</KeyCap> {ANSWER_WORDS[answer]}
            </label>
            {answer === 'asleep_breathing' && form.answer === answer && <Sleep {...props} />}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** A sleeping woman was seen alive only with two facts: her breathing, and that she moved or how she lies. */
function Sleep({ form, errors, change }: FieldsProps) {
  const box = (id: 'moved' | 'position', key: string, label: string) => (
    <div class="govuk-checkboxes__item">
      <input
        class="govuk-checkboxes__input"
        type="checkbox"
        id={id === 'moved' ? 'sleep' : 'sleep-2'}
        checked={form[id]}
        aria-keyshortcuts={key}
        onChange={() => change({ [id]: !form[id] })}
      />
      <label class="govuk-label govuk-checkboxes__label" for={id === 'moved' ? 'sleep' : 'sleep-2'}>
        <KeyCap>{key}</KeyCap> {label}
      </label>
    </div>
  );
  return (
    <fieldset class="govuk-fieldset ln-sleep">
      <legend class="govuk-fieldset__legend">What else did you see?</legend>
      {errors['sleep'] && <ErrorMessage id="sleep-error">{errors['sleep']}</ErrorMessage>}
      <div class="govuk-checkboxes govuk-checkboxes--small">
        {box('moved', '8', 'She moved')}
        {box('position', '9', 'Her position')}
      </div>
    </fieldset>
  );
}

/** What follows from the answer: the steps when she did not reply, or what will still be owed to her. */
export function Consequence(props: { answer: Answer | null; starts: boolean; left: readonly Kind[] }) {
  if (props.answer === 'no_reply' || props.answer === 'not_in_room') {
    const words = {
      no_reply: props.starts ? 'Start the steps now: they open on every screen. No PIN until it is over.' : 'Sign now: it sounds the alarm, and the steps open.',
      not_in_room: 'Look for her now. Sign when you can: it sounds the alarm.',
    }[props.answer];
    return (
      <div class="ln-steps" role="status">
        <p class="ln-steps__title">{words}</p>
      </div>
    );
  }
  const words =
    props.answer === 'out'
      ? 'Next you say where she went, in her words.'
      : props.left.map((kind) => KIND_STILL_NEEDED[kind]).join('. ');
  return (
    <p class="ln-consequence" role="status">
      {words}
      {props.answer === 'awake_seen' && props.left.includes('conversation') && <span class="ln-below">If she signed or nodded to you, that is her answer: choose 1.</span>}
    </p>
  );
}

export function LateReasons({ form, errors, change }: FieldsProps) {
  const reasons = Object.entries(LATE_REASON) as [LateReason, string][];
  return (
    <div class="ln-late" data-keys="late">
      <Radios<LateReason>
        id="late-reason"
        label="This check is late. Why?"
        labelSize="s"
        small
        error={errors['late-reason']}
        value={form.lateReason}
        items={reasons.map(([value, words], i) => ({
          value,
          label: (
            <>
              <KeyCap>{i + 1}</KeyCap> {words}
            </>
          ),
        }))}
        onChange={(lateReason) => change({ lateReason })}
      />
      {form.lateReason === 'other' && (
        <TextInput
          id="late-words"
          label="In a few words"
          error={errors['late-words']}
          value={form.lateWords}
          maxLength={200}
          onInput={(lateWords) => change({ lateWords })}
        />
      )}
    </div>
  );
}

/** Over an hour later, or after the shift: a reason, and a second person who stands for it. */
export function Retrospective(props: FieldsProps & { secondPin: string; setSecondPin: (pin: string) => void }) {
  const { form, errors, change } = props;
  const others = (board.value?.people ?? []).filter((person) => person.staff !== who.value?.staff?.id);
  return (
    <div class="ln-retrospective">
      <p class="ln-seen__mark">
        <strong>Recorded long afterwards.</strong> It needs a reason and a second person.
      </p>
      <TextInput
        id="reason"
        label="Why is it recorded so late?"
        labelSize="s"
        error={errors['reason']}
        maxLength={300}
        value={form.reason}
        onInput={(reason) => change({ reason })}
      />
      <Select
        id="second"
        label="Who confirms it?"
        labelSize="s"
        error={errors['second']}
        value={form.second ?? ''}
        items={[
          { value: '', label: 'Select a name' },
          ...others.map((person) => ({ value: person.staff, label: person.name })),
        ]}
        onChange={(second) => change({ second: (second || null) as Uuid | null })}
      />
      {form.second && (
        <PinInput
          id="second-pin"
          label="Their PIN"
          value={props.secondPin}
          error={errors['second-pin']}
          onInput={props.setSecondPin}
        />
      )}
    </div>
  );
}

/** One line, never filled in for her. The same words again are asked about. */
export function Note(props: FieldsProps & { challenged: string | null }) {
  const { form, errors, change } = props;
  const [open, setOpen] = useState(form.note !== '');
  if (!open && !props.challenged) {
    return (
      <LinkButton class="ln-seen" onClick={() => setOpen(true)}>
        Add a note
      </LinkButton>
    );
  }
  return (
    <>
      <TextInput
        id="note"
        label="Note (optional, one line)"
        labelSize="s"
        error={errors['note']}
        maxLength={300}
        value={form.note}
        onInput={(note) => change({ note, sameWords: false })}
      />
      {props.challenged && (
        <div class={cx('govuk-checkboxes', 'govuk-checkboxes--small', 'ln-same-words')}>
          <p class="govuk-body">{props.challenged}</p>
          <div class="govuk-checkboxes__item">
            <input
              class="govuk-checkboxes__input"
              type="checkbox"
              id="same-words"
              checked={form.sameWords}
              onChange={() => change({ sameWords: !form.sameWords })}
            />
            <label class="govuk-label govuk-checkboxes__label" for="same-words">
              Yes, these words are what I saw this time
            </label>
          </div>
        </div>
      )}
    </>
  );
}
