import type { FieldKey } from '../tickets/helpdesk.ts';
import type { InstalledField } from './directory.ts';

/**
 * In a drop-down field the value of an option is also a tag of the ticket, so our values carry a prefix of their own:
 * `ai_intent__refund_request`. Zendesk's own triage uses `intent__...`, which we never write.
 */
export function fieldTag(key: FieldKey, label: string): string {
  const word = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return `ai_${key}__${word}`;
}

export function labelOf(key: FieldKey, value: string): string {
  const prefix = `ai_${key}__`;
  return value.startsWith(prefix) ? value.slice(prefix.length) : value;
}

/** What to write into the field, or null when the field has no such option: a wrong one makes Zendesk refuse the whole update. */
export function fieldValue(key: FieldKey, field: InstalledField, label: string): string | null {
  if (field.options === null) return label;
  const value = fieldTag(key, label);
  if (field.options.has(value)) return value;
  const other = fieldTag(key, 'other');
  return field.options.has(other) ? other : null;
}
