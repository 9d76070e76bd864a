/**
 * `npm run demo`: the whole river on the bundled shop; `npm run demo -- FILE` runs it on a file. Prints the findings and
 * writes one self-contained page. Reading files is the host's business, so it happens here and never in the library.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from 'clientele/feedback';
import type { Purchase } from 'clientele/purchases';
import { parseAnswers, parsePurchases } from 'clientele/schemas';
import { buildReport } from './demo/build-report.ts';
import { readOptions } from './demo/options.ts';
import { printFindings } from './demo/print-findings.ts';
import { Progress } from './demo/progress.ts';
import { readAnswerFile, readPurchaseFile } from './demo/read-file.ts';
import { describeRejected, rejectedRows } from './demo/rejected.ts';
import { runRiver } from './demo/river.ts';

const BUNDLED = join(import.meta.dirname, 'data');

try {
  const options = readOptions(process.argv.slice(2));
  const progress = new Progress();
  const source = options.purchases ?? join(BUNDLED, 'purchases.csv');
  const answerFile = options.answers ?? (options.purchases === null ? join(BUNDLED, 'answers.csv') : null);

  const file = progress.step(
    `Reading ${source}`,
    () => readPurchaseFile(source, options.columns, options.timeZone),
    (read) => `${read.rows.length.toLocaleString('en-US')} rows`,
  );
  const door = progress.step(
    'Checking rows',
    () => parsePurchases(file.rows),
    ({ issues }) => `${issues.length} issues`,
  );
  const rejected = rejectedRows(door.issues, file);

  const answers = answerFile === null ? null : readAnswerFile(answerFile, options.timeZone);
  const answerDoor = answers === null ? { answers: [], issues: [] } : parseAnswers(answers.rows);
  const rejectedAnswers = answers === null ? [] : rejectedRows(answerDoor.issues, answers);

  // The ids of a file are texts.
  const findings = runRiver(door.purchases as Purchase[], answerDoor.answers as Answer[], options, progress);
  console.log(`\n${printFindings(findings, { read: file.rows.length, refused: rejected.length })}`);
  for (const line of describeRejected(rejected)) console.log(`refused: ${line}`);
  for (const line of describeRejected(rejectedAnswers)) console.log(`refused answer: ${line}`);
  writeFileSync(
    options.out,
    buildReport(findings, options.purchases ?? 'the bundled simulated shop', [...rejected, ...rejectedAnswers]),
  );
  console.log(`\nreport: ${options.out} (${progress.seconds} s in all)`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
