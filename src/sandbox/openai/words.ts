const STOP = new Set(
  'about after again also been before between could does from have here into just like more most much only other over please same should some still such than thank thanks that their them then there these they this those very want what when where which while will with would your you and the for are but can did get had has her his how its let may not now our out see she too use was way who why yes hello dear hi'.split(
    ' ',
  ),
);

/** The words that carry meaning, cut to a stem so that "refunds" meets "refund". */
export function stemsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return new Set(words.filter((word) => !STOP.has(word)).map((word) => word.replace(/(ing|ed|es|s)$/, '').slice(0, 7)));
}

/** The customer's newest words where the input marks them, otherwise all of it. */
export function newestIn(input: string): string {
  return readEntities(/<newest>([\s\S]*?)<\/newest>/.exec(input)?.[1] ?? input).trim();
}

export function readEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
}
