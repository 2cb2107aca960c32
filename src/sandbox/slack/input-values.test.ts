import { describe, expect, it } from 'vitest';
import type { Block } from './block-schema.ts';
import { findInputErrors, toStateValues } from './input-values.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const options = ['a', 'b'].map((value) => ({ text: plain(value), value }));
const label = plain('Field');
const input = (block_id: string, element: object, optional = false): Block =>
  ({ type: 'input', block_id, label, optional, element: { action_id: 'x', ...element } }) as Block;

const blocks = [
  input('text', { type: 'plain_text_input', initial_value: 'Hello', min_length: 3, max_length: 8 }),
  input('one', { type: 'static_select', options }),
  input('some', { type: 'checkboxes', options, initial_options: [options[1]] }, true),
  input('day', { type: 'datepicker' }, true),
];

describe('form values', () => {
  it('take the shape Slack sends, with initial values where nobody typed', () => {
    expect(toStateValues(blocks, { one: { x: 'b' }, day: { x: '2026-11-02' } })).toEqual({
      text: { x: { type: 'plain_text_input', value: 'Hello' } },
      one: { x: { type: 'static_select', selected_option: options[1] } },
      some: { x: { type: 'checkboxes', selected_options: [options[1]] } },
      day: { x: { type: 'datepicker', selected_date: '2026-11-02' } },
    });
  });

  it('send nothing chosen as null or an empty list', () => {
    expect(toStateValues(blocks, { text: { x: '' }, some: { x: [] } })).toMatchObject({
      text: { x: { value: null } },
      one: { x: { selected_option: null } },
      some: { x: { selected_options: [] } },
      day: { x: { selected_date: null } },
    });
  });

  it('are refused when a required field is empty or a text has the wrong length', () => {
    const errorsOf = (text: string) => Object.keys(findInputErrors(blocks, { text: { x: text }, one: { x: 'a' } }));
    expect(errorsOf('')).toEqual(['text']);
    expect(errorsOf('no')).toEqual(['text']);
    expect(errorsOf('much too long')).toEqual(['text']);
    expect(errorsOf('fits')).toEqual([]);
    expect(Object.keys(findInputErrors(blocks, {}))).toEqual(['one']);
  });
});
