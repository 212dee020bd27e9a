// What each of the three wants to talk about: hers first, and hers stay.
import { useState } from 'preact/hooks';
import { post } from '../../api.ts';
import { announce } from '../../frame.tsx';
import { LinkButton } from '../../parts/button.tsx';
import { ErrorMessage } from '../../parts/error-message.tsx';
import type { AgendaItem, Meeting, Voice } from '../../records-meetings.ts';
import { focusIfLost } from '../../router.ts';
import { ukDateTime } from '../../time.ts';
import { ERROR, WITHHELD } from '../../words.ts';
import { WANTS } from '../../words-meetings.ts';
import type { Her } from '../resident/woman.tsx';
import { mayTakeBack } from './may.ts';

const VOICES = Object.keys(WANTS) as Voice[];

interface AgendaProps {
  items: readonly AgendaItem[];
  /** Of one item: how it is taken back, where it may be. */
  takeBack?: (item: AgendaItem) => (() => void) | null;
  /** Of the headings over each voice: 2 where none stands above them but the page's. */
  headingLevel?: 2 | 3;
}

export function Agenda({ items, takeBack, headingLevel = 2 }: AgendaProps) {
  const Heading = `h${headingLevel}` as 'h2' | 'h3';
  return (
    <>
      {VOICES.map((voice) => {
        const these = items.filter((one) => one.voice === voice);
        return (
          <div key={voice}>
            <Heading class="govuk-heading-s">{WANTS[voice]}</Heading>
            {these.length === 0 && <p class="govuk-body">Nothing.</p>}
            <ul class="ln-plain">
              {these.map((one) => (
                <Item key={one.id} item={one} takeBack={takeBack?.(one) ?? null} />
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}

function Item({ item, takeBack }: { item: AgendaItem; takeBack: (() => void) | null }) {
  const words = item.words ?? WITHHELD;
  return (
    <li>
      {item.withdrawn ? <s>{words}</s> : words}{' '}
      <span class="ln-soft ln-below">
        Written down by {item.by ?? 'somebody'}, {ukDateTime(item.at)}
        {item.withdrawn && `. Taken back by ${item.withdrawn.by ?? 'somebody'}, ${ukDateTime(item.withdrawn.at)}`}
      </span>
      {takeBack && (
        <LinkButton onClick={takeBack}>
          Take it back<span class="govuk-visually-hidden"> ({words})</span>
        </LinkButton>
      )}
    </li>
  );
}

/** The agenda of a meeting, with what its reader may take back. */
export function AgendaOf({ her, meeting, reload }: { her: Her; meeting: Meeting; reload: () => Promise<unknown> }) {
  const [failed, setFailed] = useState(false);
  const back = async (item: AgendaItem): Promise<void> => {
    try {
      await post(`/api/meeting-items/${item.id}/withdraw`, {});
      await reload();
      setFailed(false);
      announce('It was taken back. It stays on record as that.');
      focusIfLost();
    } catch {
      setFailed(true);
    }
  };
  return (
    <>
      {failed && <ErrorMessage>{ERROR.unreachable}</ErrorMessage>}
      <Agenda headingLevel={3} items={meeting.items} takeBack={(item) => (mayTakeBack(her.page.banner, meeting, item) ? () => void back(item) : null)} />
    </>
  );
}
