import { z } from 'zod';
import { blockLimits as limit } from './block-limits.ts';

/** The composition objects that blocks are made of. Unknown keys are refused. [seen in Slack's own schema] */
export function plainText(max: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
}

function mrkdwnText(max: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
}

export function anyText(max: number) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwnText(max)]);
}

export const confirmSchema = z.strictObject({
  title: plainText(limit.confirmTitle),
  text: anyText(limit.confirmText),
  confirm: plainText(limit.confirmButton),
  deny: plainText(limit.confirmButton),
  style: z.enum(['primary', 'danger']).optional(),
});

export const optionSchema = z.strictObject({
  text: anyText(limit.optionText),
  value: z.string().min(1).max(limit.optionValue),
  description: anyText(limit.optionText).optional(),
  url: z.string().max(limit.url).optional(),
});

export const idSchema = z.string().min(1).max(limit.id).optional();

export type Option = z.infer<typeof optionSchema>;
