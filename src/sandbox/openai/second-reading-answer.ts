import { readEntities, stemsOf } from './words.ts';

/** A strict reader: a statement with a word that none of its passages has is not backed. [guess] A real model judges by meaning. */
export function answerSecondReading(input: string): Record<string, unknown> {
  const passages = new Map<string, ReadonlySet<string>>();
  for (const [, n = '', title = '', text = ''] of input.matchAll(
    /<passage n="(\d+)" title="([^"]*)">\n([\s\S]*?)\n<\/passage>/g,
  ))
    passages.set(n, stemsOf(readEntities(`${title} ${text}`)));
  const verdicts = [...input.matchAll(/<statement n="(\d+)" from="([\d ]*)">([\s\S]*?)<\/statement>/g)].map(
    ([, n, from = '', text = '']) => {
      const known = new Set(from.split(' ').flatMap((each) => [...(passages.get(each) ?? [])]));
      const strange = [...stemsOf(readEntities(text))].some((stem) => !known.has(stem));
      return { n: Number(n), verdict: strange ? 'unbacked' : 'backed' };
    },
  );
  return { verdicts };
}
