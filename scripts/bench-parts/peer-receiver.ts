import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import express from 'express';
import pg from 'pg';

/** The peer of `bench accept`: bare express, an HMAC over timestamp and body, one INSERT, 200. Nothing else. */
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 20 });
await pool.query('create table if not exists bare (id text primary key, body bytea not null)');
const secret = process.env['SECRET'] ?? '';
const web = express();
web.post('/', express.raw({ type: () => true }), async (request, response) => {
  const timestamp = request.get('x-zendesk-webhook-signature-timestamp') ?? '';
  const expected = createHmac('sha256', secret).update(timestamp).update(request.body).digest();
  const given = Buffer.from(request.get('x-zendesk-webhook-signature') ?? '', 'base64');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return void response.sendStatus(401);
  const event = JSON.parse(request.body);
  await pool.query({
    name: 'insert',
    text: 'insert into bare (id, body) values ($1, $2)',
    values: [event.id, request.body],
  });
  response.sendStatus(200);
});
web.get('/', (_request, response) => void response.sendStatus(200));
createServer(web).listen(Number(process.env['PORT']), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
