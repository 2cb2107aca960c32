import { describe, expect, it } from 'vitest';
import { createSemanticLeg, type LegResult, type SemanticHit, type SemanticSource } from './semantic-leg.ts';

const QUERY = { text: 'where is it', scopes: [{ id: 1, language: 'en', visibility: 'public' as const }], limit: 5 };
const HIT: SemanticHit = { passageId: 7, articleKey: 1 };

function legOver(find: SemanticSource['find'], deadlineMs = 1_000) {
  const results: LegResult[] = [];
  let now = 0;
  const clock = { now: () => new Date(now) };
  const leg = createSemanticLeg({ name: 'test', find }, { deadlineMs, clock, count: (result) => results.push(result) });
  return { leg, results, wait: (ms: number) => (now += ms) };
}

describe('search by meaning, which may be missing', () => {
  it('gives what was found', async () => {
    const { leg, results } = legOver(async () => [HIT]);
    expect([await leg.find(QUERY), results]).toEqual([[HIT], ['used']]);
  });

  it('is left out when it is slow, whether or not the source looks at the clock', async () => {
    const { leg, results } = legOver(() => new Promise(() => {}), 1);
    expect([await leg.find(QUERY), results]).toEqual([[], ['slow']]);
  });

  it('is left out when it fails', async () => {
    const { leg, results } = legOver(() => Promise.reject(new Error('no')));
    expect([await leg.find(QUERY), results]).toEqual([[], ['failed']]);
  });

  it('is not asked for a while after three failures in a row, and then by one question first', async () => {
    let calls = 0;
    const { leg, results, wait } = legOver(async () => {
      calls += 1;
      if (calls <= 3) throw new Error('down');
      return [HIT];
    });
    for (let i = 0; i < 5; i += 1) await leg.find(QUERY);
    expect([calls, results.slice(3)]).toEqual([3, ['paused', 'paused']]);
    wait(30_001);
    expect([await leg.find(QUERY), calls]).toEqual([[HIT], 4]);
  });

  it('asks nobody about nothing, and nobody for a reader without rights', async () => {
    const { leg, results } = legOver(() => Promise.reject(new Error('asked')));
    expect(await leg.find({ ...QUERY, text: ' ' })).toEqual([]);
    expect(await leg.find({ ...QUERY, scopes: [] })).toEqual([]);
    expect(results).toEqual([]);
  });
});
