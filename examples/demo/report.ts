import { escape } from './charts/svg.ts';

/** One card of the report: a question, the chart or table that answers it, and what it means in words. */
export interface Card {
  title: string;
  body: string;
  words: string;
  wide?: boolean;
}

/** One headline figure. */
export interface Headline {
  name: string;
  value: string;
  note: string;
}

/** One self-contained page: no script, no request, light and dark, wide and narrow. */
export function reportPage(
  title: string,
  subtitle: string,
  headlines: readonly Headline[],
  cards: readonly Card[],
  footer: string,
): string {
  const figures = headlines.map(
    ({ name, value, note }) =>
      `<div class="figure"><span>${escape(name)}</span><strong>${escape(value)}</strong><small>${escape(note)}</small></div>`,
  );
  const sections = cards.map(
    (card) =>
      `<section class="${card.wide ? 'wide' : ''}"><h2>${escape(card.title)}</h2>${card.body}<p>${escape(card.words)}</p></section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${escape(title)}</h1><p>${escape(subtitle)}</p></header>
<main>
<div class="figures">${figures.join('')}</div>
<div class="cards">${sections.join('\n')}</div>
</main>
<footer>${escape(footer)}</footer>
</body>
</html>
`;
}

const STYLE = `
:root{color-scheme:light dark;--page:#f6f5f2;--card:#fff;--ink:#20252b;--soft:#66707a;--rule:#e4e2dc;--main:#2f6f6b;--second:#c9772b;--third:#6a5aa8;--good:#2f8f6b;--hopeful:#4a90b8;--watch:#c9a22b;--warn:#cf6a3a;--gone:#8a8f96;--bad:#c4524a;--neutral:#a9adb3}
@media(prefers-color-scheme:dark){:root{--page:#15181b;--card:#1e2327;--ink:#e8e6e1;--soft:#9aa4ad;--rule:#343b41;--main:#5fb5ae;--second:#e39a55;--third:#a79be0;--good:#4db38b;--hopeful:#68aed6;--watch:#d9b84a;--warn:#e2865a;--gone:#7d848c;--bad:#e0766e;--neutral:#7d848c}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
header,main,footer{max-width:1180px;margin:0 auto;padding:0 20px}
header{padding-top:36px}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 4px}
header p{color:var(--soft);margin:0}
footer{color:var(--soft)}
footer{padding:24px 20px 40px;font-size:.85rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:24px 0}
.figure{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:12px 14px;display:flex;flex-direction:column}
.figure span{color:var(--soft);font-size:.85rem}
.figure strong{font-size:1.45rem;line-height:1.35;font-variant-numeric:tabular-nums}
.figure small{color:var(--soft);line-height:1.35}
.cards{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:16px}
@media(max-width:820px){.cards{grid-template-columns:minmax(0,1fr)}}
section{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:16px 18px;min-width:0}
section.wide{grid-column:1/-1}
h2{font-size:1.05rem;margin:0 0 10px}
section p{color:var(--soft);font-size:.92rem;margin:10px 0 0}
svg{width:100%;height:auto;display:block;overflow:visible}
svg text{fill:var(--ink);font:12.5px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums}
svg text.tick{fill:var(--soft)} svg text.axis{fill:var(--soft);font-size:12.5px} svg text.small{font-size:11px;fill:var(--soft)} svg text.count{font-weight:600} svg text.name{font-size:11px}
.cell.good,.good{--fill:var(--good)} .hopeful{--fill:var(--hopeful)} .watch{--fill:var(--watch)} .warn{--fill:var(--warn)} .gone{--fill:var(--gone)} .bad{--fill:var(--bad)} .neutral{--fill:var(--neutral)}
.cell{fill:var(--fill);fill-opacity:var(--strength,.5)}
.grid{stroke:var(--rule);stroke-width:1} .axisline{stroke:var(--soft);stroke-width:1.5}
.bar{fill:var(--main)} .bar.dim{fill-opacity:.45} .track{fill:var(--rule)} .progress{fill:var(--second)}
.actual,.expected,.line{fill:none;stroke-width:2.2;stroke-linejoin:round}
.actual{stroke:var(--main)} .expected{stroke:var(--second);stroke-dasharray:6 4}
.split{stroke:var(--soft);stroke-dasharray:2 3} .future{fill:var(--soft);fill-opacity:.09}
.s0{--c:var(--main)} .s1{--c:var(--second)} .s2{--c:var(--third)} .s3{--c:var(--bad)}
.dot{fill:var(--c)} .line{stroke:var(--c);stroke-width:1.6} .whisker{stroke:var(--c);stroke-width:2;stroke-opacity:.55}
.interval{fill:var(--main);fill-opacity:.28}
.scroll{overflow-x:auto;margin:0 -4px}
table{border-collapse:collapse;font-size:.86rem;font-variant-numeric:tabular-nums;width:100%}
th,td{padding:4px 7px;text-align:right;white-space:nowrap;font-weight:400}
th{color:var(--soft)} th:first-child,td:first-child{text-align:left}
table.list td,table.list th{border-bottom:1px solid var(--rule)}
.triangle td{border-radius:3px}
.triangle td[style]{background:color-mix(in srgb,var(--main) calc(var(--heat)*.72),transparent)}
.triangle td.base{color:var(--soft)} .triangle td.open{color:var(--soft)} .triangle td.n{color:var(--ink)}
.triangle tfoot td,.triangle tfoot th{border-top:1px solid var(--rule)}
details{margin-top:8px;font-size:.88rem} summary{cursor:pointer;color:var(--soft)}
code{font-size:.9em;overflow-wrap:anywhere}
`;
