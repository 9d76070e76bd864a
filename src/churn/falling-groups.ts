import type { ScoreBlocks } from './score-blocks.ts';

/** Rows next to each other when sorted by falling probability; a split block leaves fractions of churners. */
export interface FallingGroup {
  n: number;
  churned: number;
  sumProbability: number;
}

/**
 * Groups as equal as possible, the larger first. A block of equal probabilities that crosses a boundary is split in
 * proportion, so no group depends on the order of the rows.
 */
export function fallingGroups({ n, probability, left, stayed }: ScoreBlocks, groups: number): FallingGroup[] {
  const found: FallingGroup[] = [];
  let block = probability.length - 1;
  let rest = block < 0 ? 0 : left[block]! + stayed[block]!;
  for (let g = 0; g < groups; g++) {
    let open = Math.floor(n / groups) + (g < n % groups ? 1 : 0);
    if (open === 0) break;
    const group = { n: open, churned: 0, sumProbability: 0 };
    while (open > 0) {
      const size = left[block]! + stayed[block]!;
      const taken = Math.min(open, rest);
      group.churned += taken === size ? left[block]! : (left[block]! * taken) / size;
      group.sumProbability += probability[block]! * taken;
      open -= taken;
      rest -= taken;
      if (rest === 0 && --block >= 0) rest = left[block]! + stayed[block]!;
    }
    found.push(group);
  }
  return found;
}
