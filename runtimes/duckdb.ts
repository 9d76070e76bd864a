import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { clv } from 'clientele';
import { MissingEngine } from './engines.ts';

const ROWS = 1_000_000;
const MODEL: clv.BgNbdModel = {
  kind: 'bg-nbd',
  version: 1,
  purchaseShape: 0.2425945,
  purchaseScaleDays: 30.895214,
  dropoutA: 0.792922,
  dropoutB: 2.425907,
  fit: null,
};

/** One row of the table that both sides score. */
const historyOf = (i: number): clv.PurchaseHistory => ({
  repeatPurchases: i % 11,
  daysToLast: i % 11 === 0 ? 0 : i % 200,
  daysObserved: 200 + (i % 300),
});

/** Scores a million rows inside DuckDB by a scalar function, and holds the sum against plain JavaScript. */
export async function checkDuckDb(): Promise<{ differences: string[] }> {
  const file = join(import.meta.dirname, 'node_modules/@duckdb/node-api/lib/index.js');
  if (!existsSync(file)) throw new MissingEngine('no DuckDB for this platform');
  const { DOUBLE, DuckDBInstance, DuckDBScalarFunction } = (await import(file)) as typeof import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: 'probability_alive',
      returnType: DOUBLE,
      parameterTypes: [DOUBLE, DOUBLE, DOUBLE],
      mainFunction(_info, chunk, output) {
        const columns = [0, 1, 2].map((c) => chunk.getColumnVector(c));
        for (let row = 0; row < chunk.rowCount; row++) {
          const [repeatPurchases, daysToLast, daysObserved] = columns.map(
            (column) => column.getItem(row) as number,
          ) as [number, number, number];
          output.setItem(row, clv.probabilityAlive(MODEL, { repeatPurchases, daysToLast, daysObserved }));
        }
        output.flush();
      },
    }),
  );
  // One thread: with more, the order of the sum differs and so does its 13th digit.
  await connection.run('set threads = 1');
  const read = async (sql: string): Promise<unknown> => (await connection.runAndReadAll(sql)).getRows()[0]![0];
  const start = performance.now();
  const got = (await read(
    `select sum(probability_alive(i % 11, case when i % 11 = 0 then 0 else i % 200 end, 200 + i % 300)) from range(${ROWS}) t(i)`,
  )) as number;
  const inside = performance.now() - start;
  let want = 0;
  for (let i = 0; i < ROWS; i++) want += clv.probabilityAlive(MODEL, historyOf(i));
  const outside = performance.now() - start - inside;
  console.log(`     DuckDB scores ${ROWS} rows at ${(inside / outside).toFixed(1)} times the time of plain JavaScript`);

  const differences = Math.abs(got - want) <= 1e-12 * want ? [] : [`sum: got ${got}, want ${want}`];
  const refused = await read('select probability_alive(1, 9, 2)').then(
    () => 'no error',
    (error: Error) => error.message,
  );
  if (!refused.includes('daysToLast: expected')) differences.push(`an InputError arrives as: ${refused}`);
  return { differences };
}
