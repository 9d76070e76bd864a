/** One rule, three engines: the same customers in memory, in DuckDB and in Postgres. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileSegment, compileSegmentSql } from 'clientele/segmentation';
import type { CustomerModel, SegmentDefinition, SqlDialect } from 'clientele/segmentation';

// The databases are those of `npm ci --prefix runtimes`; your own client takes the text and the parameters in the same way.

/** Runs statements one by one and gives their rows. */
type Run = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
interface Database {
  run: Run;
  close: () => unknown;
}

const model: CustomerModel = {
  version: 1,
  fields: { country: 'text?', spend: 'number?' },
  events: { types: { purchase: { amount: 'number?' } } },
};
const winback: SegmentDefinition = {
  version: 1,
  timeZone: 'Europe/Paris',
  where: {
    all: [
      { not: { event: 'purchase', window: { last: 1, unit: 'month' } } },
      { event: 'purchase', measure: 'sum', of: 'amount', op: 'gte', value: 100 },
      { not: { field: 'spend', op: 'gte', value: 500 } },
      { field: 'country', op: 'ne', value: 'US' },
    ],
  },
};
const asOf = '2025-06-30T09:00:00Z';
/** Nobody knows what Cleo has spent, nor where Dan lives: a plain WHERE would lose both. */
const customers = [
  { id: 'ana', country: 'FR', spend: 320 },
  { id: 'ben', country: 'US', spend: 320 },
  { id: 'cleo', country: 'FR', spend: null },
  { id: 'dan', country: null, spend: 90 },
  { id: 'eve', country: 'DE', spend: 700 },
];
const purchases = customers.flatMap(({ id }) => [
  { id, type: 'purchase', at: '2025-03-01T10:00:00Z', amount: 80 },
  { id, type: 'purchase', at: '2025-05-30T21:30:00Z', amount: 40 },
]);

const { test } = compileSegment<object>(winback, { model }).at(asOf);
const members = customers.filter((customer) =>
  test({ ...customer, events: purchases.filter(({ id }) => id === customer.id) }),
);

const engines = join(import.meta.dirname, '../../runtimes/node_modules');
const open: Record<'duckdb' | 'postgres', { file: string; start: (engine: any) => Promise<Database> }> = {
  duckdb: {
    file: join(engines, '@duckdb/node-api/lib/index.js'),
    start: async ({ DuckDBInstance }) => {
      const connection = await (await DuckDBInstance.create(':memory:')).connect();
      const run: Run = async (text, values) => (await connection.runAndReadAll(text, values)).getRowObjects();
      return { run, close: () => connection.closeSync() };
    },
  },
  postgres: {
    file: join(engines, '@electric-sql/pglite/dist/index.js'),
    start: async ({ PGlite }) => {
      const database = await PGlite.create();
      const run: Run = async (text, values) => (await database.query(text, values)).rows;
      return { run, close: () => database.close() };
    },
  },
};

async function ask(dialect: SqlDialect & keyof typeof open): Promise<string> {
  const { file, start } = open[dialect];
  const { run, close } = await start(await import(pathToFileURL(file).href));
  const text = (value: string | number | null): string => (value === null ? 'NULL' : `'${value}'`);
  await run('CREATE TABLE customers (id TEXT, country TEXT, spend DOUBLE PRECISION)');
  await run('CREATE TABLE events (customer_id TEXT, type TEXT, happened_at TIMESTAMPTZ, amount DOUBLE PRECISION)');
  await run(
    `INSERT INTO customers VALUES ${customers.map((c) => `(${text(c.id)}, ${text(c.country)}, ${text(c.spend)})`).join(', ')}`,
  );
  await run(
    `INSERT INTO events VALUES ${purchases.map((p) => `(${text(p.id)}, ${text(p.type)}, ${text(p.at)}, ${p.amount})`).join(', ')}`,
  );
  const query = compileSegmentSql(winback, {
    model,
    dialect,
    asOf,
    tables: {
      customers: { table: 'customers', id: 'id', columns: { country: 'country', spend: 'spend' } },
      events: {
        table: 'events',
        customerId: 'customer_id',
        name: 'type',
        at: 'happened_at',
        columns: { amount: 'amount' },
      },
    },
  });
  const rows = await run(
    query.text,
    query.params.map(({ value }) => value),
  );
  await close();
  return rows
    .map(({ id }) => String(id))
    .toSorted()
    .join(', ');
}

async function main(): Promise<void> {
  if (!Object.values(open).every(({ file }) => existsSync(file))) {
    console.log('skipped: DuckDB and PGlite are not installed (npm ci --prefix runtimes)');
    return;
  }
  console.log(`in memory: ${members.map(({ id }) => id).join(', ')}`);
  for (const dialect of ['duckdb', 'postgres'] as const) console.log(`${dialect}: ${await ask(dialect)}`);
}

await main();
