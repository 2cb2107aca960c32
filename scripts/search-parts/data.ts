import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Article, EarlierTurn, KnowledgeSource } from '../../src/knowledge/article.ts';

const Id = z.union([z.string(), z.number()]).transform(String);
const ArticleRow = z.object({
  id: Id.optional(),
  _id: Id.optional(),
  title: z.string().optional(),
  question: z.string().optional(),
  text: z.string().optional(),
  markdown: z.string().optional(),
  body_html: z.string().optional(),
  locale: z.string().optional(),
  audience: z.string().optional(),
  visibility: z.string().optional(),
  url: z.string().optional(),
  section: z.string().optional(),
});
const QuestionRow = z.object({
  id: Id.optional(),
  _id: Id.optional(),
  text: z.string(),
  subject: z.string().optional(),
  answerable: z.boolean().optional(),
  answerability: z.string().optional(),
  history: z.array(z.object({ role: z.string(), text: z.string() })).optional(),
});

export interface Question {
  id: string;
  text: string;
  earlier: EarlierTurn[];
  /** Null where the file does not say. */
  answerable: boolean | null;
}

/** Grades by article, of each question. */
export type Judgements = ReadonlyMap<string, ReadonlyMap<string, number>>;

export async function readKnowledge(path: string, answersOnly: boolean): Promise<Article[]> {
  const rows = await readRows(path, ArticleRow);
  return rows.map((row) => {
    const internal = row.audience === 'internal' || row.visibility === 'internal';
    return {
      id: idOf(row, path),
      source: 'search',
      title: answersOnly ? '' : (row.title ?? row.question ?? ''),
      locale: row.locale ?? 'en',
      visibility: internal ? 'internal' : 'public',
      section: row.section ?? null,
      url: row.url ?? '',
      format: row.body_html === undefined ? 'markdown' : 'html',
      body: row.body_html ?? row.markdown ?? row.text ?? '',
      updatedAt: new Date(0),
    };
  });
}

export function sourceOf(articles: readonly Article[]): KnowledgeSource {
  return {
    name: 'search',
    async *articles() {
      yield* articles;
    },
  };
}

export async function readQuestions(path: string): Promise<Question[]> {
  const rows = await readRows(path, QuestionRow);
  return rows.map((row) => ({
    id: idOf(row, path),
    text: row.subject === undefined ? row.text : `${row.subject}\n${row.text}`,
    earlier: (row.history ?? []).map((turn) => ({
      from: turn.role === 'customer' || turn.role === 'user' ? 'customer' : 'staff',
      text: turn.text,
    })),
    answerable: answerableOf(row),
  }));
}

/** A partial answer is one. */
function answerableOf(row: z.infer<typeof QuestionRow>): boolean | null {
  if (row.answerable !== undefined) return row.answerable;
  return row.answerability === undefined ? null : ['ANSWERABLE', 'PARTIAL'].includes(row.answerability);
}

/** Questions of another trade, evenly spread over their file because such files are sorted by label. */
export async function readOthers(path: string, limit: number): Promise<string[]> {
  const rows = await readRows(path, z.object({ text: z.string() }));
  const step = Math.max(1, rows.length / limit);
  const texts: string[] = [];
  for (let at = 0; at < rows.length && texts.length < limit; at += step) texts.push(rows[Math.floor(at)]?.text ?? '');
  return texts;
}

export async function readJudgements(path: string): Promise<Judgements> {
  const judgements = new Map<string, Map<string, number>>();
  const lines = (await readFile(path, 'utf8')).split(/\r?\n/).slice(1);
  for (const line of lines) {
    const [question, article, grade = '1'] = line.split('\t');
    if (!question || !article || Number(grade) <= 0) continue;
    const grades = judgements.get(question) ?? new Map<string, number>();
    judgements.set(question, grades.set(article, Number(grade)));
  }
  return judgements;
}

async function readRows<Row>(path: string, schema: z.ZodType<Row>): Promise<Row[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = schema.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`${path}, line ${index + 1}: ${z.prettifyError(parsed.error)}`);
    return [parsed.data];
  });
}

function idOf(row: { id?: string | undefined; _id?: string | undefined }, path: string): string {
  const id = row.id ?? row._id;
  if (id === undefined) throw new Error(`${path}: a row has neither "id" nor "_id"`);
  return id;
}
