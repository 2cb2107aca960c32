import { newestIn, readEntities, stemsOf } from './words.ts';

interface Said {
  n: number;
  sentence: string;
  shared: number;
}

const MOST_SENTENCES = 2;

/** Writes a reply by taking the sentences of the sources that share most words with the question. */
export function answerDraft(input: string): Record<string, unknown> {
  const askFor = /^ask for: (.+)$/m.exec(input)?.[1] ?? 'nothing';
  if (askFor !== 'nothing') {
    return {
      kind: 'clarify',
      reply: `Could you tell us your ${askFor}?`,
      citations: [],
      missing: null,
      confidence: 0.6,
    };
  }
  // A revision keeps only the surest sentence.
  const best = rankSentences(input).slice(0, input.includes('<problems>') ? 1 : MOST_SENTENCES);
  if (best.length === 0)
    return { kind: 'handoff', reply: '', citations: [], missing: 'No source answers the question.', confidence: 0.2 };
  const words = best.map(({ sentence, n }) => `${sentence.replace(/[.!?]$/, '')} [${n}].`).join(' ');
  const citations = [...new Set(best.map(({ n }) => n))];
  return { kind: 'answer', reply: `Thank you for your message. ${words}`, citations, missing: null, confidence: 0.8 };
}

export function sourceNumbersIn(input: string): number[] {
  return sourcesIn(input).map((source) => source.n);
}

function rankSentences(input: string): Said[] {
  const asked = stemsOf(newestIn(input));
  const said = sourcesIn(input).flatMap(({ n, text }) =>
    sentencesOf(text).map((sentence) => ({ n, sentence, shared: countShared(asked, sentence) })),
  );
  // Ties go to the earlier source: retrieval has put the likelier ones first.
  return said.filter(({ shared }) => shared > 0).sort((one, other) => other.shared - one.shared || one.n - other.n);
}

function sourcesIn(input: string): { n: number; text: string }[] {
  const blocks = input.matchAll(/<source n="(\d+)"([^>]*)>\n([\s\S]*?)\n<\/source>/g);
  return [...blocks]
    .filter(([, , attributes]) => !attributes?.includes('audience="staff"'))
    .map(([, n, , text]) => ({ n: Number(n), text: readEntities(text ?? '') }));
}

function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.replace(/^[-*#\d.)\s]+/, '').trim())
    .filter((sentence) => sentence.length >= 20 && sentence.length <= 300);
}

function countShared(asked: ReadonlySet<string>, sentence: string): number {
  let shared = 0;
  for (const stem of stemsOf(sentence)) if (asked.has(stem)) shared += 1;
  return shared;
}
