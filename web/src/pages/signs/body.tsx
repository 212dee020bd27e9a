// Where marks were seen on her body: for those who know of her health. What has healed fades, with its date; no pictures.
import { signal } from '../../state/signals.ts';
import { newId, put } from '../../api.ts';
import { LinkButton } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Get } from '../../parts/page.tsx';
import type { BodyMark, BodyPage, Side } from '../../records-safety.ts';
import { go, type Params } from '../../router.ts';
import { mayAt, HEALTH } from '../../state/may.ts';
import { ukDate, ukDateTime } from '../../time.ts';
import { PAGE, WITHHELD } from '../../words.ts';
import { MARK_KIND, SIDE } from '../../words-safety.ts';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { Figure } from './body-figure.tsx';
import type { Spot } from './body-regions.ts';

/** Where somebody pressed on her map, for the form that comes next. */
export const pressedAt = signal<Spot | null>(null);

export const mayBody = (her: Her): boolean => mayAt(her.page.banner.premises.id, HEALTH);

const SIDES: readonly Side[] = ['front', 'back'];

export function Body({ params }: { params: Params }) {
  return (
    <Woman params={params} heading={PAGE.body}>
      {(her) =>
        mayBody(her) ? (
          <Get<BodyPage> path={`/api${her.path}/body`} what="her body map">
            {({ marks }) => <Shown her={her} marks={marks} />}
          </Get>
        ) : (
          <NotYours />
        )
      }
    </Woman>
  );
}

export const numbered = (marks: readonly BodyMark[], side: Side) => marks.map((mark, i) => ({ mark, n: i + 1 })).filter(({ mark }) => mark.side === side);

function Shown({ her, marks }: { her: Her; marks: readonly BodyMark[] }) {
  const mark = (spot: Spot): void => {
    pressedAt.value = spot;
    go(`${her.path}/body/new`);
  };
  const print = (): void => {
    void put(`/api/prints/${newId()}`, { ...her.who, what: 'body' }).catch(() => undefined);
    window.print();
  };
  return (
    <>
      <p class="govuk-body">
        Only those who know of her health see this. Ask before you look, and say why. {her.mayWrite && 'Press where you saw something, or use the arrow keys and Enter. '}
        Left and right are hers.
      </p>
      {her.mayWrite && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${her.path}/body/new`} onClick={() => (pressedAt.value = null)}>
            {PAGE.bodyNew}, from a list
          </a>
        </p>
      )}
      <div class="ln-body">
        <div class="ln-body__sides">
          {SIDES.map((side) => (
            <Figure key={side} side={side} marks={numbered(marks, side)} onMark={her.mayWrite ? mark : undefined} />
          ))}
        </div>
        <List her={her} marks={marks} />
      </div>
      <p class="govuk-body">
        <LinkButton onClick={print}>Print this page</LinkButton>
      </p>
    </>
  );
}

function List({ her, marks }: { her: Her; marks: readonly BodyMark[] }) {
  if (marks.length === 0) return <EmptyState>Nothing is marked. That says only that nobody has marked anything.</EmptyState>;
  return (
    <ol class="ln-body__list">
      {marks.map((one) => (
        <li key={one.id} class={one.healed ? 'ln-body__healed' : undefined}>
          <strong>{one.region}</strong>, {SIDE[one.side].toLowerCase()}: {MARK_KIND[one.kind].toLowerCase()}
          {one.words !== '' && <span class="ln-below">{one.words ?? WITHHELD}</span>}
          <span class="ln-soft ln-below">
            Seen {ukDateTime(one.seen_at)}, {one.author}
          </span>
          {one.healed ? (
            <span class="ln-below">
              Healed {ukDate(one.healed.at)}, {one.healed.by}
            </span>
          ) : (
            her.mayWrite && (
              <a class="govuk-link ln-log__act" href={`${her.path}/body/${one.id}/healed`}>
                It has healed<span class="govuk-visually-hidden"> ({one.region})</span>
              </a>
            )
          )}
        </li>
      ))}
    </ol>
  );
}
