import { z } from 'zod';

/** What a stage made of the turn, in a line or three. Rows whose texts are gone with age say so. */
export function saysOf(stage: string, result: unknown): string[] {
  const read = READERS[stage];
  if (read === undefined) return [];
  if (z.strictObject({}).safeParse(result).success) return ['(its texts were removed with age)'];
  return read(result) ?? ['(a row of another release)'];
}

function reader<T extends z.ZodType>(schema: T, say: (result: z.infer<T>) => string[]) {
  return (result: unknown): string[] | null => {
    const parsed = schema.safeParse(result);
    return parsed.success ? say(parsed.data) : null;
  };
}

const LONGEST = 200;

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

const shareOf = (value: number): string => value.toFixed(2);

const READERS: Readonly<Record<string, (result: unknown) => string[] | null>> = {
  intake: reader(
    z.object({
      newest: z.string(),
      language: z.string(),
      secretsFound: z.array(z.string()),
      attachments: z.array(z.string()),
    }),
    ({ newest, language, secretsFound, attachments }) => [
      `“${short(newest)}”`,
      [language, ...attachments, ...secretsFound.map((kind) => `${kind} taken out`)].join(' · '),
    ],
  ),
  assess: reader(
    z.object({
      assessment: z.object({
        intent: z.string(),
        confidence: z.number(),
        urgency: z.string(),
        sentiment: z.string(),
        risks: z.array(z.string()),
        missingFields: z.array(z.string()),
      }),
      fellBack: z.string().nullable(),
      overBudget: z.string().nullable().default(null),
    }),
    ({ assessment, fellBack, overBudget }) => [
      `${assessment.intent} ${shareOf(assessment.confidence)} · urgency ${assessment.urgency} · ${assessment.sentiment} · risks ${assessment.risks.join(', ') || 'none'}`,
      ...(assessment.missingFields.length > 0 ? [`missing: ${assessment.missingFields.join(', ')}`] : []),
      ...(fellBack === null ? [] : [`fell back: ${fellBack}`]),
      ...(overBudget === null ? [] : [overBudget]),
    ],
  ),
  retrieve: reader(
    z.object({
      sources: z.array(z.object({ n: z.number(), kind: z.string(), title: z.string() })),
      answerability: z.number(),
    }),
    ({ sources, answerability }) => [
      `answerability ${shareOf(answerability)}`,
      ...sources.map(({ n, kind, title }) => `[${n}] ${kind}: ${short(title)}`),
    ],
  ),
  draft: reader(
    z.object({
      draft: z.object({ kind: z.string(), confidence: z.number(), text: z.string(), reason: z.string().nullable() }),
      proposals: z.array(z.object({ preview: z.string() })),
      fellBack: z.string().nullable(),
    }),
    ({ draft, proposals, fellBack }) => [
      `${draft.kind} ${shareOf(draft.confidence)}: “${short(draft.text)}”`,
      ...(draft.reason === null ? [] : [short(draft.reason)]),
      ...proposals.map(({ preview }) => `proposes: ${preview}`),
      ...(fellBack === null ? [] : [`fell back: ${fellBack}`]),
    ],
  ),
  check: reader(
    z.object({
      sentences: z.array(z.object({ state: z.string() })),
      findings: z.array(z.object({ severity: z.string(), words: z.string() })),
      revised: z.boolean(),
    }),
    ({ sentences, findings, revised }) => [
      [...Map.groupBy(sentences, ({ state }) => state)].map(([state, rows]) => `${rows.length} ${state}`).join(', ') ||
        'no sentence',
      ...(revised ? ['revised once'] : []),
      ...findings.map(({ severity, words }) => `${severity}: ${short(words)}`),
    ],
  ),
  route: reader(
    z.object({ route: z.string(), reasons: z.array(z.object({ words: z.string() })), mode: z.string() }),
    ({ route, reasons, mode }) => [`${route} (mode ${mode})`, ...reasons.map(({ words }) => short(words))],
  ),
  act: reader(
    z.object({ reviewId: z.number().nullable(), effectIds: z.array(z.number()) }),
    ({ reviewId, effectIds }) => [
      `${reviewId === null ? 'no question to a person' : `review ${reviewId}`} · effects ${effectIds.join(', ') || 'none'}`,
    ],
  ),
};
