/**
 * The same random segments over the same random customers in JavaScript, in Postgres (PGlite) and in DuckDB: every
 * difference is printed. `npx tsx --tsconfig test/tsconfig.json runtimes/sql-parity.ts [definitions] [seed]`
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CustomerModel, SegmentTables } from 'clientele/segmentation';
import { compileSegment, compileSegmentSql } from 'clientele/segmentation';
import type { RandomCustomer } from '../test/segmentation/random-segments.ts';
import {
  MODEL,
  createDice,
  randomCustomer,
  randomDefinition,
  randomInstant,
  randomMeasures,
  ZONES,
} from '../test/segmentation/random-segments.ts';
import { tablesOf } from '../test/segmentation/sql-shop.ts';

type Dialect = 'postgres' | 'duckdb';

/** An engine that can be asked. */
interface Engine {
  dialect: Dialect;
  run(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

const fileOf = (path: string): string => join(import.meta.dirname, 'node_modules', path);
const PGLITE = fileOf('@electric-sql/pglite/dist/index.js');
const DUCKDB = fileOf('@duckdb/node-api/lib/index.js');

/** Is the engine installed? */
export const hasEngine = (dialect: Dialect): boolean => existsSync(dialect === 'postgres' ? PGLITE : DUCKDB);

async function openEngine(dialect: Dialect): Promise<Engine> {
  if (dialect === 'postgres') {
    const { PGlite } = (await import(pathToFileURL(PGLITE).href)) as any;
    const db = await PGlite.create();
    return { dialect, run: async (text, values) => (await db.query(text, values)).rows };
  }
  const { DuckDBInstance } = (await import(pathToFileURL(DUCKDB).href)) as any;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return { dialect, run: async (text, values) => (await connection.runAndReadAll(text, values)).getRowObjects() };
}

const quoted = (value: unknown): string =>
  value === null || value === undefined ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`;
const instantText = (at: unknown): string => (at === null ? 'NULL' : `'${new Date(at as number).toISOString()}'`);
const listText = (dialect: Dialect, list: unknown, type: string, show: (item: any) => string): string => {
  if (list === null) return 'NULL';
  const items = (list as unknown[]).map(show).join(', ');
  return dialect === 'postgres' ? `ARRAY[${items}]::${type}[]` : `CAST([${items}] AS ${type}[])`;
};

/** Fresh tables with these customers; instants as timestamps, or as numbers. */
async function load({ dialect, run }: Engine, customers: RandomCustomer[], epoch: boolean): Promise<SegmentTables> {
  const double = dialect === 'postgres' ? 'double precision' : 'DOUBLE';
  const text = dialect === 'postgres' ? 'text' : 'VARCHAR';
  const instant = epoch ? 'bigint' : dialect === 'postgres' ? 'timestamptz' : 'TIMESTAMPTZ';
  const at = (value: unknown): string => (epoch ? (value === null ? 'NULL' : String(value)) : instantText(value));
  await run('DROP TABLE IF EXISTS customers');
  await run('DROP TABLE IF EXISTS events');
  await run(
    `CREATE TABLE customers (id ${text}, plan ${text}, spend ${double}, country ${text}, active boolean, tags ${text}[], scores ${double}[], last_login ${instant}, renews_on date, birthday date, zone ${text})`,
  );
  await run(
    `CREATE TABLE events (customer ${text}, type ${text}, happened_at ${instant}, amount ${double}, sku ${text}, gift boolean, page ${text}, event_key ${text})`,
  );
  const rows = customers.map((c) =>
    [
      quoted(c.id),
      quoted(c['plan']),
      quoted(c['spend']),
      quoted(c['country']),
      c['active'] === null ? 'NULL' : String(c['active']),
      listText(dialect, c['tags'], text, quoted),
      listText(dialect, c['scores'], double, String),
      at(c['lastLogin']),
      quoted(c['renewsOn']),
      quoted(c['birthday']),
      quoted(c['zone']),
    ].join(', '),
  );
  await run(`INSERT INTO customers VALUES ${rows.map((row) => `(${row})`).join(', ')}`);
  const events = customers.flatMap((c) =>
    c.events.map((e) =>
      [
        quoted(c.id),
        quoted(e.type),
        at(e.at),
        quoted(e['amount']),
        quoted(e['sku']),
        e['gift'] === null ? 'NULL' : String(e['gift']),
        quoted(e['page']),
        quoted(e['key']),
      ].join(', '),
    ),
  );
  if (events.length > 0) await run(`INSERT INTO events VALUES ${events.map((row) => `(${row})`).join(', ')}`);
  const { customers: table, events: log } = tablesOf(epoch ? 'epoch-ms' : 'timestamp');
  return { customers: table, events: { ...log, id: 'event_key' } };
}

/** The same customers whose events have ids, some of them told twice. */
function withIds(dice: ReturnType<typeof createDice>, customer: RandomCustomer): RandomCustomer {
  const events = customer.events.map((event, i) => (dice.chance(0.2) ? event : { ...event, key: `e${i}` }));
  return { ...customer, events: [...events, ...events.filter(() => dice.chance(0.4))] };
}

/**
 * Runs so many random definitions; a new set of customers and a new instant every 25. Every fifth definition asks for
 * several measures of the same events, and every third set has events with ids.
 */
export async function checkSqlParity(
  dialect: Dialect,
  { definitions, seed }: { definitions: number; seed: number },
): Promise<{ compared: number; members: number; differences: string[] }> {
  const engine = await openEngine(dialect);
  const dice = createDice(seed);
  const further = createDice(seed + 1);
  const differences: string[] = [];
  let asOf = 0;
  let customers: RandomCustomer[] = [];
  let tables: SegmentTables | null = null;
  let model: CustomerModel = MODEL;
  let members = 0;
  for (let n = 0; n < definitions; n++) {
    if (n % 25 === 0) {
      asOf = randomInstant(dice);
      customers = Array.from({ length: 30 }, (_, i) => randomCustomer(dice, `c${i}`, asOf, { clean: true }));
      model = n % 75 === 50 ? { ...MODEL, events: { ...MODEL.events, id: 'key' } } : MODEL;
      if (model !== MODEL) customers = customers.map((customer) => withIds(further, customer));
      tables = await load(engine, customers, n % 50 === 0);
    }
    const random = randomDefinition(dice, { sql: true });
    const definition = n % 5 === 4 ? { ...random, where: randomMeasures(further) } : random;
    const want = customers.filter(compileSegment(definition, { model }).at(asOf).test).map(({ id }) => id);
    members += want.length;
    const sql = compileSegmentSql(definition, { model, dialect, asOf, tables: tables!, zones: ZONES });
    try {
      const rows = await engine.run(
        sql.text,
        sql.params.map(({ value }) => value),
      );
      const got = rows.map(({ id }) => String(id)).toSorted();
      if (got.join() !== want.toSorted().join()) {
        differences.push(
          `${n}: ${JSON.stringify(definition)} at ${new Date(asOf).toISOString()}: JavaScript ${want.join()}, ${dialect} ${got.join()}`,
        );
      }
    } catch (error) {
      differences.push(`${n}: ${JSON.stringify(definition)}: ${(error as Error).message}\n${sql.text}`);
    }
  }
  return { compared: definitions, members, differences };
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  const [definitions = 10_000, seed = 20_261_125] = process.argv.slice(2).map(Number);
  for (const dialect of ['postgres', 'duckdb'] as const) {
    if (!hasEngine(dialect)) {
      console.log(`${dialect}: not installed (npm ci --prefix runtimes)`);
      continue;
    }
    const { compared, members, differences } = await checkSqlParity(dialect, { definitions, seed });
    console.log(`${dialect}: ${compared} definitions, ${members} memberships, ${differences.length} differences`);
    for (const line of differences.slice(0, 5)) console.log(line);
    if (differences.length > 0) process.exitCode = 1;
  }
}
