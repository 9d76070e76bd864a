import type { ScoreBlocks } from './score-blocks.ts';

/** The area under the ROC curve of rows with both outcomes; equal scores count one half. */
export function aucOfBlocks({ n, churned, left, stayed }: ScoreBlocks): number {
  let below = 0;
  let wins = 0; // counted in halves, so exact up to 2^53
  for (let b = 0; b < left.length; b++) {
    wins += left[b]! * (2 * below + stayed[b]!);
    below += stayed[b]!;
  }
  return wins / 2 / churned / (n - churned);
}
