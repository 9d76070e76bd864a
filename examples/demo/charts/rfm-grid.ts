import { label, percent, rect, svg, whole } from './svg.ts';

/** One cell of the grid: how many customers have this recency and this frequency-and-money score. */
export interface RfmCell {
  recency: number;
  frequencyMonetary: number;
  segment: string;
  customers: number;
}

/** Families of segments share a color: who is ours, who might be, who slips, who is gone. */
const FAMILY: Record<string, string> = {
  champions: 'good',
  loyal: 'good',
  'potential-loyal': 'hopeful',
  new: 'hopeful',
  promising: 'hopeful',
  'need-attention': 'watch',
  'about-to-sleep': 'watch',
  'at-risk': 'warn',
  'cannot-lose': 'warn',
  hibernating: 'gone',
  lost: 'gone',
};

/** Names that are too long for their box. */
const NARROW: Record<string, string> = {
  'potential-loyal': 'pot. loyal',
  'need-attention': 'attention',
  'about-to-sleep': 'drowsy',
  'cannot-lose': "can't lose",
  'at-risk': 'at risk',
};

/** Recency upwards, frequency and money to the right; the darker a cell, the more customers. */
export function rfmGrid(cells: readonly RfmCell[]): string {
  const total = cells.reduce((sum, cell) => sum + cell.customers, 0);
  const most = Math.max(1, ...cells.map((cell) => cell.customers));
  const [left, top, width, height] = [46, 6, 76, 44];
  const boxes = cells.map((cell) => {
    const x = left + (cell.frequencyMonetary - 1) * width;
    const y = top + (5 - cell.recency) * height;
    const tip = `${cell.segment}: ${cell.customers} customers (${percent(cell.customers / (total || 1), 1)}), recency ${cell.recency}, frequency and money ${cell.frequencyMonetary}`;
    const strength = (0.12 + 0.78 * Math.sqrt(cell.customers / most)).toFixed(2);
    return `<g style="--strength:${strength}">${rect(x + 1, y + 1, width - 2, height - 2, `cell ${FAMILY[cell.segment] ?? 'gone'}`, tip)}${label(x + width / 2, y + 18, whole(cell.customers), 'middle', 'count')}${label(x + width / 2, y + 34, NARROW[cell.segment] ?? cell.segment, 'middle', 'name')}</g>`;
  });
  const rows = [1, 2, 3, 4, 5].map((r) => label(left - 6, top + (5 - r) * height + 26, String(r), 'end'));
  const columns = [1, 2, 3, 4, 5].map((f) => label(left + (f - 0.5) * width, top + 5 * height + 15, String(f)));
  const middle = top + 2.5 * height;
  const names = `<text transform="translate(14 ${middle}) rotate(-90)" text-anchor="middle" class="axis">recency score (5 = just bought)</text>${label(left + 2.5 * width, top + 5 * height + 32, 'frequency and money score (5 = most)', 'middle', 'axis')}`;
  return svg(
    'Customers by recency score and by frequency and money score',
    boxes.join('') + rows.join('') + columns.join('') + names,
  );
}
