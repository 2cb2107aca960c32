import { describe, expect, it } from 'vitest';
import { parseStartLine, startLineOf } from './procfile.ts';

describe('the start lines of the Procfile', () => {
  it('are settings, node, flags and a file', () => {
    expect(parseStartLine('exec env PATH=bin:$PATH A_B=x node --flag=1 src/a.ts')).toEqual({
      environment: { A_B: 'x' },
      args: ['--flag=1', 'src/a.ts'],
    });
  });

  it('are refused when they are something else', () => {
    expect(() => parseStartLine('npm start')).toThrow('Not understood');
    expect(() => parseStartLine('nice node a.ts')).toThrow('Not understood');
  });

  it('name the processes that the benchmarks start', () => {
    expect(startLineOf('web').args.at(-1)).toBe('src/processes/web.ts');
    expect(startLineOf('worker').args.at(-1)).toBe('src/processes/worker.ts');
    expect(() => startLineOf('nobody')).toThrow('no process called nobody');
  });
});
