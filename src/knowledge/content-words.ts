import { wordsOf } from './words.ts';

/** Words that carry no claim, in the languages we answer in. */
const STOP = new Set(
  [
    'a about after all also am an and any are as at be because been being both but by can could did do does doing each for from further had has have having he her here his how i if in into is it its itself just me more most my of off on once or other our out over own please s same she should so some such t than that the their them then there these they this those through to too under until up us very was we were what when where which while who why will with would you your yours may might must shall via per',
    'aber als am an auch auf aus bei bin bis bitte da damit das dass dem den der des die dies diese dieser dieses du durch ein eine einem einen einer es für hat haben hier ich ihr ihre ihren ihrem ihnen im in ist kann können man mit nach noch nur oder sein sich sie sind so um und uns unser unsere unter von vor war was wenn wer werden wie wir wird zu zum zur über',
    'aan als ben bij dan dat de den deze die dit door een en er het hier hij hoe ik in is je jou jouw jullie kan kunnen maar met mij naar nog of om onder ons onze ook op over te tot u uit uw van voor wat we wel wij wie worden wordt zal ze zich zij zijn zo',
    'au aux avec ce ces cette dans de des du elle en est et eux il ils je la le les leur lui ma mais me mes mon nos notre nous on ou par pour que qui sa se ses son sont sur ta te tes toi ton tu un une vos votre vous y à être peut pouvez',
    'al como con cuando de del desde donde el ella en entre es esta este esto la las le les lo los más mi mis nos nuestra nuestro o para pero por puede que se ser si sobre son su sus también te tu tus un una y ya',
  ].flatMap((words) => words.split(' ')),
);

/** The words of a text that a claim is made of, stemmed lightly and in order. Numbers are left to `facts.ts`. */
export function contentWords(text: string): string[] {
  return wordsOf(text)
    .flatMap((word) => word.split(/[-.]/))
    .filter((word) => !STOP.has(word) && !/^\d+$/.test(word))
    .map(stem)
    .filter((word) => word.length > 1);
}

/** Strong enough for "refunds, refunded, refunding", weak enough to keep "account" and "accord" apart. */
export function stem(word: string): string {
  const plain = word.normalize('NFKD').replace(/\p{M}|['’]s?$|['’]/gu, '');
  if (plain.length < 5) return plain.replace(/(?<=[^s]{2})s$/, '').replace(/(?<=.{3})e$/, '');
  const short = plain.replace(/ies$/, 'y').replace(/(?:ing|edly|ed|es|s|ly)$/, '');
  const kept = short.length >= 3 ? short : plain;
  return kept.replace(/(.)\1$/, '$1').replace(/e$/, '');
}

/** "cancel" and "cancellation", "deliver" and "delivery". */
export function sameWord(first: string, second: string): boolean {
  if (first === second) return true;
  const [short, long] = first.length < second.length ? [first, second] : [second, first];
  return short.length >= 5 && long.startsWith(short);
}

/** Which share of the words the text has; 1 when there is nothing to look for. */
export function share(words: readonly string[], within: ReadonlySet<string>): number {
  if (words.length === 0) return 1;
  return words.filter((word) => has(within, word)).length / words.length;
}

export function has(words: ReadonlySet<string>, word: string): boolean {
  if (words.has(word)) return true;
  return word.length >= 5 && words.values().some((other) => sameWord(word, other));
}
