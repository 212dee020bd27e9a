// Daily tasks in steps with pictures, to hang where the task is done. A plan is never changed: the next one takes its place.
import { Button, LinkButton } from '../../parts/button.tsx';
import { cx } from '../../parts/classes.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form, type At } from '../../parts/form.tsx';
import { Row } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { Select } from '../../parts/select.tsx';
import { Settled } from '../../parts/settled.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import type { Picture, Step, TaskPlan, TasksPage } from '../../records-around.ts';
import { focusIfLost, type Params } from '../../router.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { plural, ukDate } from '../../time.ts';
import { AROUND, choices, RESTRICTED } from '../../words.ts';
import { PICTURE } from '../../words-around.ts';
import { mayWritePlan, writesPlan } from '../plan/may-write.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { Drawing } from './drawings.tsx';
import { HerForm, HerPage, Ways } from './parts.tsx';

const back = (her: Her): string => `${her.path}/tasks`;

const MOST = 12;

/** As it is now: itself, or what has taken its place. */
const asItIs = (tasks: readonly TaskPlan[], id: string | undefined): TaskPlan | undefined => tasks.find((one) => one.id === id) ?? tasks.find((one) => one.replaces === id);

export function Tasks({ params }: { params: Params }) {
  return (
    <HerPage<TasksPage> params={params} title={AROUND.tasks} end="/tasks" what="her tasks">
      {({ tasks }, her) => (
        <>
          <Ways ways={[mayWritePlan(her) && [`${back(her)}/new`, AROUND.taskNew]]} />
          {tasks.length === 0 ? (
            <EmptyState>No task is written in steps yet. Choose one with her that she wants to do by herself.</EmptyState>
          ) : (
            <ul class="ln-list ln-list--two">
              {tasks.map((one) => (
                <Row key={one.id} href={`${back(her)}/${one.id}`} name={one.title ?? RESTRICTED} soft={`${one.by}, ${ukDate(one.at)}`} cells={[one.title === null ? '' : plural(one.steps.length, 'step')]} />
              ))}
            </ul>
          )}
        </>
      )}
    </HerPage>
  );
}

// ---- to read and to print

export function TaskShown({ params }: { params: Params }) {
  return (
    <HerPage<TasksPage> params={params} title={AROUND.tasks} end="/tasks" what="the task">
      {({ tasks }, her) => {
        const one = asItIs(tasks, params['task']);
        if (!one) return <EmptyState>There is no such task.</EmptyState>;
        if (one.title === null) return <EmptyState>Her record is restricted: nothing of it is printed here.</EmptyState>;
        return <Sheet her={her} one={one} title={one.title} />;
      }}
    </HerPage>
  );
}

function Sheet({ her, one, title }: { her: Her; one: TaskPlan; title: string }) {
  return (
    <>
      <div class="ln-copy__tools">
        <Ways ways={[mayWritePlan(her) && [`${back(her)}/${one.id}/change`, AROUND.taskChange], [back(her), 'All her tasks']]} />
        <p class="govuk-body">
          <PrintButton />
        </p>
      </div>
      <article class="ln-copy ln-copy--large" aria-label={title}>
        <h2 class="ln-copy__title">{title}</h2>
        <ol class="ln-task">
          {one.steps.map((step, i) => (
            <li key={i} class={cx('ln-task__one', step.picture === 'none' && 'ln-task__one--plain')}>
              <span class="ln-task__n" aria-hidden="true">
                {i + 1}
              </span>
              {step.picture !== 'none' && <Drawing name={step.picture} large />}
              <span>{step.words}</span>
            </li>
          ))}
        </ol>
      </article>
    </>
  );
}

// ---- written and changed

interface Stepping {
  replaces: string | null;
  title: string;
  steps: Step[];
}

const NO_STEP: Step = { words: '', picture: 'none' };
const NEW: Stepping = { replaces: null, title: '', steps: [NO_STEP, NO_STEP, NO_STEP] };

export function TaskNew({ params }: { params: Params }) {
  return (
    <Woman params={params} may={writesPlan}>
      {(her) => <Write her={her} title={AROUND.taskNew} draft={['task', her.who.stay]} start={NEW} />}
    </Woman>
  );
}

export function TaskChange({ params }: { params: Params }) {
  return (
    <HerForm<TasksPage> params={params} end="/tasks" what="the task">
      {({ tasks }, her, reload) => {
        const one = asItIs(tasks, params['task']);
        if (!one || one.title === null) {
          return (
            <Settled title={AROUND.taskChange} back={back(her)}>
              There is no such task, or somebody has changed it more than once.
            </Settled>
          );
        }
        const start: Stepping = { replaces: one.id, title: one.title, steps: one.steps };
        return <Write her={her} title={AROUND.taskChange} draft={['task', params['task']!]} start={start} current={one} reload={reload} />;
      }}
    </HerForm>
  );
}

interface WriteProps {
  her: Her;
  title: string;
  draft: [string, string];
  start: Stepping;
  current?: TaskPlan;
  reload?: () => Promise<unknown>;
}

/** Rows that were left empty are no steps. */
const written = (steps: readonly Step[]): Step[] => steps.filter(({ words }) => words.trim() !== '').map((one) => ({ ...one, words: one.words.trim() }));

function Write({ her, title, draft, start, current, reload }: WriteProps) {
  const record = useNewRecord();
  return (
    <Form<Stepping>
      title={title}
      button="Save"
      back={back(her)}
      done="The task is written down. Print it for her."
      draft={draft}
      start={start}
      refresh={reload}
      theirs={(v) =>
        !current || v.replaces === current.id
          ? null
          : {
              who: current.by,
              words: (
                <>
                  <p class="govuk-body">{current.title}</p>
                  <ol class="govuk-list govuk-list--number">
                    {current.steps.map((step, i) => (
                      <li key={i}>{step.words}</li>
                    ))}
                  </ol>
                </>
              ),
              mine: { replaces: current.id },
              afresh: start,
            }
      }
      asks={(v, set, at) => [
        { id: 'title', label: 'Which task?', hint: 'In her words, for example “Washing my clothes”.', maxLength: 80, need: 'Enter which task' },
        <Steps key="steps" steps={v.steps} set={(steps) => set({ steps })} at={at} />,
      ]}
      also={({ steps }) => wrongWith(steps)}
      send={({ replaces, title: name, steps }) => record('/api/task-plans', { ...her.who, title: name.trim(), steps: written(steps), ...(replaces && { replaces }) })}
    />
  );
}

function wrongWith(steps: readonly Step[]): [string, string][] {
  if (written(steps).length === 0) return [['steps-0-words', 'Write at least one step']];
  return steps.flatMap(({ words, picture }, i): [string, string][] => (picture !== 'none' && words.trim() === '' ? [[`steps-${i}-words`, `Say in words what step ${i + 1} is`]] : []));
}

function Steps({ steps, set, at }: { steps: readonly Step[]; set: (steps: Step[]) => void; at: At }) {
  const setAt = (i: number, part: Partial<Step>): void => set(steps.map((one, n) => (n === i ? { ...one, ...part } : one)));
  const swap = (i: number): void => set(steps.map((one, n) => (n === i - 1 ? steps[i]! : n === i ? steps[i - 1]! : one)));
  // Another step moves the button down, so the focus goes on into it.
  const add = (): void => {
    set([...steps, NO_STEP]);
    setTimeout(() => document.getElementById(`steps-${steps.length}-words`)?.focus());
  };
  return (
    <section class="ln-part" aria-labelledby="steps">
      <h2 class="govuk-heading-s" id="steps" tabIndex={-1}>
        Steps
      </h2>
      <p class="govuk-hint">One thing in each step, short, as you would say it to her. At most {MOST}.</p>
      {steps.map((one, i) => (
        <div class="ln-part__row" key={i}>
          <TextInput id={`steps-${i}-words`} label={`Step ${i + 1}`} maxLength={160} error={at(`steps-${i}-words`)} value={one.words} onInput={(words) => setAt(i, { words })} />
          <div class="ln-fields">
            <Select id={`steps-${i}-picture`} label={`Picture of step ${i + 1}`} items={choices(PICTURE)} value={one.picture} onChange={(picture) => setAt(i, { picture: picture as Picture })} />
            {one.picture !== 'none' && <Drawing name={one.picture} />}
          </div>
          <p class="govuk-body ln-ways">
            {i > 0 && (
              <LinkButton onClick={() => (swap(i), focusIfLost())}>
                Move up<span class="govuk-visually-hidden"> step {i + 1}</span>
              </LinkButton>
            )}
            {steps.length > 1 && (
              <LinkButton onClick={() => (set(steps.filter((_, n) => n !== i)), focusIfLost())}>
                Take it out<span class="govuk-visually-hidden"> (step {i + 1})</span>
              </LinkButton>
            )}
          </p>
        </div>
      ))}
      {steps.length < MOST && (
        <Button type="button" look="secondary" onClick={add}>
          Add a step
        </Button>
      )}
    </section>
  );
}
