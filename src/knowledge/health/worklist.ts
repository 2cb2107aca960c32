/** Where to look: an article, the heading, and the sentence as it stands there. */
export interface Place {
  articleId: string;
  title: string;
  locale: string;
  /** Null above the first heading, or where the whole article is meant. */
  heading: string | null;
  /** The sentence or the line, word for word; null where the whole article is meant. */
  quote: string | null;
  url: string;
  /** Day of the last change, ISO; null when the source tells none. */
  updatedAt: string | null;
}

export const TASK_KINDS = [
  'contradiction',
  'stale',
  'gap',
  'broken_link',
  'duplicate',
  'disputed',
  'much_used',
  'unused',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** An outline to start from. The words are the customers' own; nothing in it claims to be an answer. */
export interface ArticleProposal {
  title: string;
  language: string;
  /** Further questions that customers asked on the matter. */
  headings: string[];
  tickets: number[];
  /** What people sent instead of our drafts, word for word: the place to look for the answer. */
  staffAnswers: string[];
}

/** One thing for a knowledge manager to do. The first place is the one to open first. */
export interface Task {
  kind: TaskKind;
  /** One line: what is wrong. */
  what: string;
  where: Place[];
  /** The evidence, each a sentence. */
  why: string[];
  /** What to do about it. */
  todo: string;
  /** Larger first inside a kind. */
  weight: number;
  /** With a gap only. */
  proposal?: ArticleProposal;
}

export interface HealthReport {
  /** ISO. */
  at: string;
  articles: number;
  passages: number;
  /** Turns whose steps were read; 0 where there is no case history. */
  turns: number;
  /** Every kind in the order of TASK_KINDS, also the empty ones; tasks heaviest first. */
  lists: { kind: TaskKind; tasks: Task[] }[];
}
