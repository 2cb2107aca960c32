import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { AccessRefused, GiveUp, NotFound, OutcomeUnknown, RetryLater } from '../platform/errors.ts';
import { slackFailure } from './slack-failure.ts';

const refused = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error });
const failed = (cause: Error) => new webApi.WebAPIRequestError(cause);

describe('a failed call of Slack', () => {
  it.each([
    ['not_in_channel', AccessRefused],
    ['channel_not_found', AccessRefused],
    ['is_archived', AccessRefused],
    ['invalid_auth', AccessRefused],
    ['token_revoked', AccessRefused],
    ['missing_scope', AccessRefused],
    ['invalid_blocks', GiveUp],
    ['msg_too_long', GiveUp],
    ['something_new', GiveUp],
    ['message_not_found', NotFound],
    ['internal_error', OutcomeUnknown],
    ['fatal_error', OutcomeUnknown],
    ['ratelimited', RetryLater],
  ])('with the name %s is told by its consequence', (name, kind) => {
    const error = slackFailure('chat.postMessage', refused(name));
    expect(error).toBeInstanceOf(kind);
    expect(error.message).toContain(name);
    expect(error.cause).toBeInstanceOf(webApi.WebAPIPlatformError);
  });

  it('waits as long as Slack asks', () => {
    const error = slackFailure('chat.postMessage', new webApi.WebAPIRateLimitedError(7));
    expect(error).toBeInstanceOf(RetryLater);
    expect(error).toMatchObject({ afterMs: 7_000 });
  });

  it('does not know what came of it after a 5xx, a reset or a time-out', () => {
    const broken = new webApi.WebAPIHTTPError(502, 'Bad Gateway', {}, '<h1>');
    expect(slackFailure('chat.postMessage', broken)).toBeInstanceOf(OutcomeUnknown);
    expect(slackFailure('chat.postMessage', failed(new Error('socket hang up')))).toBeInstanceOf(OutcomeUnknown);
    expect(slackFailure('chat.postMessage', new webApi.WebAPIHTTPError(403, 'no', {}, ''))).toBeInstanceOf(
      AccessRefused,
    );
  });

  it('knows that nothing happened when there was no connection', () => {
    const cause = new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) });
    expect(slackFailure('chat.postMessage', failed(cause))).toBeInstanceOf(RetryLater);
  });

  it('leaves other errors as they are: they are bugs', () => {
    const bug = new TypeError('x is not a function');
    expect(slackFailure('chat.postMessage', bug)).toBe(bug);
  });
});
