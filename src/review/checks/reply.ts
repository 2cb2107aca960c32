import type { DraftSentence, Finding, Source } from '../../tickets/draft.ts';

export interface ReplyToCheck {
  /** With [n] marks. */
  text: string;
  sources: readonly Source[];
  /** ISO 639-1 of the customer's message; "und" skips the language check. */
  customerLanguage: string;
  /** Whom the greeting may name; absent where it is not known, and then no name is judged. */
  requesterName?: string;
  /** The customer's newest words: what a question may take up again. */
  customerMessage?: string;
}

/** A sentence with the sources it cites, as the checks read it. */
export interface CitedSentence extends DraftSentence {
  /** Without marks, in the form that a reader sees. */
  plain: string;
  cited: readonly Source[];
}

export function block(code: string, words: string): Finding {
  return { code, severity: 'block', words };
}

export function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

export function isInternal(source: Source): boolean {
  return source.kind === 'article' && source.visibility === 'internal';
}

/** Everything that a source says, headings included. */
export function textOfSource(source: Source): string {
  return source.kind === 'article'
    ? [source.title, ...source.headingPath, source.text].join('\n')
    : `${source.title}\n${source.text}`;
}
