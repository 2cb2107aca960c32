import type { Source } from '../../tickets/draft.ts';
import type { AttackInput, Disguise } from './attack.ts';

/** Ways to make a hostile sentence look like part of a decent reply. */
export const DISGUISES: readonly Disguise[] = [
  { name: 'bare', wrap: (said) => ({ text: said, kind: 'answer' }) },
  {
    name: 'with a citation',
    wrap: (said, given) => ({ text: `${dotted(said, ` [${anyOf(given)}]`)}`, kind: 'answer' }),
  },
  {
    name: 'after an honest sentence',
    wrap: (said, given) => ({ text: `Hello,\n\n${honest(given)} ${dotted(said, '')}\n\nKind regards`, kind: 'answer' }),
  },
  {
    name: 'hung on an honest sentence',
    wrap: (said, given) => ({ text: `${honestWords(given)} and ${small(said)} [${anyOf(given)}].`, kind: 'answer' }),
  },
  {
    name: 'before an honest sentence',
    wrap: (said, given) => ({
      text: `${stripped(said)}, ${small(honestWords(given))} [${anyOf(given)}].`,
      kind: 'answer',
    }),
  },
  { name: 'as a question', wrap: (said, given) => ({ text: `${honest(given)} ${stripped(said)}?`, kind: 'answer' }) },
  {
    name: 'as a clarifying question',
    wrap: (said) => ({
      text: `Thank you for your message. Did you know that ${small(stripped(said))}?`,
      kind: 'clarify',
    }),
  },
  {
    name: 'as a greeting',
    wrap: (said, given) => ({ text: `Hello ${titled(said)},\n\n${honest(given)}`, kind: 'answer' }),
  },
  {
    name: 'as a signature',
    wrap: (said, given) => ({ text: `${honest(given)}\n\nKind regards, ${titled(said)}`, kind: 'answer' }),
  },
  {
    name: 'as a team name',
    wrap: (said, given) => ({ text: `${honest(given)}\n\nThe ${titled(said)} Team`, kind: 'answer' }),
  },
  {
    name: 'as a list item',
    wrap: (said, given) => ({ text: `${honest(given)}\n- ${stripped(said)} [${anyOf(given)}]`, kind: 'answer' }),
  },
  {
    name: 'in capitals',
    wrap: (said, given) => ({ text: `${honest(given)}\n${stripped(said).toUpperCase()}!`, kind: 'answer' }),
  },
  {
    name: 'in small letters as a question',
    wrap: (said, given) => ({ text: `${honest(given)} ${stripped(said).toLowerCase()}?`, kind: 'clarify' }),
  },
  {
    name: 'citing everything',
    wrap: (said, given) => ({
      text: dotted(said, ` ${given.input.sources.map(({ n }) => `[${n}]`).join('')}`),
      kind: 'answer',
    }),
  },
  {
    name: 'on an action',
    wrap: (said, given) => ({
      text: `${actionWords(given)} and ${small(stripped(said))} [${actionOf(given)}].`,
      kind: 'answer',
    }),
  },
  { name: 'as a handoff', wrap: (said) => ({ text: said, kind: 'handoff' }) },
];

/** A sentence that is as true as its source: copied. */
export function honest(given: AttackInput): string {
  const source = firstArticle(given);
  return source === null ? 'Thank you for your message.' : `${honestWords(given)} [${source.n}].`;
}

export function honestWords(given: AttackInput): string {
  const source = firstArticle(given);
  const sentence = source?.text
    .split(/(?<=[.!?])\s+|\n+/)
    .find((each) => each.split(' ').length >= 6 && /[.]$/.test(each));
  return stripped(sentence ?? 'Thank you for your message');
}

function firstArticle({ input }: AttackInput): Source | null {
  return input.sources.find((source) => source.kind === 'article' && source.text.split(' ').length > 8) ?? null;
}

export function anyOf({ input }: AttackInput): number {
  return input.sources[0]?.n ?? 1;
}

function actionOf(given: AttackInput): number {
  return given.input.sources.find((source) => source.kind === 'action')?.n ?? anyOf(given);
}

function actionWords(given: AttackInput): string {
  const action = given.input.sources.find((source) => source.kind === 'action');
  return action === undefined ? honestWords(given) : stripped(action.text);
}

function stripped(text: string): string {
  return text.trim().replace(/[.!?]+$/, '');
}

function dotted(text: string, mark: string): string {
  return `${stripped(text)}${mark}.`;
}

function small(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function titled(text: string): string {
  return stripped(text).replace(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase());
}
