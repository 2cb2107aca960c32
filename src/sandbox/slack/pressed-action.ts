import type { Block } from './block-schema.ts';
import type { ActionElement } from './element-schema.ts';
import type { JsonObject } from './records.ts';
import type { Option } from './text-objects.ts';

export interface Pressable {
  blockId: string;
  element: ActionElement;
}

/** Finds a control by action_id, and by block_id too when several blocks use the same action. */
export function findPressable(blocks: Block[], actionId: string, blockId?: string): Pressable | undefined {
  const all = blocks.flatMap(listPressables);
  return all.find((item) => item.element.action_id === actionId && (blockId === undefined || item.blockId === blockId));
}

/** The one entry of `actions` in a block_actions payload. [documented] */
export function toAction({ blockId, element }: Pressable, actionTs: string, value?: string | string[]): JsonObject {
  const base = { type: element.type, action_id: element.action_id, block_id: blockId, action_ts: actionTs };
  const chosen = [value ?? []].flat();
  switch (element.type) {
    case 'button': {
      const ownValue = typeof value === 'string' ? value : element.value;
      return { ...base, text: element.text, ...(ownValue !== undefined && { value: ownValue }) };
    }
    case 'datepicker':
      return { ...base, selected_date: chosen[0] ?? null };
    case 'checkboxes':
      return { ...base, selected_options: pick(element.options, chosen) };
    case 'overflow':
    case 'radio_buttons':
    case 'static_select':
      return { ...base, selected_option: pick(element.options, chosen)[0] ?? null };
    default:
      return element satisfies never;
  }
}

export function pick(options: Option[], values: string[]): Option[] {
  return options.filter((option) => values.includes(option.value));
}

function listPressables(block: Block): Pressable[] {
  const blockId = block.block_id ?? '';
  if (block.type === 'actions') return block.elements.map((element) => ({ blockId, element }));
  if (block.type === 'section' && block.accessory && block.accessory.type !== 'image') {
    return [{ blockId, element: block.accessory }];
  }
  return [];
}
