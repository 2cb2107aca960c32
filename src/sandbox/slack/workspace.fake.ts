import type { SlackOptions } from './options.ts';

export const lead = 'U0LEAD01';
export const agent = 'U0AGENT1';
export const reviewChannel = 'C0REVIEW';

/** A small workspace for tests: a lead, an agent, a guest, one private channel. */
export function testWorkspace(changes: Partial<SlackOptions> = {}): SlackOptions {
  const app = { id: 'A0DESK01', botId: 'B0DESK01', botUserId: 'U0BOT001', name: 'Deskhand' };
  return {
    team: { id: 'T0KETTLE', name: 'Kettle & Pine' },
    signingSecret: 'a-signing-secret-for-tests',
    botToken: 'xoxb-test',
    appToken: 'xapp-test',
    app,
    users: [
      { id: lead, name: 'mira', realName: 'Mira Jansen', email: 'mira@kettleandpine.example', title: 'team lead' },
      { id: agent, name: 'tom', realName: 'Tom Bakker', email: 'Tom@kettleandpine.example', title: 'agent' },
      { id: 'U0GUEST1', name: 'gus', realName: 'Gus Guest', email: 'gus@elsewhere.example', isGuest: true },
    ],
    channels: [
      { id: reviewChannel, name: 'support-review', isPrivate: true, members: [lead, agent, app.botUserId] },
      { id: 'C0OTHER1', name: 'random', isPrivate: false, members: [lead, agent] },
      { id: 'C0SECRET', name: 'board', isPrivate: true, members: [lead] },
    ],
    userGroups: [{ id: 'S0LEADS1', handle: 'support-leads', users: [lead] }],
    rateLimit: false,
    ackTimeoutMs: 200,
    eventRetryDelaysMs: [0, 0, 0],
    ...changes,
  };
}

export const button = (actionId: string, value: string) => ({
  type: 'button' as const,
  action_id: actionId,
  value,
  text: { type: 'plain_text' as const, text: actionId },
});

export const editModal = {
  type: 'modal' as const,
  callback_id: 'edit_submit',
  notify_on_close: true,
  private_metadata: 'case_1',
  title: { type: 'plain_text' as const, text: 'Edit reply' },
  submit: { type: 'plain_text' as const, text: 'Approve edited' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'body',
      label: { type: 'plain_text' as const, text: 'Reply' },
      element: { type: 'plain_text_input' as const, action_id: 'text', multiline: true, initial_value: 'Hello' },
    },
    {
      type: 'input' as const,
      block_id: 'plan',
      optional: true,
      label: { type: 'plain_text' as const, text: 'Do' },
      element: {
        type: 'checkboxes' as const,
        action_id: 'actions',
        options: ['refund', 'reply'].map((value) => ({ text: { type: 'plain_text' as const, text: value }, value })),
      },
    },
  ],
};
