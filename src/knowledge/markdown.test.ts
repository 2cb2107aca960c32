import { describe, expect, it } from 'vitest';
import { parseMarkdown } from './markdown.ts';

function textsOf(markdown: string): string[] {
  return parseMarkdown(markdown).sections.flatMap((section) => section.blocks.map((block) => block.text));
}

describe('parseMarkdown', () => {
  it('reads both kinds of heading and the anchors authors set', () => {
    const { sections } = parseMarkdown(
      'Intro\n\nReturns\n=======\n\n## Fees & Costs\n\n### Abroad {#abroad}\n\n## <a id="x"></a>Last\n',
    );
    expect(sections.map(({ heading, level, anchor }) => [heading, level, anchor])).toEqual([
      [null, 0, null],
      ['Returns', 1, 'returns'],
      ['Fees & Costs', 2, 'fees-costs'],
      ['Abroad', 3, 'abroad'],
      ['Last', 2, 'x'],
    ]);
  });

  it('leaves the words and takes the marks', () => {
    const text =
      'Open **Settings** > _Billing_, see [the guide](https://x.example/a_(b)) ![icon](i.png) or press <kbd>Esc</kbd> &amp; `<port>`.';
    expect(textsOf(text)).toEqual(['Open Settings > Billing, see the guide or press Esc & <port>.']);
  });

  it('reads a link whose text is code', () => {
    expect(textsOf('Call [`run(a)`](https://x.example).')).toEqual(['Call run(a).']);
  });

  it('does not take underscores in a name for emphasis', () => {
    expect(textsOf('Set MY_API_KEY and snake_case_name.')).toEqual(['Set MY_API_KEY and snake_case_name.']);
  });

  it('keeps nested lists, wrapped lines and code inside items', () => {
    const text = '1. First\n   goes on\n   - inner\n2. Second:\n\n   ```\n   npm i\n   ```\n\nAfter';
    expect(textsOf(text)).toEqual(['1. First goes on\n  - inner\n2. Second:\n   npm i', 'After']);
  });

  it('reads tables as "Header: cell" lines', () => {
    expect(textsOf('| Plan | Price |\n|:--|--:|\n| Solo | **€9** |\n| Duo \\| Trio | |')).toEqual([
      'Plan: Solo; Price: €9\nPlan: Duo | Trio',
    ]);
  });

  it('reads notes, quotes and code', () => {
    expect(textsOf('> [!NOTE]\n> Mind the gap.\n\n```sh\n# not a heading\n```')).toEqual([
      'Note: Mind the gap.',
      '# not a heading',
    ]);
  });

  it('reads HTML inside Markdown', () => {
    const text =
      '<table>\n<tr><th>A</th><th>B</th></tr>\n<tr><td>1</td><td>**2**</td></tr>\n</table>\n\nAfter <!-- hidden -->it';
    expect(textsOf(text)).toEqual(['A: 1; B: 2', 'After it']);
  });
});
