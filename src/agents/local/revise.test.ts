import { describe, expect, it } from 'vitest';
import { fakeArticle, fakeConversation, fakeDraftInput } from './draft-input.fake.ts';
import { draftLocally } from './drafter.ts';
import { reviseLocally } from './revise.ts';

const RETURNS = fakeArticle(1, {
  title: 'Return an item',
  text: 'Returns are free.\n\nYou have 30 days to return an item.\n\n1. Open the returns page.\n2. Choose the item to return.',
});
const input = fakeDraftInput({
  conversation: fakeConversation({ newest: 'How do I return an item, and is it free?' }),
  sources: [RETURNS],
});
const draft = draftLocally(input);
const revise = (problems: string[]) => reviseLocally({ ...input, draft, problems });

describe('reviseLocally', () => {
  it('drafts again without the sentence that a problem quotes', () => {
    expect(draft.text).toContain('Returns are free');
    const revised = revise(['No source backs: “Returns are free [1].”']);
    expect(revised.text).not.toContain('Returns are free');
    expect(revised.text).toContain('You have 30 days to return an item [1].');
    expect(revised.confidence).toBeLessThan(draft.confidence);
    expect(revised.reason).toContain('Taken out');
  });

  it('understands a quotation that was cut short', () => {
    expect(revise(['Disagrees with its source: “You have 30 days to…”']).text).not.toContain('30 days');
  });

  it('finds the row of a table that was told as a sentence', () => {
    const table = 'Brew: Espresso; Setting: 4-10\nBrew: French press; Setting: 38-46';
    const about = {
      ...input,
      sources: [fakeArticle(1, { title: 'Which setting', text: table }), { ...RETURNS, n: 2 }],
    };
    const conversation = fakeConversation({ newest: 'Which setting for French press?' });
    const told = draftLocally({ ...about, conversation });
    expect(told.text).toContain('French press: setting 38-46 [1]');
    const problems = ['Disagrees with its source: “French press: setting 38-46 [1].”'];
    expect(reviseLocally({ ...about, conversation, draft: told, problems }).text).not.toContain('38-46');
  });

  it('leaves the whole list out when one of its steps is refused', () => {
    const revised = revise(['Links to “returns page”, which is not on the list of allowed hosts.']);
    expect(revised.text).not.toContain('Choose the item');
  });

  it('hands over when nothing that answers is left', () => {
    const revised = revise(['“Returns are free”', '“You have 30 days to return an item”', '“Open the returns page”']);
    expect(revised.kind).toBe('handoff');
  });

  it('hands over when no problem names a sentence', () => {
    expect(revise(['The reply is far too long.'])).toMatchObject({ kind: 'handoff', confidence: 0 });
  });
});
