import type { Config } from './config.ts';
import { embedPassages } from './knowledge/vectors/embed-passages.ts';
import { createHostedSource } from './knowledge/vectors/hosted-source.ts';
import { openOwnVectors } from './knowledge/vectors/own-vectors.ts';
import { createSemanticLeg, type SemanticLeg, type SemanticSource } from './knowledge/vectors/semantic-leg.ts';
import { uploadPassages } from './knowledge/vectors/upload-passages.ts';
import type { Metrics } from './metrics/prometheus.ts';
import { createEmbedder, openClient } from './model/embeddings.ts';
import { systemClock } from './platform/clock.ts';
import type { Database } from './platform/database.ts';
import { messageOf } from './platform/errors.ts';
import type { Log } from './platform/log.ts';
import type { RegularTask } from './platform/regularly.ts';
import { createVeil } from './redaction/veil.ts';

/** The wiring of search by meaning: our own vectors, or a vector store of OpenAI. */

interface MeaningDeps {
  config: Config;
  database: Database;
  log: Log;
  metrics: Pick<Metrics, 'meaning'>;
}

export interface Meaning {
  leg: SemanticLeg;
  /** Brings vectors or files up to the index. Every worker runs it; one of them does it. */
  task: RegularTask;
}

/** Soon after an import, and again where one broke off. */
const LOOK_MS = 60_000;

/** Null where it is switched off, which is how it works without a key. */
export async function openMeaning(deps: MeaningDeps): Promise<Meaning | null> {
  const { meaning } = deps.config.knowledge;
  if (!meaning) return null;
  const { source, update } = meaning.kind === 'store' ? openStore(deps, meaning) : await openVectors(deps, meaning);
  deps.log.info({ source: source.name }, 'search by meaning is on');
  const leg = createSemanticLeg(withoutPersonalData(source), {
    deadlineMs: meaning.deadlineMs,
    clock: systemClock,
    count: (result, error) => {
      deps.metrics.meaning.inc({ result });
      if (result === 'failed')
        deps.log.warn({ err: messageOf(error) }, 'search by meaning failed; words alone were used');
    },
  });
  const run = async (): Promise<void> => {
    const report = await update();
    if (report !== null && Object.values(report).some((count) => count > 0))
      deps.log.info(report, 'passages prepared for search by meaning');
  };
  return { leg, task: { name: 'meaning', everyMs: LOOK_MS, run } };
}

interface Opened {
  source: SemanticSource;
  update: () => Promise<object | null>;
}

type MeaningConfig = NonNullable<Config['knowledge']['meaning']>;

async function openVectors(
  { database }: MeaningDeps,
  settings: Extract<MeaningConfig, { kind: 'vectors' }>,
): Promise<Opened> {
  const embedder = createEmbedder(settings);
  const vectors = await openOwnVectors({ database, embedder });
  return { source: vectors, update: () => embedPassages({ database, embedder, vectors }) };
}

function openStore({ database }: MeaningDeps, settings: Extract<MeaningConfig, { kind: 'store' }>): Opened {
  const store = { client: openClient(settings), storeId: settings.storeId, database };
  return { source: createHostedSource(store), update: () => uploadPassages(store) };
}

/** A customer's words leave this house as they do for the model: personal data as placeholders. */
function withoutPersonalData(source: SemanticSource): SemanticSource {
  return {
    name: source.name,
    find: (query, signal) => source.find({ ...query, text: createVeil().hide(query.text) }, signal),
  };
}
