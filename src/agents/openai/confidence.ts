/** A model's own confidence is a figure of speech, not a measured probability, so none counts for more than this. */
const MOST = 0.9;

export function believable(confidence: number): number {
  return Math.min(MOST, Math.max(0, confidence));
}
