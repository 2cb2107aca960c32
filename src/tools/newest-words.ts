import type { Assessment } from '../tickets/assessment.ts';

type Entities = Assessment['entities'];
type Entity = Entities[number];

/**
 * "Sorry, I meant order 1047": once the newest message names an order, orders and amounts that stand only in earlier messages are no
 * longer meant. A message that names none leaves everything that was said before.
 */
export function entitiesInForce(entities: Entities, message: string | undefined): Entities {
  if (message === undefined) return entities;
  const numbers = numbersIn(message);
  const isSaidNow = ({ value }: Entity): boolean => numbersIn(value).some((number) => numbers.includes(number));
  if (!entities.some((entity) => entity.kind === 'order_number' && isSaidNow(entity))) return entities;
  return entities.filter((entity) => !REPLACED.has(entity.kind) || isSaidNow(entity));
}

const REPLACED: ReadonlySet<Entity['kind']> = new Set(['order_number', 'amount']);

/** "11,50" and "11.50" are the same number; so are "12" and "12.00". */
function numbersIn(text: string): number[] {
  return (text.match(/\d+(?:[.,]\d+)*/g) ?? []).map((number) =>
    Number(number.replace(/[.,](?=\d{3}\b)/g, '').replace(',', '.')),
  );
}
