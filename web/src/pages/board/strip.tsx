// The line over the board: how many, what is next, whether it can be believed, and the few things one does to the screen.
import { connection, lastLiveAt } from '../../live.ts';
import { LinkButton } from '../../parts/button.tsx';
import { cx } from '../../parts/classes.ts';
import { Shape } from '../../parts/status-tag.tsx';
import { setVolume, soundAllowed, soundOff, testSound, turnSoundOff, turnSoundOn, volume } from '../../state/alarm.ts';
import { board } from '../../state/board.ts';
import { clock, now } from '../../state/clock.ts';
import { coverNow } from '../../state/cover.ts';
import { onTerminal, signedIn } from '../../state/session.ts';
import { waitingTaps } from '../../state/taps.ts';
import { lock } from '../../state/terminal.ts';
import type { Counts } from '../../status.ts';
import { Added } from './added.tsx';
import { ukTime, ukTimeTonight } from '../../time.ts';
import { ALARM, CONNECTION, COVER } from '../../words.ts';

export function Strip(props: { counts: Counts; soonS: number; reading: boolean; onReading: (on: boolean) => void; unsent: number }) {
  const { counts, soonS } = props;
  return (
    <div class="ln-strip">
      <div class="ln-strip__counts">
        {counts.overdue > 0 && <Count status="overdue" n={counts.overdue} words="overdue" />}
        {counts.due > 0 && <Count status="due" n={counts.due} words="due now" />}
        {counts.noReply > 0 && <Count status="no_reply" n={counts.noReply} words="no reply" />}
        {counts.overdue + counts.due + counts.noReply === 0 && <span class="ln-strip__item">Nothing due now</span>}
        <span class="ln-strip__item">
          <b class="ln-strip__n">{counts.soon}</b> in next {Math.round(soonS / 60)} min
        </span>
        {counts.next && (
          <span class="ln-strip__item">
            Next {ukTimeTonight(counts.next.at, now.value)}, room {counts.next.room}
          </span>
        )}
        <Added />
        <Waiting unsent={props.unsent} />
        <Connected />
      </div>
      <div class="ln-strip__tools">
        <Sound />
        {signedIn.value && (
          <LinkButton ariaPressed={props.reading} onClick={() => props.onReading(!props.reading)}>
            Hold still<span class="govuk-visually-hidden"> while I read</span>
          </LinkButton>
        )}
        <LinkButton onClick={coverNow}>
          {COVER.cover} <kbd class="ln-key">F8</kbd>
        </LinkButton>
        {onTerminal.value && signedIn.value && <LinkButton onClick={() => void lock()}>Lock</LinkButton>}
      </div>
    </div>
  );
}

/** What was done at this screen and no server has heard of yet: checks that were signed, and taps. */
function Waiting({ unsent }: { unsent: number }) {
  const n = unsent + waitingTaps.value.length;
  return n > 0 ? <b class="ln-strip__item">{n} waiting to send</b> : null;
}

function Count(props: { status: 'overdue' | 'due' | 'no_reply'; n: number; words: string }) {
  const look = { overdue: 'ln-count--overdue', due: 'ln-count--due', no_reply: 'ln-count--no-reply' }[props.status];
  return (
    <span class={cx('ln-count', look)}>
      <Shape status={props.status} />
      <b class="ln-count__n">{props.n}</b> {props.words}
    </span>
  );
}

/** Live only with both proofs; otherwise since when it is not. */
function Connected() {
  const live = connection.value === 'live';
  return (
    <span class={cx('ln-strip__item', 'ln-connected', !live && 'ln-connected--lost')}>
      {live ? `${CONNECTION.live}, ${ukTime(now.value)}` : `? ${CONNECTION.lastUpdated(ukTime(lastLiveAt.value || (board.value?.now ?? now.value)))}`}
    </span>
  );
}

function Sound() {
  if (soundOff.value) {
    return (
      <span class="ln-strip__sound">
        <b>{ALARM.off}</b> until the next shift <LinkButton onClick={turnSoundOn}>Turn on</LinkButton>
      </span>
    );
  }
  if (!soundAllowed.value) return <LinkButton onClick={() => void testSound()}>{ALARM.untested}</LinkButton>;
  return (
    <details class="ln-sound">
      <summary class="ln-sound__summary">{ALARM.on}</summary>
      <div class="ln-sound__box">
        <label class="govuk-label" for="volume">
          Volume
        </label>
        <input
          id="volume"
          class="ln-sound__range"
          type="range"
          min="10"
          max="100"
          step="10"
          value={Math.round(volume.value * 100)}
          aria-valuetext={`${Math.round(volume.value * 100)} per cent`}
          onChange={(event) => {
            setVolume(Number(event.currentTarget.value) / 100);
            void testSound();
          }}
        />
        <LinkButton onClick={() => void testSound()}>{ALARM.test}</LinkButton>
        <LinkButton onClick={() => turnSoundOff(clock.now())}>Turn off until the next shift</LinkButton>
      </div>
    </details>
  );
}
