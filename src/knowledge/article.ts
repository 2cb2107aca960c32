/** An article as its source has it. `html` or `markdown`, whichever the source gives; never both. */
export interface Article {
  /** The source's own id, for example Zendesk's article id as text. */
  id: string;
  /** Which source it came from, for example "help-center" or "files". */
  source: string;
  title: string;
  locale: string;
  /** `public` may be quoted to anybody; `internal` may guide a note to staff and nothing else. */
  visibility: 'public' | 'internal';
  section: string | null;
  url: string;
  format: 'html' | 'markdown';
  body: string;
  /** Who wrote or answers for it, by name; null where the source does not say. */
  author?: string | null;
  updatedAt: Date;
}

/** A cut of an article that can be cited. Offsets are UTF-16 units in the article version's plain text. */
export interface Passage {
  articleId: string;
  /** Content hash of the article the passage was cut from. */
  version: string;
  title: string;
  headingPath: string[];
  anchor: string | null;
  locale: string;
  visibility: 'public' | 'internal';
  url: string;
  text: string;
  charFrom: number;
  charTo: number;
  updatedAt: Date;
}

export interface StoredPassage extends Passage {
  id: number;
}

export interface FoundPassage extends StoredPassage {
  /** Higher is better; comparable inside one result only. */
  score: number;
}

/** Something said before the newest words, on either side. */
export interface EarlierTurn {
  from: 'customer' | 'staff';
  text: string;
}

export interface SearchQuery {
  /** The customer's words: raw counts of a word are its weight, so do not repeat things. */
  text: string;
  /** What was said before, oldest first: a follow-up ("how is it created?") leaves out what it is about. */
  earlier?: readonly EarlierTurn[];
  /** Locales the reader understands, best first, for example ["en-us", "en"]. A passage matches on the primary language. */
  locales: readonly string[];
  /** `customer` sees public passages only; the filter is inside the index scan, not after it. */
  audience: 'customer' | 'staff';
  limit: number;
}

export interface SearchResult {
  /** Best first, at most `limit`. */
  passages: FoundPassage[];
  /** Probability that the best passages hold the answer, 0..1, from the score features below. */
  answerability: number;
  /** The evidence behind `answerability`, by name, kept for tuning and for "why". */
  features: Record<string, number>;
}

/** Takes down what a person should look at, in words. */
export type Note = (words: string) => void;

/** A place that articles come from. */
export interface KnowledgeSource {
  readonly name: string;
  /** Every article there is now; what is missing afterwards is taken out of the index. */
  articles(note?: Note): AsyncIterable<Article>;
  /** Where the source can tell: what changed since then, and nothing about what it no longer has. */
  changes?(since: Date, note?: Note): AsyncIterable<ChangedArticle>;
}

/** All that an article is now: a language that is not among the versions any more is taken out of the index. */
export interface ChangedArticle {
  id: string;
  versions: Article[];
}
