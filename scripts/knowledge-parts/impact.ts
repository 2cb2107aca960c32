import { basename } from 'node:path';
import { createBrain } from '../../src/agents/create-brain.ts';
import type { Config } from '../../src/config.ts';
import { type Change, withoutArticle, withVersions } from '../../src/evals/impact-change.ts';
import { type Impact, replayImpact, type Side } from '../../src/evals/impact-replay.ts';
import { loadTurns, type StoredTurn, wasShown } from '../../src/evals/impact-turns.ts';
import { impactPage } from '../../src/evals/impact-words.ts';
import type { Article } from '../../src/knowledge/article.ts';
import { createFilesSource } from '../../src/knowledge/sources/files.ts';
import { loadStoredArticles } from '../../src/knowledge/stored-articles.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createDatabase } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { loadTaxonomy } from '../../src/tickets/intent.ts';
import { configWithoutHelpdesk, readOnly } from './configuration.ts';
import type { Options } from './options.ts';
import { type PromptFolder, withPrompt } from './prompt-folder.ts';
import { openScratch, type Scratch } from './scratch.ts';

/** Turns between two lines of progress. */
const EVERY = 10;

interface Stored {
  articles: Article[];
  turns: StoredTurn[];
  unreadable: number;
}

/** What is tried out: other articles, or another folder of prompts. */
interface Trial {
  words: string;
  articles: Article[];
  prompts: PromptFolder;
  affects: (turn: StoredTurn) => boolean;
}

export async function impact(options: Options, say: (line: string) => void): Promise<string> {
  const config = configWithoutHelpdesk(process.env);
  const stored = await readStored(config.databaseUrl, options.last);
  const trial = await trialOf(options, config, stored.articles);
  try {
    const turns = stored.turns.filter(trial.affects);
    say(`${turns.length} of the last ${stored.turns.length} turns may be affected`);
    const impacts = turns.length === 0 ? [] : await replayAll({ config, stored, trial, turns, say });
    const page = { change: trial.words, brain: config.brain, impacts, unreadable: stored.unreadable };
    return options.json ? JSON.stringify(page, null, 2) : impactPage(page);
  } finally {
    await trial.prompts.remove();
  }
}

async function readStored(databaseUrl: string, last: number): Promise<Stored> {
  const database = createDatabase({ url: readOnly(databaseUrl), poolSize: 2, log: silentLog });
  try {
    return { articles: await loadStoredArticles(database), ...(await loadTurns(database, last)) };
  } finally {
    await database.close();
  }
}

async function trialOf(options: Options, config: Config, articles: Article[]): Promise<Trial> {
  if (options.prompt !== null) {
    if (config.brain === 'local' && basename(options.prompt) !== 'intents.yaml')
      throw new Error(
        `The local brain reads intents.yaml only: no draft can differ. Set OPENAI_API_KEY to try it out.`,
      );
    const prompts = await withPrompt(config.promptsDir, options.prompt);
    return { words: `With ${options.prompt} as ${prompts.changes}`, articles, prompts, affects: () => true };
  }
  const prompts = { folder: config.promptsDir, changes: '', remove: async () => {} };
  const change = await changeOf(options, articles);
  const affects = (turn: StoredTurn): boolean => change.fresh.length > 0 || wasShown(turn, change.changed);
  return { words: wordsOf(options, change), articles: change.articles, prompts, affects };
}

async function changeOf({ article, knowledge }: Options, articles: readonly Article[]): Promise<Change> {
  if (knowledge === null) return withoutArticle(articles, article ?? '');
  const versions = await Array.fromAsync(createFilesSource({ path: knowledge }).articles());
  return withVersions(articles, versions);
}

function wordsOf({ article, knowledge }: Options, { changed, fresh }: Change): string {
  if (knowledge === null) return `Without article ${article}`;
  return `With ${knowledge} (${changed.size - fresh.length} changed, ${fresh.length} new)`;
}

interface Replay {
  config: Config;
  stored: Stored;
  trial: Trial;
  turns: StoredTurn[];
  say: (line: string) => void;
}

async function replayAll({ config, stored, trial, turns, say }: Replay): Promise<Impact[]> {
  const scratch = await openScratch();
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort(new Error('Interrupted'));
  process.once('SIGINT', onInterrupt);
  try {
    const before = await sideOf(config, {
      scratch,
      name: 'before',
      articles: stored.articles,
      promptsDir: config.promptsDir,
    });
    const after = await sideOf(config, {
      scratch,
      name: 'after',
      articles: trial.articles,
      promptsDir: trial.prompts.folder,
    });
    const progress = (done: number): void => {
      if (done % EVERY === 0 || done === turns.length) say(`${done} of ${turns.length} turns replayed`);
    };
    const assessAgain = trial.prompts.changes !== '';
    return await replayImpact({ turns, before, after, assessAgain, signal: stop.signal, progress });
  } finally {
    process.off('SIGINT', onInterrupt);
    await scratch.close();
  }
}

interface SideInput {
  scratch: Scratch;
  name: string;
  articles: readonly Article[];
  promptsDir: string;
}

async function sideOf(config: Config, { scratch, name, articles, promptsDir }: SideInput): Promise<Side> {
  const taxonomy = await loadTaxonomy(`${promptsDir}/intents.yaml`);
  const shared = { taxonomy, log: silentLog };
  return {
    ...shared,
    search: await scratch.searchOver(name, articles),
    brain: await createBrain({ ...config, ...shared, promptsDir, clock: systemClock }),
    defaultLocale: config.knowledge.defaultLocale,
    checks: config.checks,
  };
}
