// A field for what was said and done. Loaded words are underlined as they are written, and a neutral question stands beside
// the field: it never stops anybody, and it changes nothing.
import { useEffect } from 'preact/hooks';
import { askLoadedWords, loadedIn, loadedWords, type Found } from '../state/loaded-words.ts';
import { Textarea, type TextareaProps } from './textarea.tsx';
import { useSettled } from './use-settled.ts';

export function WordsArea(props: TextareaProps) {
  useEffect(askLoadedWords, []);
  const text = props.value ?? '';
  const found = loadedIn(text, loadedWords.value);
  const list = `${props.id}-words`;
  return (
    <>
      <Textarea {...props} describedBy={found.length > 0 ? list : undefined} behind={<Underlined text={text} found={found} />} />
      <Questions id={list} found={found} />
    </>
  );
}

/** The same words, unseen but for the lines under some of them. */
function Underlined({ text, found }: { text: string; found: readonly Found[] }) {
  let at = 0;
  return (
    <div class="ln-behind__words" aria-hidden="true">
      {found.map(({ from, until }) => {
        const before = text.slice(at, from);
        at = until;
        return (
          <>
            {before}
            <mark>{text.slice(from, until)}</mark>
          </>
        );
      })}
      {text.slice(at)}{' '}
    </div>
  );
}

function Questions({ id, found }: { id: string; found: readonly Found[] }) {
  const words = [...new Set(found.map((one) => one.word))];
  const spoken = useSettled(words.map((one) => `${one.word}: ${one.question}`).join(' '), 1000);
  return (
    <>
      {words.length > 0 && (
        <ul class="ln-asked" id={id}>
          {words.map((one) => (
            <li key={one.word}>
              <b>{one.word}</b>: {one.question}
            </li>
          ))}
        </ul>
      )}
      <div class="govuk-visually-hidden" aria-live="polite">
        {spoken}
      </div>
    </>
  );
}
