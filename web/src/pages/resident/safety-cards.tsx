// What a stranger should know before anything else of this page: her signs in this shift, the watches that are open, and
// whether her plan is under review; each a line or two with the way to the rest.
import type { ComponentChildren } from 'preact';
import type { ReviewsPage, SignsPage, WatchesPage } from '../../records-safety.ts';
import { now } from '../../state/clock.ts';
import { useLoad } from '../../state/load.ts';
import { HEALTH, mayAt } from '../../state/may.ts';
import { dayDueInWords, plural } from '../../time.ts';
import { PAGE } from '../../words.ts';
import { thisShift } from '../signs/strip-words.ts';
import { decideInWords, isUndecided, watchInLine } from '../signs/watch-words.ts';
import { reviewInLine } from '../signs/review-words.ts';
import type { Her } from './woman.tsx';

export function SafetyCards({ her }: { her: Her }) {
  return (
    <div class="ln-cards">
      <SignsCard her={her} />
      <WatchesCard her={her} />
      <ReviewCard her={her} />
      <More her={her} />
    </div>
  );
}

function Card(props: { href: string; title: string; children: ComponentChildren }) {
  return (
    <section class="ln-card" aria-label={props.title}>
      <h2 class="govuk-heading-s">
        <a class="govuk-link" href={props.href}>
          {props.title}
        </a>
      </h2>
      {props.children}
    </section>
  );
}

const Line = ({ late, children }: { late?: boolean; children: ComponentChildren }) => <p class={late ? 'ln-card__line ln-overdue' : 'ln-card__line'}>{children}</p>;

function SignsCard({ her }: { her: Her }) {
  const { data } = useLoad<SignsPage>(`/api${her.path}/signs`);
  const open = data?.proposals.filter((one) => one.decision === null).length ?? 0;
  const seen = data?.signs.filter((one) => thisShift(one, data.shifts) === 'seen') ?? [];
  const gaps = data?.signs.filter((one) => one.gap).length ?? 0;
  return (
    <Card href={`${her.path}/signs`} title={PAGE.signs}>
      {open > 0 && <Line late>{plural(open, 'rule')} came true and waits for a decision</Line>}
      {data && data.signs.length === 0 && <Line>Her plan names none yet</Line>}
      {seen.length > 0 && <Line>Seen this shift: {seen.map((one) => one.words ?? 'restricted').join('; ')}</Line>}
      {data && data.signs.length > 0 && seen.length === 0 && <Line>None seen this shift</Line>}
      {gaps > 0 && <Line>{plural(gaps, 'sign')} not known for two shifts</Line>}
    </Card>
  );
}

function WatchesCard({ her }: { her: Her }) {
  const { data } = useLoad<WatchesPage>(`/api${her.path}/watches`);
  const open = data?.watches.filter((one) => one.ended === null) ?? [];
  return (
    <Card href={`${her.path}/watches`} title={PAGE.watches}>
      {data && open.length === 0 && <Line>None open</Line>}
      {open.map((one) => {
        const decide = decideInWords(one, now.value);
        return (
          <Line key={one.id} late={isUndecided(one, now.value)}>
            {watchInLine(one)}
            {decide && <span class="ln-below">{decide}</span>}
          </Line>
        );
      })}
    </Card>
  );
}

function ReviewCard({ her }: { her: Her }) {
  const { data } = useLoad<ReviewsPage>(`/api${her.path}/reviews`);
  const clock = data?.open ? reviewInLine(data.open, now.value) : null;
  const next = data?.next_on ?? data?.backstop_on;
  return (
    <Card href={`${her.path}/reviews`} title={PAGE.reviews}>
      {clock && <Line late={clock.overdue}>{clock.words}</Line>}
      {data && !clock && <Line>{next ? `Next ${dayDueInWords(next, now.value)}` : 'None open'}</Line>}
    </Card>
  );
}

function More({ her }: { her: Her }) {
  return (
    <section class="ln-card" aria-label="More about her">
      <p class="ln-card__line">
        <a class="govuk-link" href={`${her.path}/hard-days`}>
          {PAGE.hardDays}
        </a>
      </p>
      {mayAt(her.page.banner.premises.id, HEALTH) && (
        <p class="ln-card__line">
          <a class="govuk-link" href={`${her.path}/body`}>
            {PAGE.body}
          </a>
        </p>
      )}
    </section>
  );
}
