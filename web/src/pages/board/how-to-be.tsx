import { InsetText } from '../../parts/inset-text.tsx';
import type { HowToBe as How } from '../../types.ts';

/** Her agreed way comes before anything else, because it changes what happens at the door. */
export function HowToBe(props: { how: How | null }) {
  const { how } = props;
  if (!how) return <p class="ln-how ln-how--none">How to be with her has not been written down yet.</p>;
  return (
    <InsetText>
      <strong>How to be with me</strong>
      <span class="ln-how__text">{how.text}</span>
      {how.sleep && <span class="ln-how__options">At night she agreed to: {how.sleep}.</span>}
    </InsetText>
  );
}
