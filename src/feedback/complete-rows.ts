import { InputError, requireFinite } from '../errors/index.ts';

/** A column of answers; null where there is none. */
export type AnswerColumn = readonly (number | null)[];

/** Columns without the rows in which any value is missing (listwise), and how many rows that were. */
export function completeRows(columns: readonly (readonly [name: string, column: AnswerColumn])[]): {
  columns: number[][];
  answers: number;
  dropped: number;
} {
  const length = columns[0]![1].length;
  const kept = columns.map(() => [] as number[]);
  let answers = 0;
  for (const [name, column] of columns) {
    if (column.length !== length) {
      throw new InputError('inconsistent', name, `expected ${length} rows like the first column, got ${column.length}`);
    }
  }
  for (let row = 0; row < length; row++) {
    // `undefined` is a hole too: sparse arrays and rows from a join have them.
    if (columns.some(([, column]) => column[row] === null || column[row] === undefined)) continue;
    columns.forEach(([name, column], i) => kept[i]!.push(requireFinite(column[row]!, `${name}[${row}]`)));
    answers++;
  }
  return { columns: kept, answers, dropped: length - answers };
}
