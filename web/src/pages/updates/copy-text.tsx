// Text to be taken elsewhere: a button that copies and says so, and the text itself, which can be selected where a browser
// does not let a page copy.
import { useRef, useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';

type Copied = 'copied' | 'by hand' | null;

const SAID = {
  copied: 'Copied. Paste it into NDelius.',
  'by hand': 'This browser did not copy it. The text is selected: press Ctrl and C.',
} as const;

export function CopyText({ text }: { text: string }) {
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
      <label class="govuk-label govuk-label--s" for="for-ndelius">
        Text for NDelius
      </label>
      <textarea class="govuk-textarea" id="for-ndelius" ref={box} readOnly rows={Math.min(14, text.split('\n').length + 3)} value={text} />
      <Button type="button" look="secondary" onClick={() => void copy()}>
        Copy
      </Button>
      <p class="govuk-body" role="status">
        {copied && SAID[copied]}
      </p>
    </div>
  );
}
