import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeAccount } from './account.fake.ts';

let account: FakeAccount;

beforeEach(async () => {
  account = await FakeAccount.start();
});

afterEach(() => account.sandbox.close());

const get = (path: string) => fetch(`${account.sandbox.url}${path}`);

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
async function read(path: string): Promise<any> {
  return (await get(path)).json();
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function post(path: string, body: unknown, type = 'application/json'): Promise<{ status: number; body: any }> {
  const init = { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) };
  const response = await fetch(`${account.sandbox.url}/page/api${path}`, init);
  return { status: response.status, body: await response.json() };
}

function statusFor(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(account.sandbox.url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject).end();
  });
}

describe('the page', () => {
  it.each(['/', '/agent/tickets/5001', '/help-center', '/deliveries', '/hc/en-us/articles/1-x'])(
    'is served at %s',
    async (path) => {
      const response = await get(path);
      expect([response.status, response.headers.get('content-security-policy')]).toEqual([
        200,
        expect.stringContaining("default-src 'self'"),
      ]);
    },
  );

  it('serves its own files, names no other host, and nothing else from the disk', async () => {
    const html = await (await get('/')).text();
    const files = [...html.matchAll(/(?:href|src)="(\/page\/static\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      const text = await (await get(file)).text();
      expect(text.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//);
    }
    expect((await get('/page/static/..%2fstate.ts')).status).toBe(404);
    expect((await get('/nothing')).status).toBe(404);
  });

  it('answers loopback names only, so that no website can reach it by a name of its own', async () => {
    expect(await statusFor('evil.example')).toBe(403);
    expect(await statusFor('localhost:1')).toBe(200);
  });
});

describe('what people do on it', () => {
  it('writes as a customer and answers as an agent', async () => {
    const message = { name: 'Bo', email: 'bo@example.com', subject: 'Hi', text: 'My grinder is loud.' };
    const { id } = (await post('/tickets', message)).body;
    const overview = await read('/page/api/overview');
    const mira = overview.agents.find((agent: { name: string }) => agent.name === 'Mira Jansen');
    const reply = { agentId: mira.id, text: 'Oil it.', public: true, status: 'pending' };
    expect((await post(`/tickets/${id}/comment`, reply)).status).toBe(200);
    await post(`/tickets/${id}/change`, { agentId: mira.id, priority: 'urgent', tags: ['noise'] });
    await post(`/tickets/${id}/customer-reply`, { text: 'Done, thanks' });
    expect(account.sandbox.ticket(id)).toMatchObject({ status: 'open', priority: 'urgent', tags: ['noise'] });
    const page = await read(`/page/api/tickets/${id}`);
    expect(page.comments.map((comment: { author: string }) => comment.author)).toEqual(['Bo', 'Mira Jansen', 'Bo']);
    expect(page.history.at(-2).lines).toEqual(['priority: none → urgent', 'tags +noise']);
    expect(account.sandbox.history().map((write) => write.source)).toEqual(['customer', 'page', 'page', 'customer']);
  });

  it('says what is missing, and takes no forms from elsewhere', async () => {
    expect(await post('/tickets', { name: '', email: 'no', subject: '', text: '' })).toMatchObject({
      status: 400,
      body: { error: 'Incomplete' },
    });
    expect((await post('/tickets', {}, 'text/plain')).status).toBe(415);
  });

  it('refuses to change a closed ticket', async () => {
    const { id } = account.write();
    const agentId = account.sandbox.ticket(id)!.requesterId;
    await post(`/tickets/${id}/change`, { agentId, status: 'closed' });
    const { status, body } = await post(`/tickets/${id}/comment`, { agentId, text: 'late', public: true });
    expect([status, body.description]).toEqual([422, expect.stringContaining('closed')]);
  });

  it('arms a fault for the next call and disarms it', async () => {
    await post('/faults', { name: 'gateway' });
    expect((await account.call('GET', '/users/me')).status).toBe(502);
    const { body } = await post('/faults', { name: 'busy' });
    expect(body.switches.find((each: { name: string }) => each.name === 'busy').armed).toBe(1);
    await post('/faults/clear', {});
    expect((await account.call('GET', '/users/me')).status).toBe(200);
  });

  it('tells of changes as they happen', async () => {
    const stream = await get('/page/live');
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();
    const { id } = account.write();
    const { value } = await reader.read();
    expect(value).toContain(`{"kind":"ticket","id":${id}}`);
    await reader.cancel();
  });

  it('edits an article in silence, and publishes it with an event', async () => {
    account.sandbox.setWebhook({ endpoint: 'http://127.0.0.1:9/hook', secret: 's' });
    await post('/articles/360012340003', { agentId: 1, html: '<p>U heeft 14 dagen.</p><script>x</script>' });
    const sent = async () => (await read('/page/api/deliveries')).deliveries.map((each: { type: string }) => each.type);
    expect(await sent()).toEqual([]);
    await post('/articles/360012340003', { agentId: 1, draft: false });
    expect(await sent()).toEqual(['zen:event-type:article.published']);
    const { article } = (await account.call('GET', '/help_center/nl/articles/360012340003.json')).body;
    expect(article).toMatchObject({
      draft: false,
      body: '<p>U heeft 14 dagen.</p>',
      edited_at: '2026-11-20T12:00:00Z',
    });
  });
});
