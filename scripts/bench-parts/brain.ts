import { join } from 'node:path';
import { draftInstructions, triageInstructions } from '../../src/agents/openai/instructions.ts';
import { createOpenAiBrain } from '../../src/agents/openai-brain.ts';
import { loadPrompts } from '../../src/agents/prompt.ts';
import { createOpenAi } from '../../src/model/openai.ts';
import { silentLog } from '../../src/platform/log.ts';
import { loadShop, type Shop } from '../../src/sandbox/stories.ts';
import type { Source } from '../../src/tickets/draft.ts';
import { loadTaxonomy } from '../../src/tickets/intent.ts';
import { type Heard, startModelProxy } from './model-proxy.ts';
import { type ChainRules, createChain, RECORD } from './peer-chain.ts';
import type { Bench } from './report.ts';
import { median, round } from './statistics.ts';

const MODEL = 'gpt-5.6-luna';
const LATENCY_MS = 100;
const PASSAGES = 6;
const PROMPTS = join(import.meta.dirname, '../../prompts');

interface Ticket {
  subject: string;
  text: string;
  name: string;
  sources: Source[];
}

interface Spent {
  calls: number;
  tokens: number;
  fresh: number;
  ms: number;
  sequential: number;
}

/** Model calls and tokens of one ticket, ours beside the chain of the seeds: the same messages, passages and record over the same stand-in. */
export const bench: Bench = async ({ quick, say }) => {
  const tickets = ticketsOf(await loadShop(new Date())).slice(0, quick ? 5 : 20);
  const proxy = await startModelProxy(LATENCY_MS);
  try {
    const ours = await openOurs(proxy.url);
    const chain = createChain(proxy.url, MODEL, await sameRules());
    const lean = createChain(proxy.url, MODEL);
    const mine: Spent[] = [];
    const theirs: Spent[] = [];
    const thin: Spent[] = [];
    for (const [i, ticket] of tickets.entries()) {
      mine.push(await spend(proxy.heard, () => ours(ticket)));
      theirs.push(await spend(proxy.heard, () => chain.answer(ticket, ticket.sources)));
      thin.push(await spend(proxy.heard, () => lean.answer(ticket, ticket.sources)));
      say(
        `ticket ${i + 1}: ours ${mine.at(-1)?.calls} calls, ${mine.at(-1)?.tokens} tokens; chain ${theirs.at(-1)?.calls}, ${theirs.at(-1)?.tokens}`,
      );
    }
    return reportOf(mine, theirs, thin);
  } finally {
    await proxy.close();
  }
};

/** As the pipeline does it: triage beside search and look-up, which cost no model; then one draft. Nothing is skipped here by policy. */
async function openOurs(baseURL: string): Promise<(ticket: Ticket) => Promise<void>> {
  const [prompts, taxonomy] = await Promise.all([loadPrompts(PROMPTS), loadTaxonomy(join(PROMPTS, 'intents.yaml'))]);
  const openAi = createOpenAi({ apiKey: 'bench', baseURL, smallModel: MODEL, strongModel: MODEL, timeoutMs: 10_000 });
  const brain = createOpenAiBrain({
    openAi,
    prompts,
    taxonomy,
    prices: { [MODEL]: { input: 0, output: 0 } },
    log: silentLog,
  });
  return async ({ subject, text, name, sources }) => {
    const conversation = { subject, newest: text, earlier: [], requester: { name, locale: 'en' } };
    const { value: assessment } = await brain.assess({ conversation });
    const record: Source = {
      n: sources.length + 1,
      kind: 'record',
      title: 'Order 1042',
      text: RECORD,
      asOf: '2026-11-20',
    };
    const intent = taxonomy.find(assessment.intent);
    await brain.draft({
      conversation,
      assessment,
      intent,
      sources: [...sources, record],
      answerability: 0.8,
      askFor: null,
    });
  };
}

/** Told the same as we are: the same kinds of request and the same rules for a reply. */
async function sameRules(): Promise<ChainRules> {
  const [prompts, taxonomy] = await Promise.all([loadPrompts(PROMPTS), loadTaxonomy(join(PROMPTS, 'intents.yaml'))]);
  return { triage: triageInstructions(prompts, taxonomy).text, answer: draftInstructions(prompts, null).text };
}

async function spend(heard: Heard[], work: () => Promise<void>): Promise<Spent> {
  const from = heard.length;
  const started = performance.now();
  await work();
  const own = heard.slice(from);
  const tokens = own.reduce((sum, { inputTokens }) => sum + inputTokens, 0);
  const fresh = own.reduce((sum, { freshTokens }) => sum + freshTokens, 0);
  return { calls: own.length, tokens, fresh, ms: performance.now() - started, sequential: sequentialOf(own) };
}

/** Calls of which each began after the one before it had ended. */
function sequentialOf(heard: readonly Heard[]): number {
  let count = 0;
  let end = -Infinity;
  for (const { startedAt, endedAt } of heard.toSorted((a, b) => a.endedAt - b.endedAt)) {
    if (startedAt < end) continue;
    count += 1;
    end = endedAt;
  }
  return count;
}

function reportOf(
  mine: readonly Spent[],
  theirs: readonly Spent[],
  thin: readonly Spent[],
): Awaited<ReturnType<Bench>> {
  const of = (side: readonly Spent[], key: keyof Spent) => round(median(side.map((spent) => spent[key])));
  const [calls, tokens] = [of(mine, 'calls') / of(theirs, 'calls'), of(mine, 'tokens') / of(theirs, 'tokens')];
  const sequential = Math.max(...mine.map((spent) => spent.sequential));
  const row = (what: string, key: keyof Spent, unit: string) => ({
    what,
    unit,
    ours: of(mine, key),
    peer: of(theirs, key),
  });
  return {
    peer: 'guardrail, triage with handoff, search, look-up, answer, output guardrail on the Agents SDK; same taxonomy and rules',
    rounds: mine.length,
    rows: [
      row('model calls per ticket', 'calls', ''),
      row('input tokens per ticket', 'tokens', ''),
      { ...row('the same, chain with a paragraph of rules each', 'tokens', ''), peer: of(thin, 'tokens') },
      row('input tokens not served from the cache', 'fresh', ''),
      row('calls that wait for each other', 'sequential', ''),
      row(`time at ${LATENCY_MS} ms a call`, 'ms', 'ms'),
    ],
    gates: [
      { what: 'share of the calls', value: round2(calls), target: '<= .33', met: calls <= 1 / 3 + 0.001 },
      { what: 'share of the input tokens', value: round2(tokens), target: '<= .25', met: tokens <= 0.25 },
      { what: 'calls on the critical path', value: sequential, target: '<= 2', met: sequential <= 2 },
    ],
  };
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The shop's English messages, each with six passages that share words with it. */
function ticketsOf(shop: Shop): Ticket[] {
  const passages = shop.articles
    .filter(({ draft, visibility, locale }) => !draft && visibility !== 'staff' && /^en/.test(locale))
    .flatMap(({ id, title, markdown }) =>
      markdown.split(/\n(?=#)/).map((text) => ({ id: String(id), title, text: text.slice(0, 1_200) })),
    );
  return shop.messages.map(({ subject, text, from }) => {
    const said = new Set(`${subject} ${text}`.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
    const shared = (words: string): number =>
      (words.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => said.has(word)).length;
    const best = passages
      .toSorted((a, b) => shared(`${b.title} ${b.text}`) - shared(`${a.title} ${a.text}`))
      .slice(0, PASSAGES);
    return { subject, text, name: from.name, sources: best.map((passage, i) => sourceOf(passage, i + 1)) };
  });
}

function sourceOf({ id, title, text }: { id: string; title: string; text: string }, n: number): Source {
  const url = `https://help.kettleandpine.example/hc/${id}`;
  return {
    n,
    kind: 'article',
    passageId: n,
    articleId: id,
    version: 'v1',
    title,
    headingPath: [],
    url,
    visibility: 'public',
    text,
    updatedAt: '2026-05-01',
    score: 1,
  };
}
