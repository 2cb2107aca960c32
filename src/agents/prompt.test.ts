import { describe, expect, it } from 'vitest';
import { loadPrompts, parsePrompt } from './prompt.ts';

const SETTINGS = 'model: small\nmax_output_tokens: 100\neffort: none\nverbosity: low';

describe('prompts', () => {
  it('reads the settings and the words apart', () => {
    const prompt = parsePrompt(`---\n${SETTINGS}\n---\n\nBe kind.\n`, 'x.md');
    expect(prompt.text).toBe('Be kind.');
    expect(prompt.settings).toEqual({ model: 'small', maxOutputTokens: 100, effort: 'none', verbosity: 'low' });
  });

  it('changes the hash with one letter', () => {
    const hashOf = (text: string) => parsePrompt(`---\n${SETTINGS}\n---\n${text}`, 'x.md').hash;
    expect(hashOf('Be kind.')).not.toBe(hashOf('Be kind!'));
    expect(hashOf('Be kind.')).toBe(hashOf('Be kind.'));
  });

  it.each([
    ['no settings', 'Be kind.', 'must begin with settings'],
    ['a wrong setting', `---\n${SETTINGS.replace('small', 'tiny')}\n---\nBe kind.`, 'model'],
    ['an unknown setting', `---\n${SETTINGS}\ncolour: red\n---\nBe kind.`, 'colour'],
    ['broken YAML', '---\nmodel: [\n---\nBe kind.', 'not valid YAML'],
    ['no words', `---\n${SETTINGS}\n---\n\n`, 'no text'],
  ])('refuses %s and names the file', (_what, content, words) => {
    expect(() => parsePrompt(content, 'prompts/x.md')).toThrow(words);
    expect(() => parsePrompt(content, 'prompts/x.md')).toThrow('prompts/x.md');
  });

  it('loads the prompts of this project', async () => {
    const prompts = await loadPrompts(new URL('../../prompts', import.meta.url).pathname);
    expect(prompts.triage.settings.model).toBe('small');
    expect(prompts.draft.settings.model).toBe('strong');
    for (const words of Object.values(prompts.specialists)) expect(words).toMatch(/^# /);
  });
});
