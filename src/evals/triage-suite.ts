import type { Suite } from './suite.ts';
import { judgeLabels } from './triage/judge-labels.ts';
import { judgeMails } from './triage/judge-mails.ts';
import { judgeTaxonomy } from './triage/judge-taxonomy.ts';
import { kindOf } from './triage/rows.ts';

/** Is the request understood, does the brain know when it does not know, and do the risky ones reach a person? */
export const triageSuite: Suite = {
  name: 'triage',
  title: 'Understanding the request',
  question: 'How often is the intent right, does the stated confidence hold, and do risky requests reach a person?',
  run: async (input) => {
    const kind = kindOf(input.data);
    if (kind === 'mails') return judgeMails(input);
    return kind === 'taxonomy' ? judgeTaxonomy(input) : judgeLabels(input);
  },
};
