import { describe, expect, it } from 'vitest';
import { parseMessage } from './messages.ts';

const ROW = {
  id: 'm99',
  from: { name: 'Ada Smit', email: 'ada@mail.example' },
  subject: 'Hello',
  text: 'Where is it?',
  kind: 'vague',
  why: 'Shows the parser.',
};

describe('a line of messages.jsonl', () => {
  it('is English and has no follow-up unless it says so', () => {
    expect(parseMessage(JSON.stringify(ROW), 1)).toEqual({ ...ROW, locale: 'en', followUp: null });
  });

  it('keeps its follow-up', () => {
    const line = JSON.stringify({ ...ROW, follow_up: { text: 'Never mind.' } });
    expect(parseMessage(line, 1).followUp).toEqual({ text: 'Never mind.' });
  });

  it('is refused with its line number when a field is wrong', () => {
    const line = JSON.stringify({ ...ROW, kind: 'funny' });
    expect(() => parseMessage(line, 7)).toThrow(/line 7 is not a message[\s\S]*kind/);
  });

  it('is refused with its line number when it is not JSON', () => {
    expect(() => parseMessage('{', 8)).toThrow('line 8 is not valid JSON');
  });
});
