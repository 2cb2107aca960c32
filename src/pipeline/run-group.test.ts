import { describe, expect, it } from 'vitest';
import { createMetrics } from '../metrics/prometheus.ts';
import type { CaseStore } from '../tickets/case-store.ts';
import { runGroup, type StageRunner } from './run-group.ts';
import type { TurnSoFar } from './stage.ts';

const saved: string[] = [];
const cases = {
  saveStep: async (_lease: unknown, _turn: unknown, step: { stage: string }) => void saved.push(step.stage),
} as unknown as CaseStore;

function turn(): TurnSoFar {
  saved.length = 0;
  return { turn: { id: 1 }, lease: {}, results: {}, signal: new AbortController().signal } as unknown as TurnSoFar;
}
const slow: StageRunner = {
  name: 'assess',
  run: () => new Promise((resolve) => setTimeout(() => resolve({ kind: 'next', result: 'thought' }), 20)),
};

describe('runGroup', () => {
  it('keeps the thought that was paid for when the stage beside it fails', async () => {
    const failing: StageRunner = { name: 'retrieve', run: () => Promise.reject(new Error('no database')) };
    await expect(
      runGroup({ cases, metrics: createMetrics(), onStage: () => {} }, turn(), [slow, failing]),
    ).rejects.toThrow('no database');
    expect(saved).toEqual(['assess']);
  });

  it('says why a stage stopped the turn', async () => {
    const stopping: StageRunner = {
      name: 'retrieve',
      run: async () => ({ kind: 'stop', code: 'gone', reason: 'It is gone.' }),
    };
    const stopped = await runGroup({ cases, metrics: createMetrics(), onStage: () => {} }, turn(), [slow, stopping]);
    expect(stopped).toEqual({ code: 'gone', reason: 'It is gone.' });
  });
});
