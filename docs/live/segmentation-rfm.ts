/** RFM map of one shop: how the same customers fall into cells by two conventions and any number of scores. */
import { assignSegment, fitRfm, assignRfm, rankRfm, RFM_ELEVEN_SEGMENTS, type RfmScores } from 'clientele/segmentation';
import { createRandom } from 'clientele/statistics';
import { shopRows, type ShopRow } from '../../examples/data/shop-rows.ts';
import { element, live } from './live.ts';

type Way = 'thresholds' | 'equal groups' | 'mean ranks';
const WAYS: readonly Way[] = ['thresholds', 'equal groups', 'mean ranks'];

/** One cell of the map: recency by frequency and money together. */
interface Cell {
  recency: number;
  fm: number;
  customers: number;
  moneyShare: number;
  name: string;
}

/** Scores of everybody by one of the conventions. */
function scoresBy(way: Way, rows: ShopRow[]): RfmScores[] {
  if (way !== 'thresholds') return rankRfm(rows, { ties: way === 'equal groups' ? 'split' : 'mean-rank' });
  const model = fitRfm(rows);
  return rows.map((row) => assignRfm(model, row));
}

/** The 25 cells, the most recent row first. */
function cellsBy(way: Way): Cell[] {
  const rows = shopRows(createRandom(20));
  const scores = scoresBy(way, rows);
  const total = rows.reduce((sum, { totalAmount }) => sum + totalAmount, 0);
  return Array.from({ length: 25 }, (_, place) => {
    const recency = 5 - Math.floor(place / 5);
    const fm = 1 + (place % 5);
    const inside = rows.filter((_row, i) => {
      const { recency: r, frequencyMonetary } = scores[i]!;
      return r === recency && Math.floor(frequencyMonetary!) === fm;
    });
    return {
      recency,
      fm,
      customers: inside.length,
      moneyShare: inside.reduce((sum, { totalAmount }) => sum + totalAmount, 0) / total,
      name: assignSegment(RFM_ELEVEN_SEGMENTS, { recency, frequencyMonetary: fm }).segment,
    };
  });
}

/** A segment as a whole: its customers and its money. */
function segmentOf(cells: readonly Cell[], name: string): { customers: number; moneyShare: number } {
  const own = cells.filter((cell) => cell.name === name);
  return {
    customers: own.reduce((sum, { customers }) => sum + customers, 0),
    moneyShare: own.reduce((sum, { moneyShare }) => sum + moneyShare, 0),
  };
}

function sentence(cells: readonly Cell[], name: string): string {
  const { customers, moneyShare } = segmentOf(cells, name);
  return `${name}: ${customers} of 2000 customers, ${(100 * moneyShare).toFixed(1)} % of the money`;
}

/** What the page shows first: the champions by thresholds. */
export const headline = (): string => sentence(cellsBy('thresholds'), 'champions');

const COLORS = [
  '#4c78a8',
  '#f58518',
  '#54a24b',
  '#b279a2',
  '#e45756',
  '#72b7b2',
  '#9d755d',
  '#8a8a8a',
  '#c9a227',
  '#e58a95',
  '#79706e',
];
const NAMES = [...new Set(RFM_ELEVEN_SEGMENTS.segments.map(({ name }) => name))];

live('segmentation-rfm', headline, (root) => {
  const grid = element('div');
  grid.style.cssText =
    'display:grid;grid-template-columns:2rem repeat(5,minmax(4.5rem,1fr));gap:3px;max-width:42rem;margin:.7rem 0';
  const words = element('p');
  let chosen = 'champions';
  let way: Way = 'thresholds';
  let cells = cellsBy(way);
  const show = (): void => {
    const most = Math.max(...cells.map(({ customers }) => customers));
    grid.replaceChildren();
    for (const cell of cells) {
      if (cell.fm === 1) {
        const side = element('span', { textContent: `R${cell.recency}` });
        side.style.cssText = 'align-self:center;font-size:.8rem';
        grid.append(side);
      }
      const color = COLORS[NAMES.indexOf(cell.name as (typeof NAMES)[number])]!;
      const box = element('button', { type: 'button', title: cell.name });
      const mark = element('span');
      const size = 2.6 * Math.sqrt(cell.customers / most);
      mark.style.cssText = `display:block;width:${size.toFixed(2)}rem;height:${size.toFixed(2)}rem;background:${color};border-radius:2px;margin:auto`;
      const room = element('span', {}, mark);
      room.style.cssText = 'display:grid;place-items:center;height:2.8rem';
      box.append(room, `${(100 * cell.moneyShare).toFixed(1)} %`);
      box.style.cssText = `font:inherit;font-size:.75rem;color:inherit;background:rgba(128,128,128,.1);border:2px solid ${cell.name === chosen ? color : 'transparent'};border-radius:4px;padding:.1rem;cursor:pointer`;
      box.setAttribute(
        'aria-label',
        `recency ${cell.recency}, frequency and money ${cell.fm}: ${cell.name}, ${cell.customers} customers`,
      );
      box.addEventListener('click', () => {
        chosen = cell.name;
        show();
      });
      grid.append(box);
    }
    grid.append(element('span'));
    for (let fm = 1; fm <= 5; fm++) {
      const foot = element('span', { textContent: `FM${fm}` });
      foot.style.cssText = 'text-align:center;font-size:.8rem';
      grid.append(foot);
    }
    words.textContent = `${sentence(cells, chosen)}, by ${way}.`;
  };
  const choice = element('select', {}, ...WAYS.map((one) => element('option', { textContent: one })));
  choice.addEventListener('change', () => {
    way = WAYS[(choice as HTMLSelectElement).selectedIndex]!;
    cells = cellsBy(way);
    show();
  });
  root.append(element('label', {}, 'scores by ', choice), grid, words);
  show();
});
