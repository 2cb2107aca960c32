import { decideRoute } from '../review/policy.ts';
import { permitOf } from '../rollout/rollout.ts';
import type { SettingStore } from '../rollout/settings.ts';
import type { Taxonomy } from '../tickets/intent.ts';
import { RESULT_SCHEMAS, type TurnResults } from './results.ts';
import { need, type Outcome, type Stage } from './stage.ts';

export interface RouteDeps {
  taxonomy: Taxonomy;
  settings: SettingStore;
}

/** Reads the switches and asks the policy; the verdict itself is pure. */
export const route: Stage<'route', RouteDeps> = {
  name: 'route',
  schema: RESULT_SCHEMAS.route,
  async run({ taxonomy, settings }, soFar): Promise<Outcome<TurnResults['route']>> {
    const { assessment } = need(soFar, 'assess');
    const retrieved = need(soFar, 'retrieve');
    const { draft, sentences, findings } = need(soFar, 'check');
    const intent = taxonomy.find(assessment.intent);
    const permit = permitOf(intent, await settings.load());
    if (permit.mode === 'off') return { kind: 'stop', code: 'off', reason: 'This kind of request is switched off.' };
    const verdict = decideRoute({
      assessment,
      intent,
      draft,
      sentences,
      findings,
      proposals: need(soFar, 'draft').proposals,
      answerability: retrieved.answerability,
      customerTier: retrieved.facts.customer?.tier ?? null,
      permit,
    });
    return { kind: 'next', result: { ...verdict, mode: permit.mode, mayWriteOnTicket: permit.mayWriteOnTicket } };
  },
};
