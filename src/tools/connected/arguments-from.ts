import type { Entity } from '../../tickets/assessment.ts';
import { numbersOf } from '../facts.ts';
import type { Given, LookUp } from './connector-file.ts';
import type { Requester } from './gate.ts';

/** The message names something of every kind that the look-up needs. */
export function isNamed(use: LookUp, entities: readonly Entity[]): boolean {
  return Object.values(use.arguments).every(
    (given) => !('entity' in given) || valuesOf(given.entity, entities).length > 0,
  );
}

function valuesOf(kind: Entity['kind'], entities: readonly Entity[]): string[] {
  if (kind === 'order_number' || kind === 'invoice_number') return numbersOf(entities, kind);
  return [...new Set(entities.filter((entity) => entity.kind === kind).map(({ value }) => value))];
}

/** The arguments of a call; null when the message names none, or several, of what one of them takes. */
export function argumentsOf(
  given: Readonly<Record<string, Given>>,
  { entities, requester }: { entities: readonly Entity[]; requester: Requester },
): Record<string, unknown> | null {
  const filled: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(given)) {
    if ('value' in source) filled[name] = source.value;
    else if ('requester' in source) filled[name] = requester[source.requester];
    else {
      const [only, ...others] = valuesOf(source.entity, entities);
      if (only === undefined || others.length > 0) return null;
      filled[name] = only;
    }
  }
  return filled;
}
