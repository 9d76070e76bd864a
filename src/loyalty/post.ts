import type { Lot } from './account.ts';
import type { Posting, PostingAccount, Transaction } from './outcome.ts';
import type { Work } from './work.ts';

/** Opens a transaction; entries posted until the next one belong to it. */
export function begin(work: Work, at: number, eventId: string | null, cause: Transaction['cause']): void {
  if (work.recorder) work.recorder.open = { at, eventId, cause, entries: [] };
}

/** Writes one entry into the open transaction. */
export function post(work: Work, account: PostingAccount, points: number, lot: Lot | null): void {
  const recorder = work.recorder;
  if (!recorder?.open || points === 0) return;
  if (recorder.open.entries.length === 0) recorder.transactions.push(recorder.open);
  const entry: Posting = {
    account,
    points,
    lotId: lot?.id ?? null,
    ruleId: lot?.ruleId ?? null,
    programVersion: lot?.programVersion ?? work.version.number,
  };
  recorder.open.entries.push(entry);
}
