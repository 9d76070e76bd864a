/** `npm run bench -- <domain>`: prints ours/limit and ours/peer for every case of `bench/<domain>.ts`. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BenchCase, Ratios } from './harness.ts';
import { measure } from './harness.ts';

const OWN = new Set(['harness.ts', 'run.ts']);
const given = process.argv.slice(2);
const suites =
  given.length > 0
    ? given
    : readdirSync(import.meta.dirname)
        .filter((f) => f.endsWith('.ts') && !OWN.has(f))
        .map((f) => f.slice(0, -3));

const show = (r: Ratios): string => `${r.median.toFixed(2)} [${r.low.toFixed(2)}, ${r.high.toFixed(2)}]`;

for (const suite of suites.toSorted()) {
  const file = join(import.meta.dirname, `${suite}.ts`);
  if (!existsSync(file)) throw new Error(`no bench called ${suite}`);
  const { cases } = (await import(pathToFileURL(file).href)) as { cases: BenchCase[] };
  for (const one of cases) {
    const { limit, peer, ms } = await measure(one);
    const peerText =
      peer === null
        ? ''
        : `, ours/${one.peer!.name} ${typeof peer === 'string' ? `not compared: ${peer}` : show(peer)}`;
    const verdict = limit.median <= one.goal ? 'ok  ' : 'OVER';
    console.log(
      `${verdict} ${suite}: ${one.name}: ours/limit ${show(limit)} (goal ${one.goal})${peerText}  (${ms.toFixed(1)} ms here)`,
    );
  }
}
