import { enumOf, propertiesOf } from './json-schema.ts';
import { newestIn, stemsOf } from './words.ts';

const RISK_WORDS: readonly [risk: string, words: RegExp][] = [
  ['prompt_injection', /ignore (all|any|your|the|previous)|new instructions|you are now|system prompt/i],
  ['prompt_extraction', /(show|print|reveal|repeat) (me )?(your|the) (prompt|instructions|rules)/i],
  ['account_takeover', /hacked|someone else (is|was|has)|not me|changed my (password|e-?mail)/i],
  ['legal', /lawyer|solicitor|court|sue\b|legal action|gdpr/i],
  ['health', /allerg|injur|burn(t|ed)|electric shock|hospital|on fire/i],
  ['self_harm', /kill myself|end my life/i],
  ['press', /journalist|newspaper|the press\b/i],
  ['billing_exception', /charged twice|chargeback|make an exception/i],
  ['abuse', /idiot|stupid|scum/i],
  ['spam', /seo services|unsubscribe|out of office|automatic reply|crypto/i],
  ['secrets', /my password is|cvv|\b\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}\b/i],
];
const LANGUAGES: readonly [code: string, words: RegExp][] = [
  ['nl', /\b(ik|het|een|mijn|niet|bestelling|graag)\b/gi],
  ['de', /\b(ich|und|nicht|meine|bitte|bestellung)\b/gi],
  ['fr', /\b(je|une|pas|ma|commande|bonjour|vous)\b/gi],
  ['en', /\b(the|and|my|is|to|for|you|i)\b/gi],
];

interface Score {
  label: string;
  score: number;
}

/** Fills in the triage form by counting the words that the message shares with each intent's description. */
export function answerTriage(form: unknown, instructions: string, input: string): Record<string, unknown> {
  const text = newestIn(input);
  const properties = propertiesOf(form);
  const [first, second] = rankLabels(enumOf(properties['intent']), instructions, text);
  const risks = new Set(enumOf(itemsOf(properties['risks'])));
  return {
    summary: `The customer writes: ${firstSentence(text)}`,
    intent: first?.label ?? 'unknown',
    confidence: first ? confidenceOf(first, second) : 0.3,
    alternatives: second ? [{ label: second.label, confidence: 0.2 }] : [],
    secondIntent: null,
    urgency: /urgent|asap|immediately|today|tomorrow/i.test(text) ? 'high' : 'normal',
    sentiment: /angry|furious|unacceptable|terrible|!!/i.test(text) ? 'negative' : 'neutral',
    language: languageOf(text),
    entities: entitiesIn(text),
    risks: RISK_WORDS.filter(([risk, words]) => risks.has(risk) && words.test(text)).map(([risk]) => risk),
    wantsPerson: /human|real person|manager|call me|speak to|talk to/i.test(text),
  };
}

/** A word that few intents use says more than one that all of them use. */
function rankLabels(labels: readonly string[], instructions: string, text: string): Score[] {
  const said = stemsOf(text);
  const described = labels.map((label) => ({
    label,
    stems: stemsOf(`${label.replaceAll('_', ' ')} ${describe(label, instructions)}`),
  }));
  const scores = described.map(({ label, stems }) => {
    let score = 0;
    for (const stem of said) if (stems.has(stem)) score += Math.log(1 + labels.length / users(described, stem));
    return { label, score };
  });
  return scores.filter(({ score }) => score > 1).sort((one, other) => other.score - one.score);
}

function users(described: readonly { stems: Set<string> }[], stem: string): number {
  return described.filter(({ stems }) => stems.has(stem)).length;
}

function describe(label: string, instructions: string): string {
  return instructions.split('\n').find((line) => line.startsWith(`- \`${label}\``)) ?? '';
}

function confidenceOf(first: Score, second: Score | undefined): number {
  const share = first.score / (first.score + (second?.score ?? 0));
  return Math.round(Math.min(0.95, share + first.score / 100) * 100) / 100;
}

function languageOf(text: string): string {
  const counts = LANGUAGES.map(([code, words]) => ({ code, count: text.match(words)?.length ?? 0 }));
  const [best] = counts.sort((one, other) => other.count - one.count);
  return best && best.count > 0 ? best.code : 'und';
}

function entitiesIn(text: string): { kind: string; value: string }[] {
  const orders = [...text.matchAll(/(?:order|bestelling|bestellung)\s*(?:number|no\.?|nr\.?)?\s*#?(\d{3,})/gi)];
  return orders.map((match) => ({ kind: 'order_number', value: match[1] ?? '' }));
}

function firstSentence(text: string): string {
  return (text.split(/(?<=[.!?])\s|\n/)[0] ?? '').slice(0, 200);
}

function itemsOf(schema: unknown): unknown {
  return schema !== null && typeof schema === 'object' && 'items' in schema ? schema.items : undefined;
}
