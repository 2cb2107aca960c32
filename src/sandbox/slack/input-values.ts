import type { Block } from './block-schema.ts';
import type { InputElement } from './element-schema.ts';
import { pick } from './pressed-action.ts';
import type { JsonObject } from './records.ts';

/** What a person typed or chose, by block_id and action_id: a text, an option value, or several. */
export type FormValues = Record<string, Record<string, string | string[] | null>>;

type InputBlock = Extract<Block, { type: 'input' }>;

/** `state.values` of a view; a field that was not touched keeps its initial value. [documented] */
export function toStateValues(blocks: Block[], form: FormValues): Record<string, JsonObject> {
  const values: Record<string, JsonObject> = {};
  for (const block of blocks.filter(isInput)) {
    const actionId = block.element.action_id ?? '';
    const given = form[block.block_id ?? '']?.[actionId];
    values[block.block_id ?? ''] = { [actionId]: toValue(block.element, given) };
  }
  return values;
}

/** What Slack's client refuses before anything is sent: empty required fields and wrong lengths. [guess] */
export function findInputErrors(blocks: Block[], form: FormValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks.filter(isInput)) {
    const given = form[block.block_id ?? '']?.[block.element.action_id ?? ''];
    const problem = findProblem(block, given === undefined ? initialValue(block.element) : [given ?? ''].flat());
    if (problem) errors[block.block_id ?? ''] = problem;
  }
  return errors;
}

function findProblem({ element, optional }: InputBlock, given: string[]): string | undefined {
  const text = given.join('');
  if (text === '') return optional ? undefined : 'Please complete this required field.';
  if (element.type !== 'plain_text_input') return undefined;
  const { min_length: min = 0, max_length: max = 3000 } = element;
  if (text.length < min) return `Please write at least ${min} characters.`;
  return text.length > max ? `Please keep this to ${max} characters; it has ${text.length}.` : undefined;
}

function toValue(element: InputElement, given: string | string[] | null | undefined): JsonObject {
  const chosen = given === undefined ? initialValue(element) : [given ?? []].flat();
  const text = chosen[0] ?? null;
  switch (element.type) {
    case 'plain_text_input':
      return { type: element.type, value: text === '' ? null : text };
    case 'rich_text_input':
      return { type: element.type, rich_text_value: text === null || text === '' ? null : toRichText(text) };
    case 'datepicker':
      return { type: element.type, selected_date: text === '' ? null : text };
    case 'checkboxes':
      return { type: element.type, selected_options: pick(element.options, chosen) };
    case 'radio_buttons':
    case 'static_select':
      return { type: element.type, selected_option: pick(element.options, chosen)[0] ?? null };
    default:
      return element satisfies never;
  }
}

function initialValue(element: InputElement): string[] {
  switch (element.type) {
    case 'plain_text_input':
      return [element.initial_value ?? ''];
    case 'rich_text_input':
      return [(element.initial_value?.elements ?? []).map(flatten).join('\n')];
    case 'datepicker':
      return [element.initial_date ?? ''];
    case 'checkboxes':
      return (element.initial_options ?? []).map((option) => option.value);
    case 'radio_buttons':
    case 'static_select':
      return element.initial_option ? [element.initial_option.value] : [];
    default:
      return element satisfies never;
  }
}

function isInput(block: Block): block is InputBlock {
  return block.type === 'input';
}

function toRichText(text: string): JsonObject {
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  return { type: 'rich_text', elements: [section] };
}

/** Only the plain words of rich text survive here: the stand-in's editor is a plain one. */
function flatten(part: { elements: object[] }): string {
  return part.elements.map((node) => ('text' in node && typeof node.text === 'string' ? node.text : '')).join('');
}
