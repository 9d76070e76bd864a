/** How far a number may lie from what is wanted: `abs + rel·|want|`. */
export interface Tolerance {
  rel?: number;
  abs?: number;
}

/**
 * Differences between what came and what was wanted, each as `path: got …, want …`. Only the keys that are wanted are
 * looked at; texts, booleans and null are exact; lists have equal lengths.
 */
export function compare(got: unknown, want: unknown, tolerance: Tolerance, path = ''): string[] {
  const differs = (): string[] => [`${path || '(value)'}: got ${show(got)}, want ${show(want)}`];
  if (typeof want === 'number') {
    const slack = (tolerance.abs ?? 0) + (tolerance.rel ?? 0) * Math.abs(want);
    // The comparison is written so that NaN never passes.
    return typeof got === 'number' && (got === want || Math.abs(got - want) <= slack) ? [] : differs();
  }
  if (want === null || typeof want !== 'object') return got === want ? [] : differs();
  if (Array.isArray(want)) {
    if (!Array.isArray(got) || got.length !== want.length) return differs();
    return want.flatMap((item, i) => compare(got[i], item, tolerance, `${path}[${i}]`));
  }
  if (got === null || typeof got !== 'object') return differs();
  return Object.entries(want).flatMap(([key, item]) =>
    compare((got as Record<string, unknown>)[key], item, tolerance, path ? `${path}.${key}` : key),
  );
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
