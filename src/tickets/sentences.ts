/** Dots that do not end a sentence, in the languages we are most often written in. Compared in lower case. */
const ABBREVIATIONS = new Set(
  'e.g i.e etc mr mrs ms dr prof st nr vs approx incl excl fig tel z.b d.h bzw ca usw bijv o.a d.w.z m.b.t t.a.v p.ex cf sr sra ud art min max'.split(
    ' ',
  ),
);

/** Text as people write it, cut into sentences. A line break ends a sentence too, since mails are full of lists and greetings. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .flatMap(sentencesOfLine)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

function sentencesOfLine(line: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  // An end mark (with closing quotes) counts when a space follows it: "3.5", "id.example.com" and "v2.1" stay whole.
  for (const match of line.matchAll(/[.!?…]+["'”’)\]]*\s+|[。！？]/gu)) {
    const end = match.index + match[0].length;
    if (
      isAbbreviation(line.slice(from, match.index), match[0], line.slice(end)) ||
      startsSmall(line.slice(end), match[0])
    )
      continue;
    sentences.push(line.slice(from, end));
    from = end;
  }
  sentences.push(line.slice(from));
  return sentences;
}

function isAbbreviation(before: string, mark: string, after: string): boolean {
  if (!/^\.\s/.test(mark)) return false;
  const word = before.match(/(?<![^\s("'“])[\p{L}.]+$/u)?.[0] ?? '';
  // "No. 5" is a number, "No. We do not." is an answer.
  if (/^no$/i.test(word)) return /^\d/.test(after);
  // A list number such as "2." at the start of a line belongs to the sentence after it.
  return ABBREVIATIONS.has(word.toLowerCase()) || /^\p{Lu}$/u.test(word) || /^\s*\d{1,2}$/.test(before);
}

/** "... wait." followed by a small letter goes on, except after ! and ?, where people often forget the capital. */
function startsSmall(after: string, mark: string): boolean {
  return mark.trim() === '...' && /^\p{Ll}/u.test(after);
}
