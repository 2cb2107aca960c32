/**
 * What a button carries: only an index. Who pressed comes signed from Slack, what was asked comes from our row, and the fingerprint
 * proves that the person saw that row as it is.
 */
export interface CardValue {
  reviewId: number;
  revision: number;
  fingerprint: string;
}

/** Enough to tell two contents of one review apart; the whole fingerprint stays in the row. */
const FINGERPRINT_LENGTH = 12;
const GRAMMAR = /^rv1\.([1-9]\d{0,14})\.r([1-9]\d{0,5})\.([0-9a-f]{12})$/;

export function formatCardValue({ reviewId, revision, fingerprint }: CardValue): string {
  return `rv1.${reviewId}.r${revision}.${fingerprint.slice(0, FINGERPRINT_LENGTH)}`;
}

export function parseCardValue(value: string): CardValue | null {
  const match = GRAMMAR.exec(value);
  const [, reviewId, revision, fingerprint] = match ?? [];
  if (reviewId === undefined || revision === undefined || fingerprint === undefined) return null;
  return { reviewId: Number(reviewId), revision: Number(revision), fingerprint };
}
