import { z } from 'zod';
import { blockLimits as limit } from './block-limits.ts';
import { blockSchema } from './block-schema.ts';
import { idSchema, plainText } from './text-objects.ts';

const common = {
  blocks: z.array(blockSchema).max(limit.viewBlocks),
  private_metadata: z.string().max(limit.privateMetadata).optional(),
  callback_id: idSchema,
  external_id: idSchema,
};

const modal = z
  .strictObject({
    type: z.literal('modal'),
    ...common,
    title: plainText(limit.viewTitle),
    submit: plainText(limit.viewTitle).optional(),
    close: plainText(limit.viewTitle).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  })
  // Input blocks without a way to send them are refused. [documented]
  .refine((view) => view.submit !== undefined || view.blocks.every((block) => block.type !== 'input'), {
    path: ['submit'],
    message: 'missing required field: submit is needed when the view has input blocks',
  });

export const viewSchema = z.discriminatedUnion('type', [modal, z.strictObject({ type: z.literal('home'), ...common })]);

export type ViewPayload = z.infer<typeof viewSchema>;
