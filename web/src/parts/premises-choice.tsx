import { chosenPremises, currentPremises, onTerminal, who } from '../state/session.ts';
import { Select } from './select.tsx';

/** For those who work at several premises: which one this page is about. Nothing for the others. */
export function PremisesChoice() {
  const all = who.value?.premises ?? [];
  if (all.length < 2 || onTerminal.value) return null;
  return (
    <Select
      id="premises-choice"
      label="Premises"
      items={all.map((one) => ({ value: one.id, label: one.name }))}
      value={currentPremises.value?.id}
      onChange={(id) => (chosenPremises.value = id)}
    />
  );
}
