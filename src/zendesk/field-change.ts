import { z } from 'zod';
import { FIELD_KEYS, type FieldKey } from '../tickets/helpdesk.ts';
import { labelOf } from './field-values.ts';

// Other kinds of field say their value in another shape; none of ours is of such a kind.
const Value = z.object({ value: z.string().nullish() }).nullish();

const Changed = z.object({
  custom_field: z.object({ title: z.string() }),
  current: Value,
  previous: Value,
});

export interface ChangedField {
  field: FieldKey;
  value: string | null;
  previous: string | null;
}

/** What `ticket.custom_field_changed` says about one of our fields; null for anybody else's. */
export function readFieldChange(event: unknown): ChangedField | null {
  const parsed = Changed.safeParse(event);
  if (!parsed.success) return null;
  const { custom_field, current, previous } = parsed.data;
  const title = custom_field.title.toLowerCase();
  const field = FIELD_KEYS.find((key) => title === `deskhand ${key}`);
  if (field === undefined) return null;
  return { field, value: bare(field, current?.value), previous: bare(field, previous?.value) };
}

function bare(field: FieldKey, value: string | null | undefined): string | null {
  return value ? labelOf(field, value) : null;
}
