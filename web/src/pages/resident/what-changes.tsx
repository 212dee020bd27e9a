// Before a decision about her checks is sent: what will be different, whether it is less, and who may decide that.
import { Problem } from '../../api.ts';
import type { Band } from '../../records.ts';
import { DECIDERS, LEADS, mayAt } from '../../state/may.ts';
import { useNumbers } from '../../state/settings.ts';
import { spanInWords } from '../../time.ts';
import { basisOf, differenceInWords, differences, whoDecides } from './plan-words.ts';
import type { Her } from './woman.tsx';

const DEFAULT_FLOOR_S = 14_400;

/** Whether whoever is here may end checks so that these are left of those. */
export function useMayLeave(her: Her, before: readonly Band[], after: readonly Band[]): boolean {
  const premises = her.page.banner.premises.id;
  const floor = useNumbers(premises)('floor_max_gap_s', DEFAULT_FLOOR_S);
  const decides = whoDecides(differences(before, after), floor);
  return decides === 'anybody' || mayAt(premises, decides === 'manager' ? DECIDERS : LEADS);
}

/** `after` null: not whole yet. */
export function WhatChanges({ her, before, after }: { her: Her; before: readonly Band[]; after: readonly Band[] | null }) {
  const premises = her.page.banner.premises.id;
  const floor = useNumbers(premises)('floor_max_gap_s', DEFAULT_FLOOR_S);
  const changes = after && differences(before, after);
  const decides = whoDecides(changes ?? [], floor);
  const manager = decides === 'manager';
  return (
    <section aria-labelledby="changes" class="ln-change">
      <h2 class="govuk-heading-m" id="changes">
        What changes
      </h2>
      <div role="status">
        {changes === null && <p class="govuk-body">Fill in the hours and gaps to see what changes.</p>}
        {changes?.length === 0 && <p class="govuk-body">Nothing: as much is asked without it.</p>}
        <ul class="govuk-list govuk-list--bullet">
          {changes?.map((one) => (
            <li key={one.kind + one.from}>{differenceInWords(one)}</li>
          ))}
        </ul>
        {decides !== 'anybody' && (
          <p class="govuk-body">
            <strong>
              {manager
                ? `This leaves more than ${spanInWords(floor)} between checks, or none. Only a manager may decide that.`
                : 'This asks for fewer checks than now. The shift lead or a manager decides that.'}
            </strong>{' '}
            {mayAt(premises, manager ? DECIDERS : LEADS) ? 'You may.' : `You may not: ask ${manager ? 'the manager' : 'the shift lead'} to do it.`}
          </p>
        )}
      </div>
    </section>
  );
}

/**
 * Sends a decision about her checks. The version it is based on moves with every check that is recorded; as long as nobody
 * decided anything else, the same decision still stands and goes out again.
 */
export async function decide(her: Her, basis: string, send: (basedOn: number) => Promise<unknown>): Promise<void> {
  try {
    await send(her.page.overview.checks_version ?? 0);
  } catch (error) {
    if (!(error instanceof Problem) || error.slug !== 'edit-conflict') throw error;
    const fresh = await her.reload();
    if (!fresh || basisOf(fresh) !== basis) throw error;
    await send(fresh.overview.checks_version ?? 0);
  }
}
