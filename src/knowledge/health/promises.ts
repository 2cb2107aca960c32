const DAY_MS = 86_400_000;

/** Words that promise something, or hold only for a while, and how long they can reasonably be believed. */
const PROMISES: readonly { pattern: RegExp; days: number }[] = [
  { pattern: /\buntil further notice\b/i, days: 365 },
  {
    pattern:
      /\b(?:coming|available|released|launching|added|follow(?:ing)?) (?:very )?soon\b|\bwill soon\b|\bsoon (?:be|to be)\b/i,
    days: 365,
  },
  {
    pattern: /\bbrand[- ]new\b|\b(?:has|have) just (?:launched|opened|arrived|been released)\b|\bnewly launched\b/i,
    days: 730,
  },
  { pattern: /\bfrom next (?:spring|summer|autumn|fall|winter|year|month|week|season)\b/i, days: 450 },
  { pattern: /\b(?:later|end of|during|by the end of) this (?:year|season|summer|winter)\b/i, days: 400 },
  { pattern: /\b(?:we|is|are|be)\b[^.]*\bthis (?:year|season)\b/i, days: 450 },
  { pattern: /\bin the (?:coming|next few) (?:days|weeks|months)\b|\bover the coming\b/i, days: 365 },
  {
    pattern:
      /\bduring (?:the )?(?:covid|corona|pandemic|lockdown)|\bdue to (?:the )?(?:covid|corona|pandemic|lockdown)/i,
    days: 365,
  },
  { pattern: /\bbis auf weiteres\b|\bdemnächst\b|\bin kürze\b/i, days: 365 },
  { pattern: /\btot nader order\b|\bbinnenkort\b/i, days: 365 },
  { pattern: /\bjusqu['’]à nouvel ordre\b|\bprochainement\b|\bhasta nuevo aviso\b|\bpróximamente\b/i, days: 365 },
];
/** True of most texts for years, so they only add to other evidence. */
const OF_THE_MOMENT =
  /\b(?:our current|at the moment|for the time being|for now|nowadays|thank you for your patience|momenteel|derzeit|zurzeit)\b/i;
const MOMENT_DAYS = 730;

export interface ExpiredWords {
  words: string;
  /** Enough to doubt the article by itself. */
  strong: boolean;
}

/** Pure: wording of this sentence that must have run out by now, given when it was last looked at. */
export function expiredWords(text: string, updatedAt: Date, now: Date): ExpiredWords | null {
  const days = (now.getTime() - updatedAt.getTime()) / DAY_MS;
  for (const { pattern, days: life } of PROMISES) {
    const [words] = pattern.exec(text) ?? [];
    if (words !== undefined && days > life) return { words, strong: true };
  }
  const [words] = OF_THE_MOMENT.exec(text) ?? [];
  return words !== undefined && days > MOMENT_DAYS ? { words, strong: false } : null;
}
