import { fileURLToPath } from 'node:url';
import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { openHome } from './events.ts';
import { type Desk, press, runCommand, runShortcut } from './interactions.ts';
import { deleteMessage, findMessage, postMessage } from './messages.ts';
import { defaultPerson, pageSnapshot } from './page-snapshot.ts';
import type { SlackState } from './state.ts';
import { closeView, submitView } from './submissions.ts';

const pageFolder = fileURLToPath(new URL('./page/', import.meta.url));
const keepAliveMs = 10_000;

/** The team-chat page and the small interface behind it. */
// Pictures from elsewhere stay unloaded and show their description: nothing here goes to the internet.
export function pageRouter(desk: Desk, stop: AbortSignal): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.set({
      'content-security-policy': "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    next();
  });
  router.get('/page/state', (request, response) => {
    const me = personOf(desk.state, request);
    response.json({ ...pageSnapshot(desk.state, me), reach: desk.courier.reach });
  });
  router.get('/page/events', (request, response) => streamChanges(desk.state, request, response));
  router.get('/archives/:channel/:point', (request, response) => {
    const ts = request.params.point.replace(/^p(\d+)(\d{6})$/, '$1.$2');
    response.redirect(`/?${new URLSearchParams({ channel: request.params.channel, ts })}`);
  });
  router.use(actionRouter(desk, stop));
  router.use(express.static(pageFolder, { index: 'page.html' }));
  return router;
}

const formValues = z.record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()])));
const control = {
  userId: z.string(),
  actionId: z.string(),
  blockId: z.string(),
  value: z.union([z.string(), z.array(z.string())]).optional(),
};
const pressBody = z.union([
  z.object({ ...control, viewId: z.string(), values: formValues.default({}) }),
  z.object({ ...control, channelId: z.string(), messageTs: z.string() }),
]);
const viewBody = z.object({ userId: z.string(), viewId: z.string(), values: formValues.default({}) });
const writeBody = z.object({
  userId: z.string(),
  channelId: z.string(),
  text: z.string().min(1).max(4000),
  threadTs: z.string().optional(),
});
const pointBody = z.object({ userId: z.string(), channelId: z.string(), ts: z.string() });

function actionRouter(desk: Desk, stop: AbortSignal): Router {
  const router = Router();
  // JSON only: another site's form cannot post here without a preflight, which is never granted.
  router.use('/page', express.json({ limit: '200kb' }));
  router.post(
    '/page/press',
    answer(pressBody, (body) => press(desk, body)),
  );
  router.post(
    '/page/submit',
    answer(viewBody, (body) => submitView(desk, body)),
  );
  router.post(
    '/page/close',
    answer(viewBody, (body) => closeView(desk, body)),
  );
  router.post(
    '/page/write',
    answer(writeBody, (body) => write(desk, body)),
  );
  router.post(
    '/page/shortcut',
    answer(pointBody.extend({ callbackId: z.string() }), ({ ts, ...at }) =>
      runShortcut(desk, { ...at, messageTs: ts }),
    ),
  );
  router.post(
    '/page/home',
    answer(z.object({ userId: z.string() }), ({ userId }) => openHome(desk, userId, stop)),
  );
  router.post(
    '/page/dismiss',
    answer(pointBody, ({ userId, channelId, ts }) => dismiss(desk.state, userId, { channelId, ts })),
  );
  return router;
}

function answer<Schema extends z.ZodType>(schema: Schema, act: (body: z.output<Schema>) => unknown) {
  return async (request: Request, response: Response): Promise<void> => {
    const body = schema.safeParse(request.body);
    if (!body.success) {
      response.status(400).json({ error: z.prettifyError(body.error) });
      return;
    }
    response.json({ result: (await act(body.data)) ?? null });
  };
}

/** What somebody types: a message, or a command when it starts with a slash. */
function write(desk: Desk, { userId, channelId, text, threadTs }: z.output<typeof writeBody>): unknown {
  const command = /^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/.exec(text);
  if (command) return runCommand(desk, { userId, channelId, command: command[1] ?? '', text: command[2] ?? '' });
  return postMessage(desk.state, { user: userId, channel: channelId, text, threadTs }).ts;
}

function dismiss(state: SlackState, userId: string, at: { channelId: string; ts: string }): void {
  const message = findMessage(state, at.channelId, at.ts);
  if (message?.onlyFor === userId) deleteMessage(state, message);
}

function personOf(state: SlackState, request: Request): string {
  const wanted = request.query['as'];
  return typeof wanted === 'string' && state.users.has(wanted) ? wanted : defaultPerson(state);
}

/** Says only that something changed; the page then asks for what it may see. */
function streamChanges(state: SlackState, request: Request, response: Response): void {
  response.set('content-type', 'text/event-stream').flushHeaders();
  response.write('data: hello\n\n');
  const unsubscribe = state.subscribe(() => response.write('data: changed\n\n'));
  const timer = setInterval(() => response.write('data: alive\n\n'), keepAliveMs);
  request.on('close', () => {
    clearInterval(timer);
    unsubscribe();
  });
}
