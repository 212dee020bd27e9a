// The outline of a body and the names of its parts. Left and right are hers: on the front her left is to the right of whoever
// looks. Places are per mille of the outline, across from its left and down from its top.
import type { Side } from '../../records-safety.ts';

export const WIDE = 400;
export const HIGH = 1000;
const MIDDLE = WIDE / 2;

export interface Spot {
  side: Side;
  region: string;
  across: number;
  down: number;
}

interface Part {
  /** By side; where it is in pairs, without left and right. */
  name: Record<Side, string>;
  pair: boolean;
  /** Of its middle: from the middle of the body, and from the top. */
  out: number;
  down: number;
  /** From where it begins, down and out. */
  from: number;
  until: number;
  least: number;
}

const part = (name: string, back: string, pair: boolean, [out, down]: [number, number], [from, until, least]: [number, number, number]): Part => ({
  name: { front: name, back },
  pair,
  out,
  down,
  from,
  until,
  least,
});

const limb = (name: string, at: [number, number], reach: [number, number, number]): Part => part(name, name, true, at, reach);

// What lies further out comes first: an arm beside the chest is the arm.
const PARTS: readonly Part[] = [
  limb('shoulder', [82, 182], [152, 215, 50]),
  limb('upper arm', [96, 260], [215, 310, 72]),
  limb('forearm', [114, 355], [310, 398, 80]),
  limb('wrist', [121, 411], [398, 424, 92]),
  limb('hand', [126, 450], [424, 500, 95]),
  part('Face', 'Back of head', false, [0, 70], [0, 126, 0]),
  part('Neck', 'Back of neck', false, [0, 138], [126, 152, 0]),
  part('Chest', 'Upper back', false, [0, 215], [152, 270, 0]),
  part('Abdomen', 'Lower back', false, [0, 330], [270, 390, 0]),
  part('Hips and groin', 'Buttocks', false, [0, 435], [390, 475, 0]),
  limb('thigh', [40, 545], [475, 610, 0]),
  limb('knee', [40, 635], [610, 660, 0]),
  limb('lower leg', [42, 770], [660, 885, 0]),
  limb('foot', [46, 935], [885, HIGH, 0]),
];

/** Which of hers lies to the right of whoever looks. */
const atRight: Record<Side, string> = { front: 'Left', back: 'Right' };
const atLeft: Record<Side, string> = { front: 'Right', back: 'Left' };

const spot = (side: Side, region: string, x: number, y: number): Spot => ({ side, region, across: Math.round((x / WIDE) * 1000), down: Math.round((y / HIGH) * 1000) });

function spotsOf(side: Side, one: Part): Spot[] {
  if (!one.pair) return [spot(side, one.name[side], MIDDLE, one.down)];
  return [
    spot(side, `${atLeft[side]} ${one.name[side]}`, MIDDLE - one.out, one.down),
    spot(side, `${atRight[side]} ${one.name[side]}`, MIDDLE + one.out, one.down),
  ];
}

/** Every part with its middle, from the head down. */
export const regionsOf = (side: Side): Spot[] => PARTS.flatMap((one) => spotsOf(side, one)).sort((a, b) => a.down - b.down || a.across - b.across);

/** The part at a place of the outline. */
export function spotAt(side: Side, across: number, down: number): Spot {
  const out = (across / 1000) * WIDE - MIDDLE;
  const y = (down / 1000) * HIGH;
  const found = PARTS.find((one) => y >= one.from && y < one.until && Math.abs(out) >= one.least) ?? PARTS[PARTS.length - 1]!;
  const which = out < 0 ? atLeft[side] : atRight[side];
  return { side, region: found.pair ? `${which} ${found.name[side]}` : found.name[side], across: Math.round(across), down: Math.round(down) };
}

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

const AWAY: Record<Arrow, readonly [across: number, down: number]> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const LEAST_STEP = 10;

/** The nearest part in the direction of an arrow; where there is none, the same. */
export function nextRegion(from: Spot, arrow: Arrow): Spot {
  const [dx, dy] = AWAY[arrow];
  const costs = regionsOf(from.side).flatMap((one) => {
    const [across, down] = [((one.across - from.across) * WIDE) / 1000, ((one.down - from.down) * HIGH) / 1000];
    const [along, beside] = [across * dx + down * dy, Math.abs(across * dy + down * dx)];
    return along > LEAST_STEP ? [{ one, cost: along + 2 * beside }] : [];
  });
  return costs.sort((a, b) => a.cost - b.cost)[0]?.one ?? from;
}
