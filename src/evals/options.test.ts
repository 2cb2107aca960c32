import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('readOptions', () => {
  it('reads a suite, a folder and what to do with the result', () => {
    const options = readOptions([
      'triage',
      '--data',
      'x',
      '--brain',
      'scripted',
      '--json',
      '--html',
      'a.html',
      '--limit',
      '5',
    ]);
    expect(options).toMatchObject({
      suite: 'triage',
      data: 'x',
      brain: 'scripted',
      json: true,
      html: 'a.html',
      limit: 5,
    });
  });

  it('judges the local brain when none is named', () => {
    expect(readOptions(['pii', '--data', 'x'])).toMatchObject({ brain: 'local', json: false, baseline: null });
  });

  it.each([
    ['no suite', ['--data', 'x'], 'Name a suite'],
    ['an unknown suite', ['weather', '--data', 'x'], 'Name a suite'],
    ['no folder', ['pii'], '--data'],
    ['an unknown brain', ['pii', '--data', 'x', '--brain', 'pinky'], '--brain must be one of'],
    ['an unknown option', ['pii', '--data', 'x', '--speed', 'high'], '--speed'],
    ['a limit of nothing', ['pii', '--data', 'x', '--limit', '0'], '--limit'],
  ])('says what is wrong with %s', (_, args, problem) => {
    const read = readOptions(args);
    expect(read !== 'help' && 'problem' in read ? read.problem : '').toContain(problem);
  });
});
