import type { HousePolicy } from '../review/house-policy.ts';
import { decideRoute } from '../review/policy.ts';
import { permitOf } from '../rollout/rollout.ts';
import type { SettingStore } from '../rollout/settings.ts';
import type { Taxonomy } from '../tickets/intent.ts';
import { findConflicts } from '../tools/conflicts.ts';
import { numbersOf } from '../tools/facts.ts';
import { RESULT_SCHEMAS, type TurnResults } from './results.ts';
import { need, type Outcome, type Stage } from './stage.ts';

export interface RouteDeps {
  taxonomy: Taxonomy;
  settings: SettingStore;
  /** prompts/policy.yaml; the built-in list where there is none. */
  housePolicy?: HousePolicy;
}

/** Reads the switches and asks the policy; the verdict itself is pure. */
export const route: Stage<'route', RouteDeps> = {
  name: 'route',
  schema: RESULT_SCHEMAS.route,
  async run({ taxonomy, settings, housePolicy }, soFar): Promise<Outcome<TurnResults['route']>> {
    const { assessment, overBudget } = need(soFar, 'assess');
    const retrieved = need(soFar, 'retrieve');
    const drafted = need(soFar, 'draft');
    const intake = need(soFar, 'intake');
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
      proposals: drafted.proposals,
      overBudget,
      senderProven: intake.requester.verified && intake.fromRequester,
      askedBefore: drafted.askedBefore,
      conflicts: findConflicts(retrieved.facts, numbersOf(assessment.entities, 'order_number')),
      ...(housePolicy ? { house: housePolicy } : {}),
      answerability: retrieved.answerability,
      customerTier: retrieved.facts.customer?.tier ?? null,
      permit,
    });
    return { kind: 'next', result: { ...verdict, mode: permit.mode, mayWriteOnTicket: permit.mayWriteOnTicket } };
  },
};
