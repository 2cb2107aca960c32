import type { Comparison } from './baseline.ts';
import { REPORT_CSS } from './report-style.ts';
import { figureOf, intervalOf, shortened, signed, targetOf, verdictOf } from './say.ts';
import type { Item, Metric, Part, SuiteResult, Table } from './suite.ts';

const SHOWN_ITEMS = 300;

export interface Page {
  result: SuiteResult;
  title: string;
  question: string;
  comparison: Comparison | null;
}

/** The report as one page without scripts or anything from elsewhere: it can be mailed and opened anywhere. */
export function htmlReport(page: Page): string {
  const { result, title, question, comparison } = page;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)} · Deskhand</title><style>${REPORT_CSS}</style></head><body><main>
<header><p class="house">Deskhand · evaluation</p><h1>${escaped(title)}</h1><p class="lead">${escaped(question)}</p>
<p class="facts">${escaped(result.brain)} brain · ${escaped(result.data)} · ${escaped(result.at)}</p></header>
${promises(result)}${comparison === null ? '' : comparisonSection(comparison)}
${result.parts.map(partSection).join('\n')}
${mistakesSection('Every mistake', result.items)}
</main></body></html>\n`;
}

/** What a lead looks at first: is everything that was promised kept? */
function promises({ parts }: SuiteResult): string {
  const promised = parts.flatMap((part) =>
    part.metrics.filter(({ target }) => target !== null).map((metric) => ({ metric, part })),
  );
  if (promised.length === 0) return '';
  const missed = promised.filter(({ metric }) => verdictOf(metric) === 'missed').length;
  const headline =
    missed === 0 ? `All ${promised.length} promises are kept` : `${missed} of ${promised.length} promises are missed`;
  const cards = promised.map(({ metric, part }) => card(metric, part.name)).join('');
  return `<section><h2 class="${missed === 0 ? 'good' : 'bad'}">${headline}</h2><div class="cards">${cards}</div></section>`;
}

function card(metric: Metric, part: string): string {
  const verdict = verdictOf(metric);
  return `<article class="card ${verdict}"><p class="part">${escaped(part)}</p><p class="figure">${figureOf(metric.value, metric.unit)}</p>
<p>${escaped(metric.label)}</p><p class="target">${verdict === 'kept' ? '✓' : '✗'} promised ${targetOf(metric)}</p></article>`;
}

function partSection({ name, about, metrics, tables }: Part): string {
  const rows = metrics.map(metricRow).join('');
  return `<section><h2>${escaped(name)}</h2><p class="about">${escaped(about)}</p>
<table><thead><tr><th>Figure</th><th class="n">Value</th><th>95 % interval</th><th>Promise</th></tr></thead><tbody>${rows}</tbody></table>
${tables.map(tableOf).join('')}</section>`;
}

function metricRow(metric: Metric): string {
  const verdict = verdictOf(metric);
  const note = metric.note === null ? '' : `<small>${escaped(metric.note)}</small>`;
  const promise = verdict === '' ? '' : `<span class="${verdict}">${targetOf(metric)}, ${verdict}</span>`;
  return `<tr><td>${escaped(metric.label)}${note}</td><td class="n">${figureOf(metric.value, metric.unit)}${barOf(metric)}</td><td>${intervalOf(metric)}</td><td>${promise}</td></tr>`;
}

/** A share as a bar, its interval as a paler stretch. */
function barOf({ unit, value, interval }: Metric): string {
  if (unit !== 'share' || interval === null || value < 0 || value > 1) return '';
  const [low, high] = interval;
  const percent = (part: number) => `${(part * 100).toFixed(1)}%`;
  return `<span class="bar" aria-hidden="true"><i style="width:${percent(value)}"></i><b style="left:${percent(low)};width:${percent(high - low)}"></b></span>`;
}

function tableOf({ title, columns, rows }: Table): string {
  const head = columns.map((column) => `<th>${escaped(column)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('');
  return `<h3>${escaped(title)}</h3><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function comparisonSection(comparison: Comparison): string {
  const parts = comparison.parts.map(({ part, compared, change, interval, verdict }) => {
    const range = `${signed(interval[0], 'share')} to ${signed(interval[1], 'share')}`;
    const word = { better: 'better', worse: 'worse', same: 'no clear change' }[verdict];
    return `<tr><td>${escaped(part)}</td><td class="n">${signed(change, 'share')}</td><td>${range}</td><td class="${verdict}">${word}</td><td class="n">${compared}</td></tr>`;
  });
  return `<section><h2>Compared with ${escaped(comparison.at)} (${escaped(comparison.brain)} brain)</h2>
<p class="about">The same messages in pairs. “No clear change” means that the interval holds zero.</p>
<table><thead><tr><th>Part</th><th class="n">Change</th><th>95 % interval</th><th>Verdict</th><th class="n">Messages</th></tr></thead><tbody>${parts.join('')}</tbody></table>
${mistakesSection('Broken since then', comparison.broken)}${mistakesSection('Mended since then', comparison.mended, true)}</section>`;
}

function mistakesSection(title: string, items: readonly Item[], all = false): string {
  const shown = all ? items : items.filter((item) => !item.ok);
  if (shown.length === 0) return '';
  const rows = shown
    .slice(0, SHOWN_ITEMS)
    .map(
      ({ part, text, expected, got }) =>
        `<tr><td>${escaped(part)}</td><td>${escaped(shortened(text, 240))}</td><td>${escaped(expected)}</td><td>${escaped(got)}</td></tr>`,
    );
  const cut = shown.length > SHOWN_ITEMS ? `, the first ${SHOWN_ITEMS} shown` : '';
  return `<details><summary>${title}: ${shown.length}${cut}</summary><table><thead><tr><th>Part</th><th>Message</th><th>Expected</th><th>Got</th></tr></thead><tbody>${rows.join('')}</tbody></table></details>`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
