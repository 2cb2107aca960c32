import { z } from 'zod';
import { blockLimits as limit } from './block-limits.ts';
import { richTextSchema } from './rich-text-schema.ts';
import { anyText, confirmSchema, idSchema, type Option, optionSchema, plainText } from './text-objects.ts';

const common = { action_id: idSchema, confirm: confirmSchema.optional() };
const focus = { focus_on_load: z.boolean().optional() };
const placeholder = plainText(limit.placeholder).optional();

const button = z.strictObject({
  type: z.literal('button'),
  ...common,
  text: plainText(limit.buttonText),
  url: z.string().max(limit.url).optional(),
  value: z.string().max(limit.buttonValue).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(limit.accessibilityLabel).optional(),
});

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...common,
  options: z.array(optionSchema).min(1).max(limit.overflowOptions),
});

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...common,
    ...focus,
    placeholder,
    options: z.array(optionSchema).min(1).max(limit.selectOptions),
    initial_option: optionSchema.optional(),
  })
  .refine((element) => offers(element.options, element.initial_option), 'initial_option is not among the options');

const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...common,
    ...focus,
    options: z.array(optionSchema).min(1).max(limit.choiceOptions),
    initial_option: optionSchema.optional(),
  })
  .refine((element) => offers(element.options, element.initial_option), 'initial_option is not among the options');

const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...common,
    ...focus,
    options: z.array(optionSchema).min(1).max(limit.choiceOptions),
    initial_options: z.array(optionSchema).min(1).optional(),
  })
  .refine(
    (element) => (element.initial_options ?? []).every((option) => offers(element.options, option)),
    'initial_options are not all among the options',
  );

const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: idSchema,
  ...focus,
  placeholder,
  initial_value: z.string().max(limit.inputValue).optional(),
  multiline: z.boolean().optional(),
  min_length: z.number().int().min(0).max(limit.inputValue).optional(),
  max_length: z.number().int().min(1).max(limit.inputValue).optional(),
});

const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  action_id: idSchema,
  ...focus,
  placeholder,
  initial_value: richTextSchema.optional(),
});

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...common,
  ...focus,
  placeholder,
  initial_date: z.iso.date().optional(),
});

export const imageElement = z.strictObject({
  type: z.literal('image'),
  image_url: z.string().max(limit.url),
  alt_text: z.string().max(limit.imageText),
});

/** Slack compares the whole option, not its value alone. [guess] */
function offers(options: Option[], wanted: Option | undefined): boolean {
  return wanted === undefined || options.some((option) => JSON.stringify(option) === JSON.stringify(wanted));
}

const pressable = [button, overflow, staticSelect, radioButtons, checkboxes, datepicker] as const;

export const actionElement = z.discriminatedUnion('type', [...pressable]);
export const accessoryElement = z.discriminatedUnion('type', [...pressable, imageElement]);
export const contextElement = z.union([imageElement, anyText(limit.sectionText)]);
export const inputElement = z.discriminatedUnion('type', [
  plainTextInput,
  richTextInput,
  staticSelect,
  radioButtons,
  checkboxes,
  datepicker,
]);

export type ActionElement = z.infer<typeof actionElement>;
export type InputElement = z.infer<typeof inputElement>;
