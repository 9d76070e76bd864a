import type { ScoredRow } from './scored-row.ts';

/** Rows with any finite value as scored rows with the same ranking: value → its place among the distinct values, 0..1. */
export function rankRows(rows: readonly { value: number; churned: boolean }[]): ScoredRow[] {
  const distinct = Float64Array.from(new Set(rows.map(({ value }) => value + 0))).sort();
  const places = new Map(Array.from(distinct, (value, i) => [value, i / Math.max(1, distinct.length)]));
  return rows.map(({ value, churned }) => ({ probability: places.get(value + 0)!, churned }));
}
