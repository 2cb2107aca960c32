import { z } from 'zod';
import { type Asked, ask } from '../model/ask.ts';
import { explainFailure } from '../model/failure.ts';
import type { OpenAi } from '../model/openai.ts';
import { costOf, type PriceTable } from '../model/usage.ts';
import type { Log } from '../platform/log.ts';
import { createVeil } from '../redaction/veil.ts';
import { type ArticleSource, type DraftSentence, type Source, withoutMarks } from '../tickets/draft.ts';
import type { Usage } from './brain.ts';
import type { Prompt } from './prompt.ts';

export interface SecondReading {
  sentences: DraftSentence[];
  /** Null when nothing was asked. Tokens of a failed question are in it, because they are paid too. */
  thought: { brain: string; model: string | null; promptHash: string | null; usage: Usage } | null;
}

/** Reads what code calls backed once more. It can take a verdict away and never give one. */
export interface SecondReader {
  read(sentences: readonly DraftSentence[], sources: readonly Source[], signal?: AbortSignal): Promise<SecondReading>;
}

export interface SecondReaderDeps {
  openAi: OpenAi;
  prompt: Prompt;
  prices: PriceTable;
  log: Log;
}

const VERDICTS = ['backed', 'unbacked', 'contradicted'] as const;
const Form = z.object({
  verdicts: z.array(z.object({ n: z.number().int(), verdict: z.enum(VERDICTS) })),
});
const LONGEST_PASSAGE = 2_500;

/**
 * One structured question on the small model, which sees statements and passages and nothing of the ticket or of the drafting prompt.
 * When it fails, the verdict of code stands: an outage must not be a way around a check, nor stop the desk.
 */
export function createSecondReader(deps: SecondReaderDeps): SecondReader {
  return {
    async read(sentences, sources, signal) {
      const asked = sentences.flatMap((sentence, index) => {
        const cited = articlesOf(sentence, sources);
        return sentence.state === 'backed' && cited.length > 0 ? [{ index, sentence, cited }] : [];
      });
      if (asked.length === 0) return { sentences: [...sentences], thought: null };
      const answer = await question(deps, asked, signal);
      const thought = { ...by(deps, answer.model), usage: usageOf(deps, answer) };
      if (!answer.ok) {
        const words = explainFailure(answer.error)?.words;
        if (words === undefined) throw answer.error;
        deps.log.warn({ why: words }, 'second reading failed, the verdict of code stands');
        return { sentences: [...sentences], thought };
      }
      const verdicts = new Map(answer.value.verdicts.map(({ n, verdict }) => [asked[n - 1]?.index, verdict]));
      return { sentences: sentences.map((sentence, index) => lowered(sentence, verdicts.get(index))), thought };
    },
  };
}

interface Statement {
  index: number;
  sentence: DraftSentence;
  cited: readonly ArticleSource[];
}

/** Records and actions are our own sentences, and personal: they stay here. */
function articlesOf({ citations }: DraftSentence, sources: readonly Source[]): ArticleSource[] {
  return sources.flatMap((source) => (source.kind === 'article' && citations.includes(source.n) ? [source] : []));
}

/** Only what code called backed is ever asked about, so the answer can only be the same or worse. */
function lowered(sentence: DraftSentence, verdict: (typeof VERDICTS)[number] | undefined): DraftSentence {
  if (sentence.state !== 'backed' || verdict === undefined || verdict === 'backed') return sentence;
  return { ...sentence, state: verdict };
}

function question(deps: SecondReaderDeps, statements: readonly Statement[], signal: AbortSignal | undefined) {
  const { prompt } = deps;
  return ask(deps.openAi, {
    name: 'second-reading',
    instructions: prompt.text,
    input: inputOf(statements),
    answer: Form,
    settings: prompt.settings,
    cacheKey: `deskhand-second-reading-${prompt.hash}`,
    ...(signal ? { signal } : {}),
  });
}

/** Sentences that passages back hold no personal data; the veil is there for the one that does all the same. */
function inputOf(statements: readonly Statement[]): string {
  const veil = createVeil();
  const passages = new Map(statements.flatMap(({ cited }) => cited.map((source) => [source.n, source] as const)));
  const blocks = [...passages.values()].map(({ n, title, headingPath, text }) => {
    const heading = [title, ...headingPath].join(' / ');
    return `<passage n="${n}" title="${clean(heading).replaceAll('"', '&quot;')}">\n${clean(text.slice(0, LONGEST_PASSAGE))}\n</passage>`;
  });
  const lines = statements.map(({ sentence, cited }, at) => {
    const from = cited.map(({ n }) => n).join(' ');
    return `<statement n="${at + 1}" from="${from}">${clean(veil.hide(withoutMarks(sentence.text)))}</statement>`;
  });
  return [...blocks, ...lines].join('\n');
}

/** Nobody outside can close a block or open one. */
function clean(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;').trim();
}

function by({ prompt }: SecondReaderDeps, model: string) {
  return { brain: 'openai', model, promptHash: prompt.hash };
}

function usageOf({ prices }: SecondReaderDeps, asked: Asked<unknown>): Usage {
  const { calls, inputTokens, cachedTokens, outputTokens } = asked.tokens;
  return { calls, inputTokens, cachedTokens, outputTokens, usd: costOf(asked.tokens, asked.model, prices).usd };
}
