import type { Purchase } from 'clientele/purchases';
import type { CaseContext } from './adapter.ts';

const logs = new Map<string, Purchase[]>();

const compact = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;

/** Reads one of the suites' purchase files as their format pages say. */
export function readLog(path: string, { readData }: CaseContext): Purchase[] {
  const known = logs.get(path);
  if (known) return known;
  const lines = readData(path)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const log: Purchase[] = [];
  const add = (customerId: string, on: string, amount?: string): void => {
    const at = `${on}T00:00:00Z`;
    log.push(amount === undefined ? { customerId, at } : { customerId, at, amount: Number(amount) });
  };
  if (path.endsWith('cdnow_sample.txt')) {
    for (const line of lines) {
      const [, id, day, , amount] = line.split(/\s+/);
      add(id!, compact(day!), amount);
    }
  } else if (path.endsWith('cdnow_master.txt')) {
    for (const line of lines.slice(1)) {
      const [id, day, , amount] = line.split(/\s+/);
      add(id!, compact(day!), amount);
    }
  } else {
    for (const line of lines.slice(1)) {
      const cells = line.split(',').map((cell) => cell.replaceAll('"', ''));
      if (path.endsWith('online_retail_invoices.csv')) add(cells[2]!, cells[1]!.slice(0, 10), cells[3]!);
      else add(cells[0]!, cells[1]!.slice(0, 10), cells[2]);
    }
  }
  logs.set(path, log);
  return log;
}
