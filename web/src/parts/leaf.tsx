/** A sign that she is well: the same shape wherever strengths stand. */
export function Leaf() {
  return (
    <svg class="ln-leaf" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d="M15 1C7 1 2 4 2 9.5c0 1 .2 1.8.6 2.5L1 14.6l1.3.9 1.7-2.4c.7.3 1.5.5 2.5.5C12 13.6 15 9 15 1zM5 11c1.5-3 3.5-5 6.5-6.5" fill="currentColor" />
    </svg>
  );
}
