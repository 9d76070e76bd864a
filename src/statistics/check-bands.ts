import type { Problem } from '../errors/index.ts';
import type { Band } from './band.ts';

/** What can be wrong with a list of bands. */
export type BandProblemCode = 'empty' | 'wrong-type' | 'not-finite' | 'out-of-order' | 'duplicate';

/**
 * What is wrong with a list of bands: none at all, what is no band, lower ends that are not finite or do not ascend, a name used twice.
 *
 * @param bands - as a policy holds them
 * @returns all problems in the order of the bands, each an error; empty when the bands are sound
 *
 * @example Are these bands usable?
 * ```ts
 * import { checkBands } from 'clientele/statistics';
 *
 * checkBands([{ name: 'low', from: 0 }, { name: 'high', from: 50 }]); // => []
 * checkBands([{ name: 'low', from: 50 }, { name: 'high', from: 50 }])[0]!.code; // => 'out-of-order'
 * ```
 */
export function checkBands(bands: readonly Readonly<Band>[]): Problem<BandProblemCode>[] {
  const problems: Problem<BandProblemCode>[] = [];
  const report = (code: BandProblemCode, path: string, message: string): void => {
    problems.push({ code, path, severity: 'error', message });
  };
  if (!Array.isArray(bands)) {
    report('wrong-type', '', `expected a list of bands, got ${typeof bands}`);
    return problems;
  }
  if (bands.length === 0) report('empty', '', 'expected at least one band');
  const names = new Set<string>();
  let before = -Infinity;
  for (const [i, band] of bands.entries()) {
    const { name, from }: Partial<Band> = band ?? {};
    if (typeof from !== 'number' || !Number.isFinite(from)) {
      report('not-finite', `/${i}/from`, `expected a finite lower end, got ${String(from)}`);
    } else if (from <= before) report('out-of-order', `/${i}/from`, `expected more than ${before}, got ${from}`);
    else before = from;
    if (typeof name !== 'string') report('wrong-type', `/${i}/name`, `expected a name, got ${typeof name}`);
    else if (names.has(name)) report('duplicate', `/${i}/name`, `expected every name once, got '${name}' again`);
    else names.add(name);
  }
  return problems;
}
