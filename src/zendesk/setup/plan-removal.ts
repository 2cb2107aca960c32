import { findField } from './plan-fields.ts';
import { deleteTrigger, deleteWebhook, findOurWebhook, isMarked } from './plan-webhook.ts';
import type { Standing, StandingField } from './standing.ts';
import type { Step } from './step.ts';
import { MADE_BY, type Wanted } from './wanted.ts';

/** Takes away what setup made and nothing else. The trigger goes first, because it names the webhook. Pure. */
export function planRemoval(wanted: Wanted, standing: Standing): Step[] {
  const triggers = standing.triggers.filter(isMarked).map((each) => deleteTrigger(each, 'made by setup'));
  return [
    ...triggers,
    ...removeWebhook(wanted, standing),
    ...wanted.fields.flatMap((field) => {
      const found = findField(standing.fields, field.title);
      return found ? [removeField(found)] : [];
    }),
  ];
}

function removeWebhook(wanted: Wanted, standing: Standing): Step[] {
  const found = findOurWebhook(standing.webhooks, wanted.endpoint);
  if (!found) return [];
  return [isMarked(found) ? deleteWebhook(found, 'made by setup') : byHand(`webhook "${found.name}"`)];
}

function removeField(field: StandingField): Step {
  const what = `field "${field.title}"`;
  if (!field.agent_description?.startsWith(MADE_BY)) return byHand(what);
  const request = () => ({ method: 'DELETE' as const, path: `/api/v2/ticket_fields/${field.id}.json` });
  return { verb: 'delete', what, details: ['its values are lost on all tickets; the tags stay'], request };
}

function byHand(what: string): Step {
  return { verb: 'leave', what, details: ['left as it is: a person made it'], request: null };
}
