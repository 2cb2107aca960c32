import { escaped } from '../../src/evals/report-html.ts';
import { REPORT_CSS } from '../../src/evals/report-style.ts';
import type { TicketTrace, TracedSpan, TracedStage, TracedTurn } from './read-trace.ts';
import { costOf } from './terminal.ts';

const CSS = `pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--ground);padding:.7rem;border-radius:8px;font-size:.82rem}
.time{position:relative;height:.5rem;background:var(--line);border-radius:.25rem;min-width:8rem}.time i{position:absolute;top:0;bottom:0;background:var(--bar);border-radius:.25rem}
td ul{margin:0;padding-left:1.1rem}td:first-child{white-space:nowrap;font-weight:600}`;

/** A page without scripts or anything from elsewhere, like the reports of the evaluations. */
export function tracePage({ ticketId, turns, total }: TicketTrace): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Ticket ${ticketId} · Deskhand</title><style>${REPORT_CSS}${CSS}</style></head><body><main>
<header><p class="house">Deskhand · trace</p><h1>Ticket ${ticketId}</h1><p class="lead">${turns.length} ${turns.length === 1 ? 'turn' : 'turns'} · ${costOf(total)}</p>
<p class="facts">Personal data is hidden in everything on this page.</p></header>
${turns.map(turnSection).join('\n')}</main></body></html>\n`;
}

function turnSection({ id, state, reason, startedAt, stages }: TracedTurn): string {
  const longest = Math.max(1, ...stages.map(({ ms }) => ms));
  const rows = stages.map((stage) => stageRow(stage, longest)).join('');
  return `<section><h2>Turn ${id}: ${escaped(state)}</h2><p class="about">${startedAt.toISOString()}${reason === null ? '' : ` · ${escaped(reason)}`}</p>
<table><thead><tr><th>Stage</th><th>What it made of it</th><th>Who, and for how much</th><th class="n">Time</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

function stageRow(stage: TracedStage, longest: number): string {
  const who = [stage.brain, stage.model, stage.promptHash === null ? null : `prompt ${stage.promptHash}`].filter(
    (each) => each !== null,
  );
  const cost = stage.usage !== null && stage.usage.calls > 0 ? `<small>${costOf(stage.usage)}</small>` : '';
  const says = `<ul>${stage.says.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
  const width = Math.max(1, Math.round((100 * stage.ms) / longest));
  return `<tr><td>${escaped(stage.stage)}</td><td>${says}${stage.spans.map(spanDetails).join('')}</td><td>${escaped(who.join(' · '))}${cost}</td>
<td class="n">${stage.ms} ms<div class="time"><i style="width:${width}%"></i></div></td></tr>`;
}

function spanDetails({ name, ms, error, input, output }: TracedSpan): string {
  const head = `${escaped(name)}, ${ms} ms${error === null ? '' : ` <span class="missed">${escaped(error)}</span>`}`;
  if (input === null) return `<p><small>${head}</small></p>`;
  return `<details><summary>${head}</summary><small>To the model</small><pre>${escaped(input)}</pre><small>From the model</small><pre>${escaped(output ?? '')}</pre></details>`;
}
