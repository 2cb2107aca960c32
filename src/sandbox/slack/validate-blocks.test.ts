import { describe, expect, it } from 'vitest';
import { formatError, validateBlocks, validateView } from './validate-blocks.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const button = (extra: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...extra });
const option = (value: string) => ({ text: plain('Option'), value });

describe('validateBlocks', () => {
  const tooLong: [string, unknown][] = [
    ['a header over 150', { type: 'header', text: plain('x'.repeat(151)) }],
    ['a section over 3000', { type: 'section', text: mrkdwn('x'.repeat(3001)) }],
    ['a field over 2000', { type: 'section', fields: [mrkdwn('x'.repeat(2001))] }],
    ['eleven fields', { type: 'section', fields: Array.from({ length: 11 }, () => mrkdwn('x')) }],
    ['eleven context elements', { type: 'context', elements: Array.from({ length: 11 }, () => mrkdwn('x')) }],
    ['a button text over 75', { type: 'actions', elements: [button({ text: plain('x'.repeat(76)) })] }],
    ['a button value over 2000', { type: 'actions', elements: [button({ value: 'x'.repeat(2001) })] }],
    [
      'an option value over 75',
      { type: 'actions', elements: [{ type: 'overflow', options: [option('x'.repeat(76))] }] },
    ],
    [
      'six overflow options',
      {
        type: 'actions',
        elements: [{ type: 'overflow', options: Array.from({ length: 6 }, (_, i) => option(`${i}`)) }],
      },
    ],
    [
      'a confirm text over 300',
      {
        type: 'actions',
        elements: [
          button({
            confirm: { title: plain('t'), text: plain('x'.repeat(301)), confirm: plain('y'), deny: plain('n') },
          }),
        ],
      },
    ],
    ['an empty text', { type: 'section', text: mrkdwn('') }],
    ['an unknown key', { type: 'divider', colour: 'red' }],
    ['an unknown block', { type: 'alert', text: plain('x') }],
    ['an input in a message', { type: 'input', label: plain('x'), element: { type: 'plain_text_input' } }],
    ['a section with nothing in it', { type: 'section' }],
    [
      'an empty rich text node',
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }] },
    ],
  ];

  it.each(tooLong)('refuses %s', (_name, block) => {
    expect(validateBlocks([block]).ok).toBe(false);
  });

  it('accepts what is exactly at the limit', () => {
    const result = validateBlocks([
      { type: 'header', text: plain('x'.repeat(150)) },
      { type: 'section', text: mrkdwn('x'.repeat(3000)) },
      { type: 'actions', elements: [button({ text: plain('x'.repeat(75)), value: 'x'.repeat(2000) })] },
    ]);
    expect(result.ok).toBe(true);
  });

  it('refuses a fifty-first block and repeated ids', () => {
    const divider = { type: 'divider' };
    expect(validateBlocks(Array.from({ length: 50 }, () => divider)).ok).toBe(true);
    expect(validateBlocks(Array.from({ length: 51 }, () => divider)).ok).toBe(false);
    expect(
      validateBlocks([
        { ...divider, block_id: 'a' },
        { ...divider, block_id: 'a' },
      ]).ok,
    ).toBe(false);
    expect(validateBlocks([{ type: 'actions', elements: [button(), button()] }]).ok).toBe(false);
  });

  it('says where the fault is, in the words Slack uses', () => {
    const result = validateBlocks([{ type: 'header', text: plain('x'.repeat(151)) }]);
    expect(result.ok ? [] : result.errors.map(formatError)).toEqual([
      '[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ]);
  });
});

describe('validateView', () => {
  const input = { type: 'input', label: plain('Reply'), element: { type: 'plain_text_input', action_id: 'a' } };

  it('refuses a title over 24, an input without submit and a select whose initial option is not offered', () => {
    const modal = { type: 'modal', title: plain('Edit'), submit: plain('Send'), blocks: [input] };
    const select = { type: 'static_select', options: [option('a')], initial_option: option('b') };
    expect(validateView(modal).ok).toBe(true);
    expect(validateView({ ...modal, title: plain('x'.repeat(25)) }).ok).toBe(false);
    expect(validateView({ ...modal, submit: undefined }).ok).toBe(false);
    expect(validateView({ ...modal, blocks: [{ ...input, element: select }] }).ok).toBe(false);
  });
});
