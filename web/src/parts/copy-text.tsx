// Text to be taken elsewhere: a button that copies and says so, and the text itself, which can be selected where a browser
// does not let a page copy.
import { useRef, useState } from 'preact/hooks';
import { Button } from './button.tsx';

type Copied = 'copied' | 'by hand' | null;

const BY_HAND = 'This browser did not copy it. The text is selected: press Ctrl and C.';

interface CopyProps {
  label: string;
  text: string;
  /** Said once it was copied. */
  done: string;
}

export function CopyText({ label, text, done }: CopyProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<Copied>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('copied');
    } catch {
      box.current?.select();
      setCopied('by hand');
    }
  };
  return (
    <div class="govuk-form-group ln-copy-text">
      <label class="govuk-label govuk-label--s" for="copy-text">
        {label}
      </label>
      <textarea class="govuk-textarea" id="copy-text" ref={box} readOnly rows={Math.min(14, text.split('\n').length + 3)} value={text} />
      <Button type="button" look="secondary" onClick={() => void copy()}>
        Copy
      </Button>
      <p class="govuk-body" role="status">
        {copied === 'copied' ? done : copied && BY_HAND}
      </p>
    </div>
  );
}
