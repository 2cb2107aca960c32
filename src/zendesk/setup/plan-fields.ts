import type { StandingField } from './standing.ts';
import type { Step } from './step.ts';
import { MADE_BY, type WantedField } from './wanted.ts';

const FOR_AGENTS = `${MADE_BY}. Filled in by Deskhand; correct it where it is wrong, your correction is what it learns from.`;

/** A field is recognised by its title, as the worker does. Options are added and switched back on, never taken away. Pure. */
export function planFields(wanted: readonly WantedField[], standing: readonly StandingField[]): Step[] {
  return wanted.map((field) => {
    const found = findField(standing, field.title);
    return found ? changeField(field, found) : createField(field);
  });
}

export function findField(standing: readonly StandingField[], title: string): StandingField | undefined {
  return standing.find((each) => each.title.toLowerCase() === title.toLowerCase());
}

/** Options that a field should have and does not. A text field takes anything, so nothing is missing in it. */
export function missingOptions(wanted: WantedField, standing: StandingField): WantedField['options'] {
  if (standing.type !== 'tagger') return [];
  const values = new Set(standing.custom_field_options?.map((option) => option.value));
  return wanted.options.filter((option) => !values.has(option.value));
}

function createField(field: WantedField): Step {
  const ticket_field = {
    type: 'tagger',
    title: field.title,
    agent_description: FOR_AGENTS,
    custom_field_options: field.options,
  };
  return {
    verb: 'create',
    what: `field "${field.title}"`,
    details: [`${field.options.length} options, ${field.options[0]?.value ?? 'none'} and so on`],
    request: () => ({ method: 'POST', path: '/api/v2/ticket_fields.json', body: { ticket_field } }),
  };
}

function changeField(wanted: WantedField, standing: StandingField): Step {
  const missing = missingOptions(wanted, standing);
  const details = [
    ...(standing.active === false ? ['switched on again'] : []),
    ...missing.map((option) => `also ${option.value}`),
  ];
  const what = `field "${standing.title}"`;
  if (details.length === 0) return { verb: 'keep', what, details, request: null };
  // The list replaces the earlier one, so it begins with everything that is there.
  const custom_field_options = [...(standing.custom_field_options ?? []), ...missing];
  const ticket_field = { active: true, ...(missing.length > 0 ? { custom_field_options } : {}) };
  const path = `/api/v2/ticket_fields/${standing.id}.json`;
  return { verb: 'change', what, details, request: () => ({ method: 'PUT', path, body: { ticket_field } }) };
}
