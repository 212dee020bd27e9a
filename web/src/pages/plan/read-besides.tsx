// What stands beside her plan and is no part of her copy: notes for staff, what the kitchen is told, and every version.
import { Details } from '../../parts/details.tsx';
import { Section } from '../../parts/page.tsx';
import { Tag, type TagColour } from '../../parts/tag.tsx';
import { KNOWN } from '../../plan/crisis-words.ts';
import type { Briefing, PlanVersion, SafetyPlanPage } from '../../plan/types.ts';
import { AGREEMENT, STATE } from '../../plan/words.ts';
import { now } from '../../state/clock.ts';
import { mayAt } from '../../state/may.ts';
import { who } from '../../state/session.ts';
import { msOf, ukDate, ukDateTime } from '../../time.ts';
import { PAGE, WITHHELD } from '../../words.ts';
import type { Her } from '../resident/woman.tsx';
import { mayWritePlan } from './may-write.ts';

interface Of {
  her: Her;
  page: SafetyPlanPage;
}

export function Besides({ her, page }: Of) {
  const writes = mayWritePlan(her);
  return (
    <>
      {writes && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${her.path}/safety-plan/quote`}>
            {PAGE.quote}
          </a>
        </p>
      )}
      {(page.briefings.length > 0 || writes) && <StaffOnly her={her} page={page} writes={writes} />}
      {(page.food || writes) && <Food her={her} page={page} writes={writes} />}
      <Versions her={her} page={page} />
    </>
  );
}

type Standing = [word: string, colour: TagColour];

/** Whether a briefing counts, and why not. */
export function standingOf({ decision, expires_at }: Pick<Briefing, 'decision' | 'expires_at'>, nowMs: number): Standing {
  if (decision && !decision.approved) return ['Declined', 'grey'];
  if (msOf(expires_at) <= nowMs) return ['Over', 'grey'];
  return decision ? ['Approved', 'green'] : ['Waits for a manager', 'yellow'];
}

const isOpen = (one: Briefing): boolean => !['Declined', 'Over'].includes(standingOf(one, now.value)[0]);

function StaffOnly({ her, page, writes }: Of & { writes: boolean }) {
  const [open, past] = [page.briefings.filter(isOpen), page.briefings.filter((one) => !isOpen(one))];
  return (
    <div class="ln-staff-only">
      <Section name="staff" title="Staff only">
        <p class="govuk-body">Never on her own copy. When she is given one, it is recorded that this was left out, and why.</p>
        {open.length === 0 && <p class="govuk-body">Nothing is written for staff only.</p>}
        {open.map((one) => (
          <BriefingShown key={one.id} her={her} one={one} />
        ))}
        {past.length > 0 && (
          <Details summary={`No longer in force (${past.length})`}>
            {past.map((one) => (
              <BriefingShown key={one.id} her={her} one={one} />
            ))}
          </Details>
        )}
        {writes && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${her.path}/briefing`}>
              {PAGE.briefing}
            </a>
          </p>
        )}
      </Section>
    </div>
  );
}

function BriefingShown({ her, one }: { her: Her; one: Briefing }) {
  const [word, colour] = standingOf(one, now.value);
  const { decision } = one;
  const decides = decision === null && isOpen(one) && her.mayWrite && mayAt(her.page.banner.premises.id, ['premises_manager', 'on_call']) && one.author !== who.value?.staff?.name;
  return (
    <div class="ln-briefing">
      <p class="govuk-body ln-how__text">{one.words}</p>
      <p class="govuk-body ln-soft">
        <Tag colour={colour}>{word}</Tag> {one.author}, {ukDateTime(one.at)}. Why: {one.reason}. Ends {ukDate(one.expires_at)}.
        {decision && ` ${decision.approved ? 'Approved' : 'Declined'} by ${decision.by}, ${ukDateTime(decision.at)}${decision.words ? `: ${decision.words}` : ''}.`}
      </p>
      {decides && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${her.path}/briefing/${one.id}`}>
            Approve or decline it
          </a>
        </p>
      )}
    </div>
  );
}

function Food({ her, page: { food }, writes }: Of & { writes: boolean }) {
  return (
    <Section name="food" title={PAGE.food}>
      <p class="govuk-body">{food === null ? KNOWN.not_asked : food.state === 'recorded' ? food.words : KNOWN[food.state]}</p>
      <p class="govuk-body ln-soft">
        {food && `${food.author}, ${ukDateTime(food.at)}. `}The kitchen sees this with her room, and nothing else.
      </p>
      {writes && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${her.path}/food`}>
            Change her food needs
          </a>
        </p>
      )}
    </Section>
  );
}

function Versions({ her, page: { versions } }: Of) {
  const newest = versions[0]?.version ?? 0;
  return (
    <Section name="versions" title="All versions">
      {versions.length === 0 && <p class="govuk-body">There is none yet.</p>}
      <ul class="ln-log">
        {versions.map((one) => (
          <VersionRow key={one.version} her={her} one={one} newest={newest} />
        ))}
      </ul>
    </Section>
  );
}

function VersionRow({ her, one, newest }: { her: Her; one: PlanVersion; newest: number }) {
  const path = `${her.path}/safety-plan`;
  const links = [
    [`${path}/versions/${one.version - 1}/${one.version}`, one.version === 1 ? 'What was written' : 'What changed'],
    ...(one.version < newest ? [[`${path}?version=${one.version}`, 'Read it'], [`${path}/versions/${one.version}/${newest}`, 'Compare with now']] : []),
  ] as const;
  return (
    <li class="ln-log__item ln-log__item--wide">
      <div class="ln-log__time">
        <strong>Version {one.version}</strong>, {STATE[one.state].toLowerCase()}
        <span class="ln-soft ln-below">{ukDateTime(one.saved_at)}</span>
      </div>
      <div>
        <p>
          {one.author}: {one.reason ?? WITHHELD}
        </p>
        <p class="ln-soft">{AGREEMENT[one.agreement]}</p>
        <ul class="ln-plan__acts">
          {links.map(([href, label]) => (
            <li key={href}>
              <a class="govuk-link" href={href}>
                {label}
                <span class="govuk-visually-hidden">, version {one.version}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}
