// Pages that are only read. Their words are documents of their own, so that no program has to carry them.
import { Get } from '../parts/page.tsx';
import { SummaryList } from '../parts/summary-list.tsx';
import { PAGE } from '../words.ts';

type Block = ['h2', string] | ['p', string] | ['ul', string[]] | ['dl', [string, string][]];

/** A page of the document of this name in web/static. */
const textPage = (title: string, name: string) => () => (
  <div class="ln-text">
    <h1 class="govuk-heading-l">{title}</h1>
    <Get<Block[]> path={`/${name}.json`} what={title}>
      {(blocks) => blocks.map((block, i) => <Shown key={i} block={block} />)}
    </Get>
  </div>
);

export const Accessibility = textPage(PAGE.accessibility, 'accessibility');
export const Privacy = textPage(PAGE.privacy, 'privacy');
export const Cookies = textPage(PAGE.cookies, 'cookies');

function Shown({ block }: { block: Block }) {
  if (block[0] === 'h2') return <h2 class="govuk-heading-m">{block[1]}</h2>;
  if (block[0] === 'p') return <p class="govuk-body">{block[1]}</p>;
  if (block[0] === 'dl') return <SummaryList rows={block[1].map(([key, value]) => ({ key, value }))} />;
  return (
    <ul class="govuk-list govuk-list--bullet">
      {block[1].map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
