import { describe, expect, it } from 'vitest';
import { effortFor, traitsOf } from './model-traits.ts';

describe('what a model knows', () => {
  it.each([
    ['gpt-5.4-mini', 'none'],
    ['gpt-5.4-mini-2026-03-17', 'none'],
    ['gpt-5.6-luna', 'none'],
    ['gpt-5', 'minimal'],
    ['gpt-5-nano-2025-08-07', 'minimal'],
    ['gpt-5.4-pro', 'medium'],
    ['o4-mini', 'low'],
    ['gpt-5.3-chat-latest', null],
    ['gpt-4.1', null],
    ['llama-3.3-70b', null],
  ])('asks %s for no more thinking than it can do without', (model, effort) => {
    expect(effortFor(model, 'none')).toBe(effort);
  });

  it('does not lower a wish that the model can follow', () => {
    expect(effortFor('gpt-5', 'high')).toBe('high');
    expect(effortFor('gpt-5.4', 'low')).toBe('low');
  });

  it('knows who takes a verbosity', () => {
    expect(['gpt-5.4', 'o3', 'gpt-4.1'].map((model) => traitsOf(model).takesVerbosity)).toEqual([true, false, false]);
  });
});
