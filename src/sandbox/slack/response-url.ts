import express, { Router } from 'express';
import { z } from 'zod';
import { checkContent } from './chat.ts';
import { deleteMessage, findMessage, postMessage, updateMessage } from './messages.ts';
import type { ResponseTicket, SlackState } from './state.ts';

const maxUses = 5; // [documented]
const lifeMs = 30 * 60_000; // [documented]

const bodySchema = z.object({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(['in_channel', 'ephemeral']).default('ephemeral'),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
});
type ResponseBody = z.infer<typeof bodySchema>;

export function issueResponseUrl(state: SlackState, ticket: Omit<ResponseTicket, 'uses' | 'issuedAt'>): string {
  const id = state.newId('');
  state.responseTickets.set(id, { ...ticket, uses: 0, issuedAt: state.now() });
  return `${state.baseUrl}/actions/${state.options.team.id}/${id}`;
}

/** The address that comes with a press or a command; the app posts its answer there without a token. */
export function responseUrlRouter(state: SlackState): Router {
  const router = Router();
  router.post('/:team/:id', express.json({ limit: '1mb' }), (request, response) => {
    const ticket = state.responseTickets.get(request.params.id);
    if (!ticket || ticket.uses >= maxUses || state.now() - ticket.issuedAt > lifeMs) {
      response.status(404).json({ ok: false, error: ticket ? 'used_url' : 'expired_url' }); // names [guess]
      return;
    }
    const body = bodySchema.safeParse(request.body);
    const problem = body.success ? answer(state, ticket, body.data) : 'invalid_payload';
    ticket.uses += 1;
    if (problem) response.status(400).json({ ok: false, error: problem });
    else response.type('text').send('ok');
  });
  return router;
}

function answer(state: SlackState, ticket: ResponseTicket, body: ResponseBody): string | undefined {
  const original = ticket.messageTs && findMessage(state, ticket.channel, ticket.messageTs);
  if (body.delete_original) {
    if (original) deleteMessage(state, original);
    return undefined;
  }
  const checked = checkContent(body);
  if (!checked.ok) return String(checked.answer['error']);
  if (body.replace_original && original) {
    updateMessage(state, original, checked.value);
    return undefined;
  }
  postMessage(state, {
    ...checked.value,
    channel: ticket.channel,
    user: state.options.app.botUserId,
    threadTs: ticket.threadTs,
    onlyFor: body.response_type === 'ephemeral' ? ticket.userId : undefined,
  });
  return undefined;
}
