// How the checks of her women went, as counts and the longest gap: never a single knock.
import { Section } from '../../parts/page.tsx';
import { Table } from '../../parts/table.tsx';
import type { MyWoman } from '../../records-updates.ts';
import { womanName } from '../../state/names.ts';
import { spanInWords } from '../../time.ts';
import { isShared } from '../updates/in-words.ts';

export function CheckTable({ women }: { women: readonly MyWoman[] }) {
  const told = women.filter((one) => one.checks !== null && isShared(one.sharing, 'checks'));
  if (told.length === 0) return null;
  return (
    <Section name="checks" title="Their checks in the last 7 days">
      <div class="ln-checks">
        <Table
          caption="Checks in the last 7 days, by woman"
          captionHidden
          small
          rowHeaders
          head={[{ label: 'Woman' }, { label: 'Done', numeric: true }, { label: 'Late', numeric: true }, { label: 'Missed', numeric: true }, { label: 'Longest gap', numeric: true }]}
          rows={told.map(({ stay, resident, checks }) => ({
            key: stay,
            cells: [womanName(resident), checks!.done, checks!.late, checks!.missed, checks!.longest_gap_s === null ? '–' : spanInWords(checks!.longest_gap_s)],
          }))}
        />
      </div>
      {told.length < women.length && <p class="govuk-body">Women whose checks are not shared are not in this table.</p>}
    </Section>
  );
}
