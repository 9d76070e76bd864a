/**
 * What does a new member need first, in each of our programs?
 *
 * Every program of `programs/` comes from a file, through the door for untrusted JSON, and is asked like any other: nothing
 * about a scheme stands in code. Amounts of money are in the smallest unit of the currency.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureProgress, openAccount, type MissingMetric } from 'clientele/loyalty';
import { parseProgram } from 'clientele/schemas';

const folder = join(import.meta.dirname, 'programs');
const asOf = '2025-03-01T12:00:00Z';

/** All of one way, one of several ways. */
const words = (ways: MissingMetric[][]): string =>
  ways.map((way) => way.map(({ missing, metric }) => `${missing} ${metric}`).join(' and ')).join(', or ');

for (const file of readdirSync(folder).toSorted()) {
  const { value: program, issues } = parseProgram(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  if (program === null) throw new Error(`${file}: ${issues.map(({ path, code }) => `${path} ${code}`).join(', ')}`);
  const ladders = program.ladders ?? [];
  console.log(`${program.id} (${program.timeZone})${ladders.length === 0 ? ': points only' : ''}`);
  for (const { id: ladderId } of ladders) {
    const { next, lastDayOn } = measureProgress(program, openAccount(program, 'new'), { ladderId, asOf });
    if (next === null) console.log(`  ${ladderId}: nothing to reach`);
    else
      console.log(
        `  ${ladderId}: ${words(next.alternatives)} to ${next.level}${lastDayOn ? ` until ${lastDayOn}` : ''}`,
      );
  }
}
