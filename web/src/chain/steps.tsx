// The steps at her door as big buttons. Each stamps itself with its time; nothing here asks for a PIN or waits for anybody.
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '../parts/button.tsx';
import { cx } from '../parts/classes.ts';
import { TextInput } from '../parts/text-input.tsx';
import type { Chain, ChainStepName } from '../plan/board.ts';
import { tapStep } from '../state/chain.ts';
import { now } from '../state/clock.ts';
import { msOf, ukTime } from '../time.ts';
import { AT_THE_DOOR, EMERGENCY, EMERGENCY_WORDS, IN_THE_ROOM, nextStep, sinceWords, spanClock, timesOf } from './chain-words.ts';

// A held Enter and a trembling finger press again and again.
const PRESSED_AGAIN_MS = 1000;

/** `next`: how it goes on, beneath the steps at the door; `children`: what is besides, and comes last under a thumb. */
export function Steps({ chain, next: on, children }: { chain: Chain; next: ComponentChildren; children: ComponentChildren }) {
  const last = useRef(-Infinity);
  const next = nextStep(chain);
  const tap = (step: ChainStepName): void => {
    if (performance.now() - last.current < PRESSED_AGAIN_MS) return;
    last.current = performance.now();
    void tapStep(chain, step);
  };
  return (
    <div class="ln-chain__columns">
      <section aria-labelledby="chain-door">
        <h3 id="chain-door" class="ln-chain__part">
          At the door
        </h3>
        {AT_THE_DOOR.map(({ step, words, from }) => (
          <Step
            key={step}
            chain={chain}
            step={step}
            words={words}
            from={from === null ? null : chain.times[from]}
            next={step === next}
            onTap={tap}
          />
        ))}
        {on}
      </section>
      <section class="ln-chain__room" aria-labelledby="chain-room">
        <h3 id="chain-room" class="ln-chain__part">
          In the room
        </h3>
        {IN_THE_ROOM.map(({ step, words }) => (
          <Step key={step} chain={chain} step={step} words={words} grave={step === 'not_breathing'} onTap={tap} />
        ))}
        <p class="ln-chain__grave">{EMERGENCY_WORDS}</p>
        <div class="ln-chain__emergency">
          {EMERGENCY.map(({ step, words }) => (
            <Step key={step} chain={chain} step={step} words={words} grave={step === 'called_999'} onTap={tap} />
          ))}
        </div>
      </section>
      <div class="ln-chain__besides">{children}</div>
    </div>
  );
}

function Step(props: {
  chain: Chain;
  step: ChainStepName;
  words: string;
  /** Seconds after the first knock from which it is to be done. */
  from?: number | null;
  next?: boolean;
  grave?: boolean;
  onTap: (step: ChainStepName) => void;
}) {
  const { chain, step, words, from } = props;
  const done = timesOf(chain, step);
  const late = done.length === 0 && from != null && now.value >= msOf(chain.opened_at) + from * 1000;
  return (
    <button
      type="button"
      class={cx('ln-step', done.length > 0 && 'ln-step--done', late && 'ln-step--now', props.grave && 'ln-step--grave')}
      data-step={step}
      data-next={props.next ? '' : undefined}
      onClick={() => props.onTap(step)}
    >
      <span class="ln-step__words">{words}</span>
      <span class="ln-step__time">
        {done.length > 0 ? (
          done.map((one) => (
            <span key={one.id} class="ln-step__stamp">
              {ukTime(one.at)} <span class="ln-step__since">({sinceWords(chain, msOf(one.at))})</span>
              {one.by && ` ${one.by}`}
            </span>
          ))
        ) : from != null ? (
          <>from {spanClock(from)}</>
        ) : null}
      </span>
    </button>
  );
}

/** What no button says, in a line. */
export function StepNote({ chain }: { chain: Chain }) {
  const [words, setWords] = useState('');
  const notes = timesOf(chain, 'note').filter((one) => one.words);
  const add = (event: Event): void => {
    event.preventDefault();
    if (words.trim() === '') return;
    void tapStep(chain, 'note', words.trim());
    setWords('');
  };
  return (
    <>
      {notes.length > 0 && (
        <ul class="govuk-list ln-chain__notes">
          {notes.map((one) => (
            <li key={one.id}>
              {ukTime(one.at)} {one.by}: {one.words}
            </li>
          ))}
        </ul>
      )}
      <form class="ln-chain__note" onSubmit={add}>
        <TextInput id="chain-note" label="Anything else, in a line" labelSize="s" maxLength={300} value={words} onInput={setWords} />
        <Button look="secondary">Add</Button>
      </form>
    </>
  );
}
