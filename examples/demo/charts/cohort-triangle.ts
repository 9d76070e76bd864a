import type { CohortTable } from 'clientele/retention';
import { escape, percent, whole } from './svg.ts';

/** Cohorts in rows, periods since the first order in columns; a period that is not over is an empty cell. */
export function cohortTriangle(table: CohortTable, most: { rows: number; columns: number }): string {
  const cohorts = table.cohorts.slice(-most.rows);
  const columns = Math.min(most.columns, Math.max(0, ...cohorts.map((cohort) => cohort.cells.length)));
  const offsets = Array.from({ length: columns }, (_, k) => k);
  // Period 0 is 100 % by definition: the scale of the colors begins with the first return.
  const top = Math.max(0.01, ...cohorts.flatMap((cohort) => cohort.cells.slice(1).map((cell) => cell.value ?? 0)));
  const cell = (share: number | null | undefined, k: number): string => {
    if (share === undefined) return '<td></td>';
    if (share === null) return '<td class="open" title="this period is not over">·</td>';
    if (k === 0) return '<td class="base">100</td>';
    return `<td style="--heat:${Math.round((100 * share) / top)}%">${(100 * share).toFixed(share < 0.0995 ? 1 : 0)}</td>`;
  };
  const rows = cohorts.map(
    (cohort) =>
      `<tr><th scope="row">${escape(cohort.startOn.slice(0, table.period === 'day' || table.period === 'week' ? 10 : 7))}</th><td class="n">${whole(cohort.customers)}</td>${offsets
        .map((k) => cell(cohort.cells[k]?.value, k))
        .join('')}</tr>`,
  );
  const averages = offsets.map((k) => {
    const value = table.averages[k]?.value ?? null;
    return `<td>${value === null ? '·' : k === 0 ? '100' : percent(value, 1).replace(' %', '')}</td>`;
  });
  return `<div class="scroll"><table class="triangle"><thead><tr><th>first order</th><th class="n">customers</th>${offsets.map((k) => `<th>${k}</th>`).join('')}</tr></thead><tbody>${rows.join(
    '',
  )}</tbody><tfoot><tr><th scope="row">all cohorts</th><td></td>${averages.join('')}</tr></tfoot></table></div>`;
}
