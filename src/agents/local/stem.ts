/** Words that stand in every question and tell nothing about which one it is. */
const FILLERS = new Set(
  'a an the is are was were be been am i im ive my me you your it its to of for in on at and or do does did can could would will have has had this that with from by as if so what how why when where who which there please'.split(
    ' ',
  ),
);

export function isFiller(word: string): boolean {
  return FILLERS.has(word);
}

const ENDINGS = /(?:ing|edly|ed|ies|es|s|ly|ment|ation|ions?|er)$/;
const SHORTEST = 4;

/** A rough stem, good enough to count "charged" and "charges" as one. It is never shown. */
export function stemOf(word: string): string {
  if (word.length < SHORTEST) return word;
  return word.replace(ENDINGS, '').replace(/(.)\1$/, '$1') || word;
}
