import type { Note } from '../article.ts';

/** What the readers fill in when a file does not say. */
export interface FileDefaults {
  source: string;
  locale: string;
  /** Where a reader says what a person should look at. */
  note?: Note;
}
