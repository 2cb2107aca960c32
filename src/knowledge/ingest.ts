import { createHash } from 'node:crypto';
import { messageOf } from '../platform/errors.ts';
import type { Article, KnowledgeSource, Note } from './article.ts';
import { type CutArticle, cutArticle } from './chunk.ts';
import type { CutForIndex } from './index-rows.ts';
import { type IndexedArticle, type IndexStore, keyOf } from './index-store.ts';

/** Part of each fingerprint: raise it when cutting changes, and the next import indexes everything again. */
const CUT_VERSION = 2;
/** Articles per transaction: large enough to be fast, small enough that the index lock is held for a moment only. */
const BATCH_PASSAGES = 2_000;
/** Above this many new passages the postings table is vacuumed afterwards. */
const WORTH_TIDYING = 200;

export interface IngestReport {
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  /** Passages written in this run. */
  passages: number;
  ms: number;
  /** What a person should look at, in words. */
  warnings: string[];
}

interface Run {
  source: KnowledgeSource;
  store: IndexStore;
  before: Map<string, IndexedArticle>;
  seen: Set<string>;
  batch: CutForIndex[];
  report: IngestReport;
  /** Passages written when the index is next looked over by the planner. */
  analyseAt: number;
  /** The batch before, on its way into the database while the next one is cut. */
  writing: Promise<void>;
}

/**
 * Brings the index up to what the source has now. Only articles that changed are written; each batch is one transaction, so a crash
 * leaves the rest of the old versions searchable and the next run goes on. When the source fails on the way, nothing is removed.
 */
export async function ingest(source: KnowledgeSource, store: IndexStore): Promise<IngestReport> {
  return timed(source, store, async (run) => {
    for await (const article of source.articles(noteOf(run))) await take(run, article);
    await flushAll(run);
    await removeMissing(run);
  });
}

/** The same for what changed since then. Whatever else the index has stays, because the source was not asked about it. */
export async function ingestChanges(
  source: KnowledgeSource & Required<Pick<KnowledgeSource, 'changes'>>,
  store: IndexStore,
  since: Date,
): Promise<IngestReport> {
  return timed(source, store, async (run) => {
    const gone: IndexedArticle[] = [];
    for await (const { id, versions } of source.changes(since, noteOf(run))) {
      for (const article of versions) await take(run, article);
      const now = new Set(versions.map(keyOf));
      gone.push(...run.before.values().filter((indexed) => indexed.id === id && !now.has(keyOf(indexed))));
    }
    await flushAll(run);
    if (gone.length > 0) await store.deactivate(source.name, gone);
    run.report.removed = gone.length;
  });
}

async function timed(
  source: KnowledgeSource,
  store: IndexStore,
  work: (run: Run) => Promise<void>,
): Promise<IngestReport> {
  const started = performance.now();
  const report = { added: 0, changed: 0, unchanged: 0, removed: 0, passages: 0, ms: 0, warnings: [] };
  const before = await store.loadIndexed(source.name);
  const run: Run = {
    source,
    store,
    before,
    seen: new Set(),
    batch: [],
    report,
    analyseAt: BATCH_PASSAGES,
    writing: Promise.resolve(),
  };
  try {
    await work(run);
  } finally {
    await run.writing;
  }
  if (run.report.passages >= WORTH_TIDYING) await store.tidy();
  run.report.ms = Math.round(performance.now() - started);
  return run.report;
}

function noteOf({ report }: Run): Note {
  return (words) => void report.warnings.push(words);
}

async function take(run: Run, article: Article): Promise<void> {
  const { report } = run;
  const key = keyOf(article);
  if (run.seen.has(key)) {
    report.warnings.push(`Article ${article.id} (${article.locale}) came twice; the first one was kept.`);
    return;
  }
  run.seen.add(key);
  const fingerprint = fingerprintOf(article);
  const indexed = run.before.get(key);
  if (indexed?.fingerprint === fingerprint) {
    report.unchanged += 1;
    if (indexed.updatedAt.getTime() !== article.updatedAt.getTime()) await run.store.touch([article]);
    return;
  }
  const cut = cutOrExplain(article);
  if (cut.cut)
    report.warnings.push(`Article ${article.id} ("${article.title}") is too long or too deep; its end was not read.`);
  if (cut.passages.length === 0) report.warnings.push(`Article ${article.id} ("${article.title}") has no text.`);
  if (indexed) report.changed += 1;
  else report.added += 1;
  report.passages += cut.passages.length;
  run.batch.push({ article, fingerprint, ...cut });
  if (run.batch.reduce((sum, each) => sum + each.passages.length, 0) >= BATCH_PASSAGES) await flush(run);
}

function cutOrExplain(article: Article): CutArticle {
  try {
    return cutArticle(article);
  } catch (cause) {
    throw new Error(`Article ${article.id} ("${article.title}") could not be cut: ${messageOf(cause)}`, { cause });
  }
}

async function flush(run: Run): Promise<void> {
  if (run.batch.length === 0) return;
  await run.writing;
  // A planner that takes a growing table for a small one chose plans at half the speed; each doubling is often enough.
  if (run.report.passages >= 2 * run.analyseAt) {
    await run.store.analyse();
    run.analyseAt = run.report.passages;
  }
  run.writing = run.store.replace(run.batch);
  // It is awaited before the next batch and at the end; until then its failure must not count as unhandled.
  run.writing.catch(() => {});
  run.batch = [];
}

/** Only when all is written may anything be taken away. */
async function flushAll(run: Run): Promise<void> {
  await flush(run);
  await run.writing;
}

async function removeMissing(run: Run): Promise<void> {
  const gone = [...run.before].filter(([key]) => !run.seen.has(key)).map(([, article]) => article);
  if (gone.length === 0) return;
  // A source that suddenly has nothing is more often broken than emptied on purpose.
  if (run.seen.size === 0) {
    run.report.warnings.push(
      `"${run.source.name}" lists no article at all. The ${gone.length} in the index were kept.`,
    );
    return;
  }
  await run.store.deactivate(run.source.name, gone);
  run.report.removed = gone.length;
}

function fingerprintOf(article: Article): string {
  const { title, locale, visibility, section, url, format, body } = article;
  const parts = [
    CUT_VERSION,
    title,
    locale,
    visibility,
    section,
    url,
    format,
    body,
    ...(article.author ? [article.author] : []),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
