import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createLocalBrain } from '../../src/agents/local-brain.ts';
import { openTransport } from '../../src/app-knowledge.ts';
import { loadConfig } from '../../src/config.ts';
import { filesOf } from '../../src/evals/solved/proposal-files.ts';
import { type Proposals, proposeFrom } from '../../src/evals/solved/propose.ts';
import { type SolvedTicket, ticketOfLine, ticketOfSnapshot } from '../../src/evals/solved/solved-ticket.ts';
import { PROPOSALS_MARK } from '../../src/knowledge/sources/proposals-mark.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { NotFound } from '../../src/platform/errors.ts';
import { createLog } from '../../src/platform/log.ts';
import { loadTaxonomy } from '../../src/tickets/intent.ts';
import { createZendeskHelpdesk } from '../../src/zendesk/client.ts';
import { findSolvedTickets } from '../../src/zendesk/solved-tickets.ts';
import { PROMPTS } from './configuration.ts';
import type { Options } from './options.ts';

const DAYS = 90;
const EVERY = 50;

/**
 * Solved tickets as proposals for people: examples of intents, cases for evals, drafts of articles. No model is asked, nothing is written
 * but the folder, and the folder marks itself as no source.
 */
export async function proposals(options: Options, say: (line: string) => void): Promise<string> {
  const to = resolve(options.to ?? 'proposals');
  await refuseForeignFolder(to);
  const tickets =
    options.tickets === null ? await readZendesk(options.last, say) : await readLines(options.tickets, options.last);
  const taxonomy = await loadTaxonomy(join(process.env['PROMPTS_DIR'] ?? PROMPTS, 'intents.yaml'));
  const found = await proposeFrom(tickets, { brain: createLocalBrain({ taxonomy }), taxonomy });
  for (const [name, content] of filesOf(found)) {
    await mkdir(dirname(join(to, name)), { recursive: true });
    await writeFile(join(to, name), content);
  }
  return options.json
    ? JSON.stringify({ folder: to, tickets: tickets.length, ...counts(found) })
    : page(found, tickets.length, to);
}

/** Our own folder may be written again; somebody else's is not touched. */
async function refuseForeignFolder(to: string): Promise<void> {
  if (!existsSync(to) || existsSync(join(to, PROPOSALS_MARK)) || (await readdir(to)).length === 0) return;
  throw new Error(`${to} holds other files: name an empty folder with --to`);
}

async function readLines(path: string, last: number): Promise<SolvedTicket[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  const tickets = lines.flatMap((line, index) =>
    line.trim() === '' ? [] : (ticketOfLine(line, `${path}, line ${index + 1}`) ?? []),
  );
  return tickets.slice(0, last);
}

async function readZendesk(last: number, say: (line: string) => void): Promise<SolvedTicket[]> {
  const config = loadConfig(process.env);
  const log = createLog({ level: config.logLevel, name: 'knowledge' });
  const transport = openTransport(config, log);
  const helpdesk = createZendeskHelpdesk({ baseUrl: config.zendesk.url, transport, clock: systemClock, log });
  const since = new Date(Date.now() - DAYS * 86_400_000);
  const ids = await findSolvedTickets(transport, { since, most: last });
  say(`${ids.length} solved tickets changed in the last ${DAYS} days`);
  const tickets: SolvedTicket[] = [];
  for (const [index, id] of ids.entries()) {
    const snapshot = await helpdesk.read(id).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
    const ticket = snapshot === null ? null : ticketOfSnapshot(snapshot);
    if (ticket) tickets.push(ticket);
    if ((index + 1) % EVERY === 0) say(`${index + 1} of ${ids.length} read`);
  }
  return tickets;
}

function counts({ examples, intents, cases, articles }: Proposals) {
  return { examples: examples.length, newIntents: intents.length, cases: cases.length, articles: articles.length };
}

function page(found: Proposals, tickets: number, to: string): string {
  const { examples, newIntents, cases, articles } = counts(found);
  return [
    `From ${tickets} solved tickets that somebody answered, in ${to}:`,
    `  ${examples} messages as examples of intents, ${newIntents} matters that no intent fits (intents.yaml)`,
    `  ${cases} cases for evals (cases/)`,
    `  ${articles} drafts of articles, from questions that came more than once (articles/)`,
    'Nothing of it is used until somebody accepts it: README.md there says how. Look for personal data before you pass anything on.',
  ].join('\n');
}
