import type { Issue } from 'clientele/errors';
import type { FileRows } from './read-file.ts';

/** One refused row: where it stands, why, and what stood there. */
export interface RejectedRow {
  line: number;
  reason: string;
  text: string;
}

/** Every refused row with its reasons, in the order of the file. */
export function rejectedRows(issues: readonly Issue[], file: FileRows): RejectedRow[] {
  const byRow = new Map<number, string[]>();
  for (const { row, path, code, message } of issues) {
    if (row === null) throw new Error(message);
    const reason = `${path.slice(1) || 'row'} ${code}`;
    const reasons = byRow.get(row);
    if (reasons) reasons.push(reason);
    else byRow.set(row, [reason]);
  }
  return [...byRow].map(([row, reasons]) => ({
    line: file.firstLine + row,
    reason: reasons.join(', '),
    text: file.text(row),
  }));
}

/** Refused rows by reason with every line named: `lines 3, 17-19: at not-an-instant`. */
export function describeRejected(rejected: readonly RejectedRow[]): string[] {
  const byReason = new Map<string, number[]>();
  for (const { line, reason } of rejected) byReason.set(reason, [...(byReason.get(reason) ?? []), line]);
  return [...byReason].map(([reason, lines]) => `${reason}: ${lines.length === 1 ? 'line' : 'lines'} ${ranges(lines)}`);
}

/** Ascending numbers with runs drawn together. */
function ranges(lines: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < lines.length;) {
    let j = i;
    while (lines[j + 1] === lines[j]! + 1) j++;
    parts.push(i === j ? String(lines[i]) : `${lines[i]}-${lines[j]}`);
    i = j + 1;
  }
  return parts.join(', ');
}
