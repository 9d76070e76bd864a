import vm from 'node:vm';
import { describe, expect, test } from 'vitest';
import { probabilityAlive } from 'clientele/clv';
import { BIGQUERY_BODY_LIMIT, bundleFunctions, createFunctionText } from '../../scripts/udf.ts';

const model = {
  kind: 'bg-nbd',
  version: 1,
  purchaseShape: 0.243,
  purchaseScaleDays: 30.898,
  dropoutA: 0.793,
  dropoutB: 2.426,
  fit: null,
} as const;
const history = { repeatPurchases: 2, daysToLast: 213, daysObserved: 272 };

describe('a script for a warehouse', () => {
  test('holds one score in a body that BigQuery takes, and gives the answer of the library in a bare engine', async () => {
    const script = await bundleFunctions(['clv.probabilityAlive']);
    const text = createFunctionText(script, 'clv.probabilityAlive', 'bigquery');
    const body = /AS r"""\n([\s\S]*)\n""";$/.exec(text)![1]!;
    expect(Buffer.byteLength(body)).toBeLessThan(BIGQUERY_BODY_LIMIT);
    const context = vm.createContext(Object.create(null) as object, {
      codeGeneration: { strings: false, wasm: false },
    });
    const call = `delete globalThis.Intl; delete globalThis.console; (function (args) { ${body} })`;
    const inside = (vm.runInContext(call, context) as (args: string) => string)(JSON.stringify([model, history]));
    expect(JSON.parse(inside)).toBeCloseTo(probabilityAlive(model, history), 14);
  });

  test('is wrapped for Snowflake with its upper-case argument', async () => {
    const text = createFunctionText(await bundleFunctions(['errors.requireCount']), 'errors.requireCount', 'snowflake');
    expect(text).toMatch(/^CREATE OR REPLACE FUNCTION errors_requireCount\(args STRING\)/);
    expect(text).toContain('JSON.parse(ARGS)');
  });

  test.each(['probabilityAlive', 'nothing.here', 'clv.'])('%s is not a function of the library', async (name) => {
    await expect(bundleFunctions([name])).rejects.toThrow('write <domain>.<function>');
  });
});
