import { z } from 'zod';

/** Who acts, as Slack has signed it. */
export interface Presser {
  userId: string;
  /** The presser's own workspace; another company's in a shared channel. */
  teamId: string | null;
}

/** A press on a card. */
export interface Press extends Presser {
  channel: string;
  messageTs: string;
  triggerId: string;
  value: string;
}

const Who = {
  user: z.object({ id: z.string(), team_id: z.string().nullish() }),
  team: z.object({ id: z.string() }).nullish(),
};
const PressBody = z.object({
  ...Who,
  container: z.object({ channel_id: z.string(), message_ts: z.string() }),
  trigger_id: z.string(),
  // Bolt acts on the first one only, and Slack sends one.
  actions: z
    .array(z.object({ value: z.string().optional(), selected_option: z.object({ value: z.string() }).nullish() }))
    .min(1),
});

export function parsePress(body: unknown): Press {
  const press = PressBody.parse(body);
  return {
    ...presserOf(press),
    channel: press.container.channel_id,
    messageTs: press.container.message_ts,
    triggerId: press.trigger_id,
    value: press.actions[0]?.value ?? press.actions[0]?.selected_option?.value ?? '',
  };
}

/** A modal that was sent off, with the card it was opened from. */
export interface Submission extends Presser {
  origin: ModalOrigin;
  values: Record<string, Record<string, unknown>>;
}

const ModalOrigin = z.object({ value: z.string(), channel: z.string(), messageTs: z.string() });
export type ModalOrigin = z.infer<typeof ModalOrigin>;

const SubmissionBody = z.object({
  ...Who,
  view: z.object({
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  }),
});

export function parseSubmission(body: unknown): Submission {
  const submission = SubmissionBody.parse(body);
  return {
    ...presserOf(submission),
    origin: ModalOrigin.parse(JSON.parse(submission.view.private_metadata)),
    values: submission.view.state.values,
  };
}

export function formatOrigin({ value, channel, messageTs }: ModalOrigin): string {
  return JSON.stringify({ value, channel, messageTs });
}

const TextInput = z.object({ value: z.string().nullish() });
const Choice = z.object({ selected_option: z.object({ value: z.string() }).nullish() });

/** What was typed into a field; empty when nothing was. */
export function typedText(submission: Pick<Submission, 'values'>, field: { block: string; action: string }): string {
  return TextInput.parse(submission.values[field.block]?.[field.action] ?? {}).value ?? '';
}

export function chosenOption(submission: Submission, field: { block: string; action: string }): string | null {
  return Choice.parse(submission.values[field.block]?.[field.action] ?? {}).selected_option?.value ?? null;
}

const Choices = z.object({ selected_options: z.array(z.object({ value: z.string() })).nullish() });

export function chosenOptions(submission: Submission, field: { block: string; action: string }): string[] {
  const chosen = Choices.parse(submission.values[field.block]?.[field.action] ?? {}).selected_options ?? [];
  return chosen.map(({ value }) => value);
}

function presserOf(body: {
  user: { id: string; team_id?: string | null | undefined };
  team?: { id: string } | null | undefined;
}): Presser {
  return { userId: body.user.id, teamId: body.user.team_id ?? body.team?.id ?? null };
}
