import { EngineUnavailable } from '../../../lib/rollout/ports';
import type { Engine } from '../../../lib/rollout/ports';
import { BackOff } from '../../../lib/rollout/runner/back-off';
import { EngineLimit } from '../../../lib/rollout/runner/engine-limit';
import { EngineLine } from '../../../lib/rollout/runner/engine-line';
import { judgeSamples } from '../../../lib/rollout/runner/judge-samples';
import { PACE } from '../../../lib/rollout/runner/pace';
import { smallPlan } from './runner-world';

const TARGET = { stack: 'tenants/a', stackName: 'tenant--a', account: '1', region: 'us-east-1' };

describe('how many calls an engine is asked at once', () => {
  test('is one more after as many answers as it stands', () => {
    const limit = new EngineLimit();
    const { most } = limit;
    for (let answer = 0; answer < most; answer += 1) {
      expect(limit.most).toBe(most);
      limit.onAnswer();
    }
    expect(limit.most).toBe(most + 1);
  });

  test('is half when it asks for less, once for calls that are refused together, and never none', () => {
    const limit = new EngineLimit();
    const { most } = limit;
    limit.onThrottled(0);
    limit.onThrottled(1_000);
    expect(limit.most).toBe(most / 2);
    for (let minute = 1; minute < 10; minute += 1) {
      limit.onThrottled(minute * 60_000);
    }
    expect(limit.most).toBe(1);
  });

  test('grows to a limit and not beyond', () => {
    const limit = new EngineLimit();
    for (let answer = 0; answer < 100_000; answer += 1) {
      limit.onAnswer();
    }
    expect(limit.most).toBe(256);
  });
});

test('what fails is tried again later each time, until it succeeds', () => {
  const backOff = new BackOff(PACE);
  expect(backOff.onFailure('a', 0)).toBe(1_000);
  expect(backOff.onFailure('a', 1_000)).toBe(3_000);
  expect(backOff.waitsUntil('a', 2_999)).toBe(3_000);
  expect(backOff.waitsUntil('a', 3_000)).toBeUndefined();
  for (let time = 0; time < 20; time += 1) {
    backOff.onFailure('a', 0);
  }
  expect(backOff.onFailure('a', 0)).toBe(PACE.retrySecondsMax * 1_000);
  backOff.onSuccess('a');
  expect(backOff.onFailure('a', 0)).toBe(1_000);
});

describe('an engine that throttles', () => {
  const clock = { now: () => 0, sleepUntil: () => new Promise<void>(() => {}) };

  function lineTo(describe: Engine['describe']): { line: EngineLine; troubles: string[] } {
    const troubles: string[] = [];
    const engine: Engine = {
      name: 'fake',
      describe,
      apply: () => Promise.reject(new Error('not asked')),
      sampleHealth: () => Promise.resolve([]),
    };
    const onTrouble = (what: string, why: string): void => void troubles.push(`${what}: ${why}`);
    return { line: new EngineLine({ engine, clock, pace: PACE, onTrouble }), troubles };
  }

  test('is asked less, and the call is told to wait', async () => {
    const { line, troubles } = lineTo(() => Promise.reject(new EngineUnavailable('rate exceeded', true)));
    const before = line.most;
    expect(await line.describe(TARGET)).toBeUndefined();
    expect(line.most).toBe(before / 2);
    expect(line.waitsUntil('tenants/a', 0)).toBe(1_000);
    expect(troubles).toEqual(['tenants/a: rate exceeded']);
  });

  test('is not confused with one that is broken', async () => {
    const { line } = lineTo(() => Promise.reject(new Error('broken')));
    await expect(line.describe(TARGET)).rejects.toThrow('broken');
  });
});

test('health is judged from enough requests on, above the share that the policy lets pass', () => {
  const { policy } = smallPlan();
  const sample = (stack: string, requests: number, errors: number) => ({ stack, requests, errors });
  expect(
    judgeSamples(
      [sample('too-few', 9, 9), sample('none', 0, 0), sample('just-well', 100, 1), sample('ill', 200, 3)],
      policy,
    ),
  ).toEqual([{ stack: 'ill', requests: 200, errorPercent: 1.5 }]);
});
