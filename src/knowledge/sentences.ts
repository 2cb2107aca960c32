/** Points that end no sentence, in the languages we answer in. Single letters ("z. B.", "J. Smith") are handled apart. */
const ABBREVIATIONS = new Set(
  'e.g i.e etc vs mr mrs ms dr prof st no nr art abs ca bzw usw evtl ggf inkl zzgl max min approx incl excl dhr mevr bijv enz m.b.t p.ej sr sra ud ej mm mme env tel fig vol ext'.split(
    ' ',
  ),
);
const MARKS = /(?:\s*\[\d{1,2}\])+/y;
const END = /[.!?…]+["'”’)\]»]*|[。！？]+[」』）]?/g;
const LIST_MARKER = /^\s*(?:[-*•–]|\d{1,3}[.)])\s+/;
const ONLY_MARKS = /^(?:\s*\[\d{1,2}\])+[.\s]*$/;

/** One entry per sentence, list item or line; citation marks stay with the sentence they follow. Nothing but spaces is lost. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  for (const line of joinWrapped(text.split('\n'))) {
    for (const sentence of splitLine(line)) {
      const last = sentences.length - 1;
      if (last >= 0 && ONLY_MARKS.test(sentence)) sentences[last] = `${sentences[last]} ${sentence}`;
      else sentences.push(sentence);
    }
  }
  return sentences;
}

/** The sentence without the bullet or number in front of it. */
export function withoutMarker(sentence: string): string {
  return sentence.replace(LIST_MARKER, '');
}

/** A line that goes on in lower case was only wrapped. */
function joinWrapped(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const text = line.trim();
    const last = joined.at(-1);
    if (text === '') joined.push('');
    else if (last && /[\p{L}\p{N},]$/u.test(last) && /^\p{Ll}/u.test(text))
      joined[joined.length - 1] = `${last} ${text}`;
    else joined.push(text);
  }
  return joined.filter((line) => line !== '');
}

function splitLine(line: string): string[] {
  const sentences: string[] = [];
  const start = LIST_MARKER.exec(line)?.[0].length ?? 0;
  let from = 0;
  END.lastIndex = start;
  for (let end = END.exec(line); end !== null; end = END.exec(line)) {
    if (end[0].startsWith('.') && isAbbreviation(line.slice(from, end.index))) continue;
    const to = afterMarks(line, end.index + end[0].length);
    // A mark closes its sentence: words that go on in lower case behind it must not be taken for backed by it.
    const marked = to > end.index + end[0].length || /\[\d{1,2}\]$/.test(line.slice(from, end.index));
    if (!marked && !endsSentence(end[0], line.slice(to))) continue;
    sentences.push(line.slice(from, to).trim());
    from = to;
    END.lastIndex = to;
  }
  const rest = line.slice(from).trim();
  if (rest !== '') sentences.push(rest);
  return sentences;
}

function afterMarks(line: string, at: number): number {
  MARKS.lastIndex = at;
  const marks = MARKS.exec(line);
  return marks ? at + marks[0].length : at;
}

/** "3.5" and "example.com" go on without a space; "approx. 30" goes on in lower case. */
function endsSentence(mark: string, rest: string): boolean {
  if (rest.trim() === '' || /^[。！？]/.test(mark)) return true;
  return /^\s+["'“‘«(¿¡[]*[\p{Lu}\p{Lt}\p{Lo}\p{N}€$£]/u.test(rest);
}

function isAbbreviation(before: string): boolean {
  const word = /(\S+)$/.exec(before)?.[1]?.replace(/^[("'“]+/, '') ?? '';
  return /^\p{L}$/u.test(word) || ABBREVIATIONS.has(word.toLowerCase());
}
