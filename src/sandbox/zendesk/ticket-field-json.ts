import type { TicketField } from './entities.ts';
import { type State, toIso } from './state.ts';

/** [documented] A drop-down is called `tagger`, and each option's value is a tag. */
export function fieldJson(state: State, field: TicketField): Record<string, unknown> {
  return {
    url: `${state.baseUrl}/api/v2/ticket_fields/${field.id}.json`,
    id: field.id,
    type: field.type,
    title: field.title,
    raw_title: field.title,
    description: '',
    raw_description: '',
    position: state.fields.indexOf(field),
    active: field.active,
    required: false,
    collapsed_for_agents: false,
    regexp_for_validation: null,
    title_in_portal: field.title,
    raw_title_in_portal: field.title,
    visible_in_portal: false,
    editable_in_portal: false,
    required_in_portal: false,
    agent_can_edit: true,
    tag: null,
    created_at: toIso(field.createdAt),
    updated_at: toIso(field.createdAt),
    removable: true,
    agent_description: field.agentDescription,
    custom_field_options: field.options.map((value, index) => ({
      id: field.id + index + 1,
      name: nameOf(field, value),
      raw_name: nameOf(field, value),
      value,
      default: false,
    })),
  };
}

function nameOf(field: TicketField, value: string): string {
  return field.optionNames.get(value) ?? value.split('__').at(-1) ?? value;
}
