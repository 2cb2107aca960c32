import { z } from 'zod';
import { Base } from '../effects/effect.ts';
import { Reason, ROUTES } from '../review/review.ts';
import { Assessment } from '../tickets/assessment.ts';
import { Draft, DraftSentence, Finding, Source } from '../tickets/draft.ts';
import { PRIORITIES } from '../tickets/ticket.ts';
import { Proposal } from '../tools/proposal.ts';

/** What each stage leaves behind. These are the rows of the table `step`, and all that a later stage may know. */

export const IntakeResult = z.object({
  ticketId: z.number().int(),
  subject: z.string(),
  url: z.string(),
  commentId: z.number().int(),
  /** The customer's newest words, without quotes and signature, redacted. */
  newest: z.string(),
  earlier: z.array(z.object({ from: z.enum(['customer', 'staff']), text: z.string() })),
  requester: z.object({
    id: z.number().int(),
    name: z.string(),
    email: z.string().nullable(),
    verified: z.boolean(),
    locale: z.string().nullable(),
    tags: z.array(z.string()),
  }),
  /** False when somebody other than the requester wrote: no account data for them. */
  fromRequester: z.boolean(),
  /** Names of people outside who are in copy. */
  copied: z.array(z.string()).optional(),
  /** Who wrote, when it was not the requester. */
  writer: z.string().nullish(),
  language: z.string(),
  priority: z.enum(PRIORITIES).nullable(),
  attachments: z.array(z.string()),
  secretsFound: z.array(z.string()),
  base: Base,
});

export const AssessResult = z.object({
  assessment: Assessment,
  intentName: z.string(),
  fellBack: z.string().nullable(),
  /** Why nothing was thought, when a budget was spent. */
  overBudget: z.string().nullable().default(null),
});

/** What the back office said, as it is kept in the row (dates as ISO text, the time of reading as a Date again). */
const FactsRow = z.object({
  customer: z
    .object({ id: z.string(), name: z.string(), email: z.string(), tier: z.enum(['standard', 'vip']) })
    .nullable(),
  orders: z.array(
    z.object({
      number: z.string(),
      customerId: z.string(),
      placedAt: z.string(),
      status: z.enum(['processing', 'shipped', 'delivered', 'cancelled', 'returned']),
      carrier: z.string().nullable(),
      tracking: z.string().nullable(),
      deliveredAt: z.string().nullable(),
      items: z.array(z.object({ sku: z.string(), name: z.string(), quantity: z.number(), price: z.number() })),
      total: z.number(),
      currency: z.string(),
      refundedAmount: z.number(),
      shipTo: z.object({ street: z.string(), postcode: z.string(), city: z.string(), country: z.string() }).nullish(),
    }),
  ),
  invoices: z.array(
    z.object({
      number: z.string(),
      orderNumber: z.string().nullable(),
      amount: z.number(),
      currency: z.string(),
      status: z.enum(['paid', 'failed', 'refunded', 'open']),
      issuedAt: z.string(),
    }),
  ),
  subscriptions: z.array(
    z.object({
      id: z.string(),
      plan: z.string(),
      status: z.enum(['active', 'paused', 'cancelled']),
      price: z.number(),
      currency: z.string(),
      nextChargeAt: z.string().nullable(),
    }),
  ),
  account: z
    .object({
      status: z.enum(['active', 'locked']),
      lockedBecause: z.enum(['wrong_passwords', 'fraud', 'staff']).nullable(),
    })
    .nullable()
    .default(null),
  notFound: z.array(z.string()),
  withheld: z.string().nullable(),
  asOf: z.coerce.date(),
});

export const RetrieveResult = z.object({
  /** Numbered; public articles first, then records, then staff-only articles. */
  sources: z.array(Source),
  answerability: z.number(),
  features: z.record(z.string(), z.number()),
  facts: FactsRow,
  /** Look-ups in other systems that came to nothing, in words for staff. */
  silent: z.array(z.string()).default([]),
});

export const DraftResult = z.object({
  draft: Draft,
  proposals: z.array(Proposal),
  /** With the action sources that belong to the proposals. */
  sources: z.array(Source),
  fellBack: z.string().nullable(),
  /** The field that the customer is asked for, so that nobody asks again. */
  askedFor: z.string().nullable().default(null),
  /** Questions that went out before this turn. */
  askedBefore: z.number().int().default(0),
  /** Fields that the customer was asked for in earlier turns. */
  askedFields: z.array(z.string()).default([]),
  /** Actions of other systems that came to nothing, in words for staff. */
  silent: z.array(z.string()).default([]),
  /** What the same requester wrote in other tickets lately. */
  contacts: z
    .array(
      z.object({
        ticketId: z.number().int(),
        at: z.coerce.date(),
        intentName: z.string(),
        route: z.string().nullable(),
      }),
    )
    .default([]),
  /** The ticket is with a person already, and nobody has answered since. */
  withPerson: z.boolean().default(false),
});

export const CheckResult = z.object({
  /** The draft after at most one revision. */
  draft: Draft,
  sentences: z.array(DraftSentence),
  findings: z.array(Finding),
  revised: z.boolean(),
});

export const RouteResult = z.object({
  route: z.enum(ROUTES),
  reasons: z.array(Reason),
  nextStep: z.string(),
  askInSlack: z.boolean(),
  mode: z.string(),
  mayWriteOnTicket: z.boolean(),
});

export const ActResult = z.object({ reviewId: z.number().int().nullable(), effectIds: z.array(z.number().int()) });

export const RESULT_SCHEMAS = {
  intake: IntakeResult,
  assess: AssessResult,
  retrieve: RetrieveResult,
  draft: DraftResult,
  check: CheckResult,
  route: RouteResult,
  act: ActResult,
} as const;

export type TurnResults = { -readonly [N in keyof typeof RESULT_SCHEMAS]: z.infer<(typeof RESULT_SCHEMAS)[N]> };
