import { z } from 'zod';
import { blockLimits as limit } from './block-limits.ts';
import { accessoryElement, actionElement, contextElement, imageElement, inputElement } from './element-schema.ts';
import { richTextSchema } from './rich-text-schema.ts';
import { anyText, idSchema, plainText } from './text-objects.ts';

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: idSchema,
    text: anyText(limit.sectionText).optional(),
    fields: z.array(anyText(limit.fieldText)).min(1).max(limit.sectionFields).optional(),
    accessory: accessoryElement.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, 'must have text or fields');

/** The blocks that this stand-in knows: the established ones. Newer ones (card, table, alert...) are refused by name. */
export const blockSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), block_id: idSchema, text: plainText(limit.headerText) }),
  section,
  z.strictObject({ type: z.literal('divider'), block_id: idSchema }),
  z.strictObject({
    type: z.literal('context'),
    block_id: idSchema,
    elements: z.array(contextElement).min(1).max(limit.contextElements),
  }),
  z.strictObject({
    type: z.literal('actions'),
    block_id: idSchema,
    elements: z.array(actionElement).min(1).max(limit.actionsElements),
  }),
  imageElement.extend({ block_id: idSchema, title: plainText(limit.imageText).optional() }),
  richTextSchema,
  z.strictObject({
    type: z.literal('input'),
    block_id: idSchema,
    label: plainText(limit.inputLabel),
    element: inputElement,
    hint: plainText(limit.inputLabel).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
]);

export type Block = z.infer<typeof blockSchema>;
