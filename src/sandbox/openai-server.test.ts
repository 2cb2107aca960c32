import OpenAI from 'openai';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSpecification } from './openai/specification.ts';
import { type OpenAiSandbox, startOpenAi } from './openai-server.ts';

const FORM = {
  type: 'object',
  additionalProperties: false,
  required: ['verdict', 'score', 'note', 'tags'],
  properties: {
    verdict: { type: 'string', enum: ['good', 'bad'] },
    score: { type: 'number', minimum: 1 },
    note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    tags: { type: 'array', items: { type: 'string' } },
  },
};
const format = (schema: Record<string, unknown>) => ({
  format: { type: 'json_schema' as const, name: 'output', strict: true, schema },
});
const check = loadSpecification();

describe('the stand-in for the Responses API', () => {
  let sandbox: OpenAiSandbox;
  let client: OpenAI;
  beforeEach(async () => {
    sandbox = await startOpenAi({ apiKey: 'right' });
    client = new OpenAI({ apiKey: 'right', baseURL: sandbox.url, maxRetries: 0 });
  });
  afterEach(() => sandbox.close());

  it('fills in a form that it does not know with the plainest values', async () => {
    const { output_text } = await client.responses.create({
      model: 'gpt-5.4',
      input: 'judge this',
      text: format(FORM),
    });
    expect(JSON.parse(output_text)).toEqual({ verdict: 'good', score: 1, note: null, tags: [] });
  });

  it('refuses a form that strict mode would refuse', async () => {
    const loose = { ...FORM, required: ['verdict'] };
    const asked = client.responses.create({ model: 'gpt-5.4', input: 'x', text: format(loose) });
    await expect(asked).rejects.toMatchObject({ status: 400, code: 'invalid_json_schema' });
    const nested = {
      ...FORM,
      properties: { ...FORM.properties, tags: { type: 'array', items: { type: 'object', properties: {} } } },
    };
    await expect(client.responses.create({ model: 'gpt-5.4', input: 'x', text: format(nested) })).rejects.toMatchObject(
      { status: 400 },
    );
  });

  it.each([
    ['a wrong key', { apiKey: 'wrong' }, { model: 'gpt-5.4', input: 'x' }, 401],
    ['a missing model', {}, { model: '', input: 'x' }, 400],
    ['a limit below the least', {}, { model: 'gpt-5.4', input: 'x', max_output_tokens: 1 }, 400],
  ])('refuses %s', async (_what, options, body, status) => {
    await expect(client.withOptions(options).responses.create(body)).rejects.toMatchObject({ status });
  });

  it('knows no other address', async () => {
    await expect(client.models.list()).rejects.toMatchObject({ status: 404 });
  });

  it('stops at the limit of the call', async () => {
    const schema = {
      ...FORM,
      properties: { ...FORM.properties, reply: { type: 'string' } },
      required: [...FORM.required, 'reply'],
    };
    const input = `<sources>\n<source n="1">\n${'Parcels arrive in two days at your own front door. '.repeat(1)}\n</source>\n</sources>\n<newest>When do parcels arrive at my front door?</newest>`;
    const response = await client.responses.create({
      model: 'gpt-5.4',
      input,
      max_output_tokens: 16,
      text: format(schema),
    });
    expect(response).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } });
    expect(response.usage?.output_tokens).toBeLessThanOrEqual(16);
  });

  it('streams the same answer in pieces, in the order of the API', async () => {
    const stream = await client.responses.create({
      model: 'gpt-5.4',
      input: 'judge this',
      text: format(FORM),
      stream: true,
    });
    let text = '';
    const events: OpenAI.Responses.ResponseStreamEvent[] = [];
    for await (const event of stream) {
      events.push(event);
      if (event.type === 'response.output_text.delta') text += event.delta;
    }
    expect(JSON.parse(text)).toMatchObject({ verdict: 'good' });
    expect(events.map(({ type }) => type).filter((type) => !type.endsWith('delta'))).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, at) => at));
  });

  it.skipIf(check === null)(
    'streams only events that the API description knows (skipped where ../shared/specs is absent)',
    async () => {
      for (const kind of [null, 'refusal', 'incomplete'] as const) {
        sandbox.setFaults(kind ? [{ kind }] : []);
        const stream = await client.responses.create({
          model: 'gpt-5.4',
          input: 'judge this',
          text: format(FORM),
          stream: true,
        });
        for await (const event of stream)
          expect([event.type, check!('ResponseStreamEvent', event)]).toEqual([event.type, null]);
      }
    },
  );

  it('breaks a stream off before its end', async () => {
    sandbox.setFaults([{ kind: 'truncated' }]);
    const stream = await client.responses.create({
      model: 'gpt-5.4',
      input: 'judge this',
      text: format(FORM),
      stream: true,
    });
    const types: string[] = [];
    for await (const event of stream) types.push(event.type);
    expect(types).toContain('response.created');
    expect(types).not.toContain('response.completed');
  });

  it('embeds alike what shares words, in both encodings', async () => {
    const input = ['Where is my parcel?', 'The parcel has not come', 'Grinder calibration'];
    const { data } = await client.embeddings.create({ model: 'text-embedding-3-small', input });
    const dot = (one: number, other: number) =>
      data[one]!.embedding.reduce((sum, value, at) => sum + value * data[other]!.embedding[at]!, 0);
    expect(dot(0, 0)).toBeCloseTo(1, 5);
    expect(dot(0, 1)).toBeGreaterThan(dot(0, 2));
    const plain = await client.embeddings.create({
      model: 'text-embedding-3-small',
      input,
      encoding_format: 'float',
      dimensions: 64,
    });
    expect(plain.data[0]!.embedding).toHaveLength(64);
    if (check) expect(check('CreateEmbeddingResponse', plain)).toBeNull();
  });

  it('plays a fault as often as asked and then behaves', async () => {
    sandbox.setFaults([{ kind: 'rate-limit', times: 2, ms: 1_500 }]);
    for (let at = 0; at < 2; at += 1) {
      const error = await client.responses.create({ model: 'gpt-5.4', input: 'x' }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(OpenAI.RateLimitError);
      expect(new Headers((error as InstanceType<typeof OpenAI.APIError>).headers).get('retry-after-ms')).toBe('1500');
    }
    expect((await client.responses.create({ model: 'gpt-5.4', input: 'x' })).status).toBe('completed');
    expect(sandbox.requests().map(({ fault }) => fault)).toEqual(['rate-limit', 'rate-limit', null]);
  });

  it('closes although a call hangs and a page watches', async () => {
    const other = await startOpenAi();
    other.setFaults([{ kind: 'hang' }]);
    const hanging = client.withOptions({ baseURL: other.url }).responses.create({ model: 'gpt-5.4', input: 'x' });
    const watching = await fetch(`${other.page}page/events`);
    const ended = expect(hanging).rejects.toThrow();
    while (other.requests()[0]?.fault !== 'hang') await new Promise((resolve) => setImmediate(resolve));
    await other.close();
    await ended;
    await watching.body?.cancel().catch(() => undefined);
  });
});

describe('the page of the stand-in', () => {
  let sandbox: OpenAiSandbox;
  beforeEach(async () => {
    sandbox = await startOpenAi();
  });
  afterEach(() => sandbox.close());

  const call = () =>
    new OpenAI({ apiKey: 'any', baseURL: sandbox.url, maxRetries: 0 }).responses.create({
      model: 'gpt-5.4',
      input: 'the input <b>',
    });
  const post = (body: string, type = 'application/json') =>
    fetch(`${sandbox.page}page/faults`, { method: 'POST', headers: { 'content-type': type }, body });

  it('serves its files and lets nothing foreign run in them', async () => {
    for (const path of ['', 'page/app.js', 'page/app.css']) {
      const answer = await fetch(sandbox.page + path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    }
    expect((await fetch(`${sandbox.page}../package.json`)).status).toBe(404);
  });

  it('shows a call with prompt and answer when it is opened', async () => {
    await call();
    const opened = await (await fetch(`${sandbox.page}page/calls/1`)).json();
    expect(opened).toMatchObject({ model: 'gpt-5.4', input: 'the input <b>', status: 200, task: 'text' });
  });

  it('tells whoever watches about a new call, once when it comes and once when it is answered', async () => {
    const watching = await fetch(`${sandbox.page}page/events`);
    const reader = watching.body!.pipeThrough(new TextDecoderStream()).getReader();
    let seen = (await reader.read()).value ?? '';
    await call();
    while ((seen.match(/event: call/g) ?? []).length < 2) seen += (await reader.read()).value ?? '';
    expect(seen).toContain('event: start');
    expect(seen).toContain('"status":200');
    await reader.cancel();
  });

  it('switches faults, and refuses what it does not know', async () => {
    expect(await (await post('{"faults":[{"kind":"refusal","times":1}]}')).json()).toEqual({
      faults: [{ kind: 'refusal', times: 1 }],
    });
    expect((await call()).output[0]).toMatchObject({ content: [{ type: 'refusal' }] });
    expect(await (await fetch(`${sandbox.page}page/faults`)).json()).toEqual({ faults: [] });
    expect((await post('{"faults":[{"kind":"earthquake"}]}')).status).toBe(400);
    expect((await post('{"faults":[]}', 'text/plain')).status).toBe(415);
  });
});
