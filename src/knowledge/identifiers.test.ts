import { describe, expect, it } from 'vitest';
import { identifiersIn, patternOf } from './identifiers.ts';

describe('identifiers in a question', () => {
  it.each([
    ['The display says E-14 and then E-15', ['e-14', 'e-15']],
    ['error 0x80070005 on start', ['0x80070005']],
    ['Is KP-250-BLK the same as KP250?', ['kp-250-blk', 'kp250']],
    ['Chrome shows ERR_CONNECTION_RESET', ['err_connection_reset']],
    ['It says "Board not found" again', ['board not found']],
    ['Es meldet „Filter ist voll“', ['filter ist voll']],
    ['firmware v1.8.19 on ESP32', ['v1.8.19', 'esp32']],
  ])('%s', (text, expected) => {
    expect(identifiersIn(text)).toEqual(expected);
  });

  it.each([
    'I waited 10am to 3pm on the 3rd, 250ml at 5kg',
    'Where is my order 1058?',
    'see https://www.example.com/help',
    'my well-known kettle',
    '',
  ])('names nothing: %s', (text) => {
    expect(identifiersIn(text)).toEqual([]);
  });

  it('is matched as it stands, whatever signs are in it', () => {
    expect(patternOf('a.b+c(1)')).toContain('a\\.b\\+c\\(1\\)');
  });
});
