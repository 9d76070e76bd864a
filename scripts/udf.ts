/**
 * `npm run udf -- clv.probabilityAlive loyalty.assignTier`: prints a script with those functions only, for engines that run
 * JavaScript where the data is, and the `CREATE FUNCTION` text around it for BigQuery and Snowflake.
 */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { ENTRIES } from '../entries.ts';

/** Longest body of a BigQuery JavaScript function, in bytes. */
export const BIGQUERY_BODY_LIMIT = 32_768;

/** One self-contained script that defines the functions asked for as one global, `clientele`. */
export async function bundleFunctions(names: readonly string[]): Promise<string> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const lines = names.map((name) => {
    const [domain, fn] = name.split('.');
    const source = ENTRIES[`${domain}/index`];
    if (source === undefined || !fn)
      throw new Error(`${name}: write <domain>.<function>, for example clv.probabilityAlive`);
    return `export { ${fn} } from './${source}';`;
  });
  const { outputFiles } = await build({
    stdin: { contents: lines.join('\n'), resolveDir: root, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'clientele',
    target: 'es2019',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]!.text.trim();
}

/** The text that creates the function in a warehouse: arguments cross the border as JSON text. */
export function createFunctionText(script: string, call: string, dialect: 'bigquery' | 'snowflake'): string {
  const name = call.replace('.', '_');
  const fn = call.split('.')[1]!;
  const body = (args: string): string =>
    `${script}\nreturn JSON.stringify(clientele.${fn}.apply(null, JSON.parse(${args})));`;
  return dialect === 'bigquery'
    ? `CREATE TEMP FUNCTION ${name}(args STRING) RETURNS STRING LANGUAGE js AS r"""\n${body('args')}\n""";`
    : `CREATE OR REPLACE FUNCTION ${name}(args STRING) RETURNS STRING LANGUAGE JAVASCRIPT AS $$\n${body('ARGS')}\n$$;`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  if (names.length === 0) throw new Error('usage: npm run udf -- clv.probabilityAlive [loyalty.assignTier …]');
  const script = await bundleFunctions(names);
  const bytes = Buffer.byteLength(script);
  console.log(
    `-- ${names.join(', ')}: ${bytes} bytes${bytes > BIGQUERY_BODY_LIMIT ? '; too long for a BigQuery body: load the script as a library file' : ''}`,
  );
  for (const dialect of ['bigquery', 'snowflake'] as const) {
    for (const name of names) console.log(`\n-- ${dialect}\n${createFunctionText(script, name, dialect)}`);
  }
}
