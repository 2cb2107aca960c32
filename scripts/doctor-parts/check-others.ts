import { z } from 'zod';
import type { Config } from '../../src/config.ts';
import { type Check, checksOf } from './check.ts';

const model = checksOf('Model');
const backoffice = checksOf('Back office');
const TIMEOUT_MS = 8_000;
const OPENAI_URL = 'https://api.openai.com/v1';
const Refusal = z.object({ error: z.object({ message: z.string(), code: z.string().nullish() }) });

/** Asks what the models are, which costs nothing. */
export async function checkModel(openAi: NonNullable<Config['openAi']>): Promise<Check[]> {
  const names = [...new Set([openAi.smallModel, openAi.strongModel])];
  const checks: Check[] = [];
  for (const name of names) {
    const { status, json } = await get(`${openAi.baseUrl ?? OPENAI_URL}/models/${name}`, openAi.apiKey);
    const said = Refusal.safeParse(json).data?.error;
    const words = `${status}${said ? ` ${said.message}` : ''}`;
    if (status === 200) checks.push(model.ok(name, 'is there, the key is taken'));
    else if (status === 401) return [model.problem('key', words, 'OPENAI_API_KEY: make a new key')];
    else if (status === 403)
      checks.push(model.problem(name, words, 'give the key’s project the right to use this model'));
    else if (said?.code === 'model_not_found')
      checks.push(model.problem(name, words, 'OPENAI_MODEL_SMALL, OPENAI_MODEL_STRONG: name one that exists'));
    else if (status === 404)
      checks.push(model.warning(name, 'the server cannot say which models it has', 'send one message'));
    else checks.push(model.problem(name, words, 'see the account’s limits and credit, or try again'));
  }
  return checks;
}

/** A look-up of nobody, with the key that real look-ups use. */
export async function checkBackoffice(config: NonNullable<Config['backoffice']>): Promise<Check[]> {
  const { status } = await get(
    `${config.url.replace(/\/+$/, '')}/customers?email=doctor%40deskhand.invalid`,
    config.key,
  );
  if (status === 200) return [backoffice.ok('look-up', 'answers, the key is taken')];
  if (status === 401 || status === 403)
    return [backoffice.problem('key', `refused (${status})`, 'BACKOFFICE_KEY: use a key that may read customers')];
  return [backoffice.problem('look-up', `answered ${status}`, 'BACKOFFICE_URL: see that it is the address of the API')];
}

async function get(url: string, key: string): Promise<{ status: number; json: unknown }> {
  const headers = { authorization: `Bearer ${key}`, accept: 'application/json' };
  const answer = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  return { status: answer.status, json: await answer.json().catch(() => null) };
}
