import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import type { ConnectedTool } from '../tools/connected/tool-list.ts';
import { parseToolList } from '../tools/connected/tool-list.ts';
import { forbiddenCalls } from './cases/forbidden-calls.ts';
import { leakPart } from './cases/leak-part.ts';
import { type Played, playCall } from './cases/play-calls.ts';
import { TauBooks } from './cases/tau-books.ts';
import { share } from './metric.ts';
import { judgedFiles, readRows } from './read-rows.ts';
import type { Item, Part, Suite, SuiteInput } from './suite.ts';

const Expected = z.object({
  name: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  requestor: z.string().default('assistant'),
});
const Row = z.object({
  id: z.string(),
  domain: z.string().default('bank'),
  expected_actions: z.array(Expected).default([]),
});
type Row = z.infer<typeof Row>;
const TOOLS = resolve(import.meta.dirname, 'cases/tau-tools.yaml');

export const casesSuite: Suite = {
  name: 'cases',
  title: 'Policy and tools',
  question:
    'Is every change held with what it will do in plain sight, and refused where the written policy has a limit?',
  async run(input) {
    const rows = judgedFiles(input.data)
      .filter((file) => !/^(?:corpus|articles)/.test(basename(file)))
      .flatMap((file) => readRows(file, Row))
      .slice(0, input.limit ?? undefined);
    const tools = parseToolList(readFileSync(TOOLS, 'utf8'), TOOLS);
    const domains = [...new Set(rows.map(({ domain }) => domain))];
    const judged = await Promise.all(
      domains.map((domain) =>
        domainPart({ domain, rows: rows.filter((row) => row.domain === domain), tools, data: input.data }),
      ),
    );
    const leaks = existsSync(join(input.data, 'corpus.jsonl')) ? [await leakPart(input)] : [];
    return {
      parts: [...judged, ...leaks].map(({ part }) => part),
      items: [...judged, ...leaks].flatMap(({ items }) => items),
    };
  },
};

interface DomainInput {
  domain: string;
  rows: readonly Row[];
  tools: readonly ConnectedTool[];
  data: SuiteInput['data'];
}

interface Tally {
  writes: Played[];
  forbidden: Played[];
  items: Item[];
}

async function domainPart({ domain, rows, tools, data }: DomainInput): Promise<{ part: Part; items: Item[] }> {
  const books = new TauBooks(data, domain);
  const tally: Tally = { writes: [], forbidden: [], items: [] };
  for (const row of rows) await playRow({ row, tools, books, tally });
  const said = (key: string, label: string) => ({ key: `cases/${domain}/${key}`, label, target: { atLeast: 1 } });
  const held = tally.writes.filter(({ outcome, broken }) => outcome === 'held' && broken.length === 0).length;
  const metrics = [
    share(said('held', 'Expected changes that wait for a person'), held, tally.writes.length),
    share(
      said('shown', 'Of those, every argument in plain sight'),
      tally.writes.filter(({ shown }) => shown).length,
      tally.writes.length,
    ),
    share(
      said('only_as_shown', 'Never without a decision, never other than shown'),
      tally.writes.filter(({ heldBack }) => heldBack).length,
      tally.writes.length,
    ),
    share(
      said('forbidden', 'Changes that the policy forbids, refused in code'),
      tally.forbidden.filter(isRefused).length,
      tally.forbidden.length,
    ),
  ];
  const about =
    'The expected calls of the scenarios, played by a scripted brain, and calls that the written policy forbids, made from them.';
  return { part: { name: `Tool gate: ${domain}`, about, metrics, tables: [] }, items: tally.items };
}

async function playRow({
  row,
  tools,
  books,
  tally,
}: {
  row: Row;
  tools: readonly ConnectedTool[];
  books: TauBooks;
  tally: Tally;
}): Promise<void> {
  books.beginScenario();
  const expected = row.expected_actions.filter(({ requestor }) => requestor === 'assistant');
  const requesterId = requesterOf(expected, books);
  const calls = expected.map((call) => withRequester(call, requesterId));
  for (const [at, call] of calls.entries()) {
    const played = await playCall({ tools, books, requesterId }, call);
    const changes = tools.find(({ name }) => name === call.name)?.class === 'approval-only';
    if (!changes) {
      tally.items.push(itemOf(`${row.id}/${at}`, played, { expected: 'free', ok: played.outcome === 'free' }));
      continue;
    }
    tally.writes.push(played);
    const ok = played.outcome === 'held' && played.broken.length === 0 && played.shown && played.heldBack;
    tally.items.push(itemOf(`${row.id}/${at}`, played, { expected: 'held', ok }));
    for (const [nth, { rule, call: bad }] of forbiddenCalls(call, requesterId, books).entries()) {
      const refused = await playCall({ tools, books, requesterId }, bad);
      tally.forbidden.push(refused);
      tally.items.push(
        itemOf(`${row.id}/${at}/forbidden-${nth}`, refused, { expected: `refused: ${rule}`, ok: isRefused(refused) }),
      );
    }
  }
}

/** Nothing that breaks a limit can be released by a press, and nothing of it ran. */
function isRefused({ outcome, broken, heldBack }: Played): boolean {
  return outcome === 'refused' || (outcome === 'held' && broken.length > 0 && heldBack);
}

/** Whom the scenario is about: the owner of the first record that a call names. */
function requesterOf(calls: readonly z.infer<typeof Expected>[], books: TauBooks): string {
  for (const { arguments: given } of calls) {
    const own =
      given['user_id'] ??
      given['customer_id'] ??
      books.ownerOf(String(given['order_id'] ?? given['reservation_id'] ?? ''));
    if (typeof own === 'string' && own !== ANY_VALUE) return own;
  }
  return 'requester';
}

/** tau-knowledge writes this where its judge takes any value. */
const ANY_VALUE = '9K2X7M4P1N8Q3R5T6A';

function withRequester(call: z.infer<typeof Expected>, requesterId: string): z.infer<typeof Expected> {
  return call.arguments['user_id'] === ANY_VALUE
    ? { ...call, arguments: { ...call.arguments, user_id: requesterId } }
    : call;
}

function itemOf(
  id: string,
  { call, outcome, reason, broken }: Played,
  { expected, ok }: { expected: string; ok: boolean },
): Item {
  const got =
    broken.length > 0
      ? `cannot be approved: ${broken.join(' ')}`
      : [outcome, reason].filter((each) => each !== null).join(': ');
  return { id, part: call.name, text: JSON.stringify(call).slice(0, 300), expected, got, ok };
}
