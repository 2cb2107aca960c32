import type { Ticket, TicketField } from './entities.ts';

type TaggerChange = { tags?: string[]; customFields?: { id: number; value: string | null }[] };

export type SettledTaggers = { tags: string[]; values: Map<number, string | null> };

/**
 * [guess] In a tagger field the option value is a tag: setting the field swaps the tag, and replacing the tags sets or
 * empties the field. A value given for the field wins over the tags of the same update.
 */
export function settleTaggers(fields: TicketField[], ticket: Ticket, change: TaggerChange): SettledTaggers {
  const asked = change.tags ? normaliseTags(change.tags) : ticket.tags;
  const tags = new Set(asked);
  const values = new Map<number, string | null>();
  for (const field of fields) {
    const given = change.customFields?.find((each) => each.id === field.id);
    if (!given && !change.tags) continue;
    const value = given ? given.value : valueFromTags(field, ticket, tags);
    for (const option of field.options) tags.delete(option);
    if (value) tags.add(value);
    values.set(field.id, value);
  }
  const settled = [...tags].sort();
  return { tags: sameMembers(settled, ticket.tags) ? ticket.tags : settled, values };
}

/** [guess] Lower case, no blanks inside a tag. */
export function normaliseTags(tags: string[]): string[] {
  return [...new Set(tags.flatMap((tag) => tag.trim().toLowerCase().split(/\s+/)).filter((tag) => tag !== ''))];
}

/** Why a value is refused, if it is: a tagger takes only the options an administrator gave it. */
export function findFieldProblem(
  fields: TicketField[],
  given: { id: number; value: string | null }[],
): string | undefined {
  for (const { id, value } of given) {
    const field = fields.find((each) => each.id === id);
    if (field && value && !field.options.includes(value)) return `${field.title}: ${value} is not a valid option`;
  }
  return undefined;
}

function valueFromTags(field: TicketField, ticket: Ticket, tags: Set<string>): string | null {
  const current = ticket.fieldValues.get(field.id);
  const fresh = field.options.find((option) => tags.has(option) && option !== current);
  if (fresh) return fresh;
  return current && tags.has(current) ? current : null;
}

function sameMembers(left: string[], right: string[]): boolean {
  return left.length === right.length && left.every((tag) => right.includes(tag));
}
