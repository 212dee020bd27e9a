// Over every page of every screen of the house while a woman does not answer: the clock, the one thing to do now, and the
// steps. A locked screen has her room and can stamp steps too, because whoever is nearest presses.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button, LinkButton } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { CheckDialog } from '../pages/board/check-dialog.tsx';
import type { CheckAnswer } from '../pages/board/check-entry.ts';
import { HowToBe } from '../pages/board/how-to-be.tsx';
import { recordButton } from '../pages/board/list.tsx';
import { OutDialog } from '../pages/board/out-dialog.tsx';
import type { Chain } from '../plan/board.ts';
import { applyAnswer, board, rowOf } from '../state/board.ts';
import { attestWanted, begunHere, chainOver, chainShown, chainsToAttest, notHere, openChains, putAside, refusalOf, takeUp, unsentSteps } from '../state/chain.ts';
import { now } from '../state/clock.ts';
import { covered } from '../state/cover.ts';
import { crisisOpen, mayReadCrisis } from '../state/crisis.ts';
import type { VisitBody } from '../state/entry.ts';
import { mayRecordHere } from '../state/may.ts';
import { fullName } from '../state/names.ts';
import { signedIn, who } from '../state/session.ts';
import type { BoardRow, Uuid } from '../types.ts';
import { NAV } from '../words.ts';
import { AttestDialog } from './attest.tsx';
import { climbWords, clockWords, coverWords, doNow, ENDS_CHAIN } from './chain-words.ts';
import { EndDialog } from './end.tsx';
import { StepNote, Steps } from './steps.tsx';

export function ChainLayer() {
  const there = useRef<Uuid | null>(null);
  const [gone, setGone] = useState<BoardRow | null>(null);
  const stay = (): void => setGone(null);
  // Who may do nothing about it, at a screen of her own, is told that it runs.
  const reads = signedIn.value && !mayRecordHere();
  const wanted = reads ? null : chainShown.value;
  // A cover lies over what was open before it; what opens meanwhile would lie over the cover.
  const shown = wanted && (!covered.value || there.current === wanted.stay) ? wanted : null;
  there.current = shown?.stay ?? null;
  const asideOnes = openChains.value.filter((one) => one.id !== wanted?.id);
  return (
    <>
      {asideOnes.length > 0 && <Aside chains={asideOnes} reads={reads} />}
      {!reads && chainsToAttest.value.length > 0 && <ToAttest chains={chainsToAttest.value} />}
      {shown && <ChainDialog key={shown.stay} chain={shown} onGone={setGone} />}
      {gone && <OutDialog row={gone} away="hospital" onClose={stay} onDone={stay} focusAfter={() => recordButton(gone.stay)} />}
    </>
  );
}

const whose = (chain: Chain): string => (chain.room === null ? 'no room' : `room ${chain.room}`);

/** Over the page, and never gone while the clock runs. */
function Aside({ chains, reads }: { chains: readonly Chain[]; reads: boolean }) {
  return (
    <section class="ln-chain-aside" aria-label="No reply">
      {chains.map((chain) => (
        <p key={chain.id} class="ln-chain-aside__line">
          <strong>No reply, {whose(chain)}</strong> <span class="ln-chain-aside__clock">{clockWords(chain, now.value)}</span>{' '}
          {!reads && (
            <Button type="button" look="secondary" onClick={() => takeUp(chain.id)}>
              Open the steps
            </Button>
          )}
        </p>
      ))}
    </section>
  );
}

/** The steps are over, and not everybody who went in has signed for it. */
function ToAttest({ chains }: { chains: readonly Chain[] }) {
  const [signing, sign] = useState<Uuid | null>(null);
  const chain = chains.find((one) => one.id === signing);
  const row = chain && rowOf(chain.stay);
  return (
    <section class="ln-chain-aside ln-chain-aside--over" aria-label="Who went in">
      {chains.map((one) => (
        <p key={one.id} class="ln-chain-aside__line">
          <strong>
            {one.attests[0] ? `${one.attests[0].by} went in with somebody` : 'Somebody went in'}, {whose(one)}.
          </strong>{' '}
          Was it you?{' '}
          <Button type="button" look="secondary" onClick={() => sign(one.id)}>
            Sign for it
          </Button>
          <Button type="button" look="secondary" onClick={() => notHere(one.id)}>
            Not me
          </Button>
        </p>
      ))}
      {chain && row && <AttestDialog chain={chain} row={row} onClose={() => sign(null)} />}
    </section>
  );
}

type Over = 'steps' | 'record' | 'out' | 'end' | 'attest';

/** `onGone`: the steps are over because she was taken to hospital. Until that is recorded too, her checks stay due. */
function ChainDialog({ chain, onGone }: { chain: Chain; onGone: (row: BoardRow) => void }) {
  const [over, setOver] = useState<Over>('steps');
  const row = signedIn.value ? rowOf(chain.stay) : null;
  const first = begunHere.value === chain.stay;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What opens by itself must not lie under a key that was meant for something else.
    const next = first ? heading.current?.closest('dialog')?.querySelector<HTMLElement>('[data-next]') : null;
    (next ?? heading.current)?.focus();
  }, []);
  const aside = (): void => putAside(chain.id);
  return (
    <>
      <Dialog labelledBy="chain-title" onClose={aside} focusAfter={first ? () => recordButton(chain.stay) : undefined} wide>
        <div class="ln-chain">
          <div class="ln-chain__top">
            <div class="ln-chain__head">
              <h2 id="chain-title" class="ln-chain__title" tabIndex={-1} ref={heading}>
                No reply, {whose(chain)}
                {row && `: ${fullName(row)}`}
              </h2>
              <p class="ln-chain__clock" role="timer" aria-label="Since the first knock">
                {clockWords(chain, now.value)}
              </p>
            </div>
            <p class="ln-chain__now" role="status">
              {doNow(chain, now.value)}
            </p>
          </div>
          {row?.how && <HowToBe how={row.how} />}
          <Steps chain={chain} next={row && <Next chain={chain} setOver={setOver} />}>
            <p class="ln-chain__climb" role="status">
              {climbWords(chain, now.value)}
            </p>
            <Cover />
            <Unsent chain={chain} />
            {row ? <Signed chain={chain} /> : <Locked />}
            <LinkButton onClick={aside}>Put aside: the clock runs on</LinkButton>
          </Steps>
        </div>
      </Dialog>
      {row && over === 'record' && <Answered chain={chain} row={row} onClose={() => setOver('steps')} onOut={() => setOver('out')} />}
      {row && over === 'out' && <OutDialog row={row} onClose={() => setOver('steps')} onDone={() => chainOver(chain)} />}
      {row && over === 'attest' && <AttestDialog chain={chain} row={row} onClose={() => setOver('steps')} />}
      {row && over === 'end' && <EndDialog chain={chain} row={row} onClose={() => setOver('steps')} onGone={() => onGone(row)} />}
    </>
  );
}

/** Whoever else is due is not forgotten over her. */
function Cover() {
  const words = coverWords(board.value?.rows ?? [], now.value);
  return words === null ? null : <p class="ln-chain__cover">{words}</p>;
}

function Unsent({ chain }: { chain: Chain }) {
  const n = unsentSteps(chain.id);
  const refusal = refusalOf(chain.id);
  if (refusal !== undefined) {
    return (
      <p class="ln-chain__unsent" role="status">
        <strong>No other screen shows this.</strong> {refusal} Call the others by voice, and write down the times.{' '}
        <LinkButton onClick={() => chainOver(chain)}>Close</LinkButton>
      </p>
    );
  }
  if (n === 0) return null;
  return (
    <p class="ln-chain__unsent" role="status">
      <strong>{n === 1 ? '1 step' : `${n} steps`} not sent yet, trying again.</strong> Go on: each has its time.
    </p>
  );
}

function Signed({ chain }: { chain: Chain }) {
  return (
    <>
      <StepNote chain={chain} />
      {chain.attests.length > 0 && (
        <p class="ln-chain__attests">
          {chain.attests.map((one) => `${one.by} went in${one.alone ? ' alone' : ''}`).join('. ')}.
        </p>
      )}
    </>
  );
}

/** How it goes on from here, beside the steps. */
function Next({ chain, setOver }: { chain: Chain; setOver: (over: Over) => void }) {
  return (
    <div class="govuk-button-group">
      <Button type="button" onClick={() => setOver('record')}>
        She answers: record it
      </Button>
      <Button type="button" look="secondary" onClick={() => setOver('end')}>
        It is over
      </Button>
      {attestWanted(chain) && chain.attests.every(({ by }) => by !== who.value?.staff?.initials) && (
        <Button type="button" look="secondary" onClick={() => setOver('attest')}>
          I went in: sign for it
        </Button>
      )}
      {mayReadCrisis() && (
        <Button type="button" look="secondary" onClick={() => (crisisOpen.value = { stay: chain.stay })}>
          {NAV.crisis}
        </Button>
      )}
    </div>
  );
}

function Locked() {
  return <p class="ln-chain__attests">Each press is stamped with its time. To end the steps, put this aside and choose your name.</p>;
}

/** She answered, or was seen: the record of it ends the steps. */
function Answered(props: { chain: Chain; row: BoardRow; onClose: () => void; onOut: () => void }) {
  const { chain, row } = props;
  const done = (answer: CheckAnswer, body: VisitBody): void => {
    const { id, marks } = answer.visit;
    const by = who.value?.staff?.initials ?? null;
    applyAnswer(row.stay, { closed: answer.closed, opened: answer.opened, visit: { id, marks, by, outcome: body.outcome, done_at: body.done_at }, going: null });
    props.onClose();
    if (ENDS_CHAIN.includes(body.outcome)) chainOver(chain);
  };
  return <CheckDialog row={row} onClose={props.onClose} onOut={props.onOut} onDone={done} />;
}
