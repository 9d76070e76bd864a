/**
 * SQL as databases read it. In one zone: the text that they get is compared in all of them (`sql.test.ts`), and starting
 * the engines takes longer than all other tests of segmentation.
 */
import { describe, expect, test } from 'vitest';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileSegmentSql } from 'clientele/segmentation';
import { checkSqlParity, hasEngine } from '../../runtimes/sql-parity.ts';
import { MODEL, ZONES, createDice, randomDefinition, randomInstant } from './random-segments.ts';
import { TABLES } from './sql-shop.ts';

describe.each(['postgres', 'duckdb'] as const)('%s', (dialect) => {
  test.skipIf(!hasEngine(dialect))(
    `selects the same members as JavaScript (needs the engine: npm ci --prefix runtimes)`,
    async () => {
      const found = await checkSqlParity(dialect, { definitions: 75, seed: 20_261_126 });
      expect(found.differences).toEqual([]);
      expect(found.members).toBeGreaterThan(100);
    },
    120_000,
  );
});

const PARSER = join(import.meta.dirname, '../../runtimes/node_modules/node-sql-parser');

describe('bigquery', () => {
  test.skipIf(!existsSync(PARSER))(
    'its text is read by a parser (needs node-sql-parser: npm ci --prefix runtimes)',
    () => {
      const { Parser } = createRequire(import.meta.url)(PARSER) as {
        Parser: new () => { astify(text: string, options: object): unknown };
      };
      const parser = new Parser();
      const dice = createDice(5);
      for (let n = 0; n < 200; n++) {
        const definition = randomDefinition(dice, { sql: true });
        const { text } = compileSegmentSql(definition, {
          model: MODEL,
          dialect: 'bigquery',
          asOf: randomInstant(dice),
          tables: TABLES,
          zones: ZONES,
        });
        expect(() => parser.astify(text, { database: 'BigQuery' }), text).not.toThrow();
      }
    },
  );
});
