import { requireFinite, requireIterable, requireProbability } from '../errors/index.ts';

/**
 * Counts scores between edges: bin 0 below the first, every other bin from its edge on, the edge included.
 *
 * @param rows - scores, in any order
 * @param edges - of {@link scoreEdges}, ascending; edges may repeat
 * @returns counts by the number of the bin, as {@link measureStability} takes them
 * @throws InputError `not-a-probability`, `not-finite`
 *
 * @example How many of today's customers fall between the edges of last quarter?
 * ```ts
 * import { countByEdges } from 'clientele/churn';
 *
 * countByEdges([{ probability: 0.1 }, { probability: 0.2 }, { probability: 0.9 }], [0.2, 0.5]); // => { 0: 1, 1: 1, 2: 1 }
 * ```
 */
export function countByEdges(
  rows: Iterable<{
    /** the forecast, 0..1 */
    probability: number;
  }>,
  edges: readonly number[],
): Record<string, number> {
  const ends = [...requireIterable(edges, 'edges')];
  ends.forEach((edge, i) => requireFinite(edge, `edges[${i}]`));
  const counts = Array.from({ length: ends.length + 1 }, () => 0);
  let row = 0;
  for (const one of requireIterable(rows, 'rows')) {
    const p = requireProbability(one?.probability, `rows[${row++}].probability`);
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ends[middle]! <= p) low = middle + 1;
      else high = middle;
    }
    counts[low]!++;
  }
  return Object.fromEntries(counts.map((count, i) => [String(i), count]));
}
