import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { HealthSample } from '../../../lib/rollout/ports';
import type { LocalEngine } from '../../../lib/engine/local/local-engine';
import { digestOf, NORTH, SOUTH, Workbench } from './workbench';

const HOUR = 3_600_000;
const ONE = { Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'one' } } };
const TWO = { Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'two' } } };

let bench: Workbench;
let engine: LocalEngine;

beforeEach(async () => {
  bench = new Workbench();
  engine = await bench.open();
  await engine.apply(bench.change(ONE, undefined));
});

afterEach(() => bench.clear());

async function sample(since = bench.clock.now() - HOUR): Promise<HealthSample | undefined> {
  const [north] = await engine.sampleHealth([{ ...NORTH, since }]);
  return north;
}

describe('traffic (24)', () => {
  test('is fifty requests a minute, of which one in a thousand fails', async () => {
    expect(await sample()).toEqual({ stack: 'tenants/north', requests: 3_000, errors: 3 });
    expect(await sample(bench.clock.now())).toEqual({ stack: 'tenants/north', requests: 0, errors: 0 });
  });

  test('does not come to a stack that is not there', async () => {
    const samples = await engine.sampleHealth([{ ...SOUTH, since: 0 }]);
    expect(samples).toEqual([{ stack: 'tenants/south', requests: 0, errors: 0 }]);
  });

  test('is what somebody says, by call or by file', async () => {
    engine.setTraffic('tenants/north', { requestsPerMinute: 10, errorPercent: 5 });
    expect(await sample()).toMatchObject({ requests: 600, errors: 30 });
    writeFileSync(join(bench.folder, 'traffic.json'), '{"tenants/north": {"requestsPerMinute": 2}}');
    expect(await sample()).toMatchObject({ requests: 120, errors: 0 });
  });

  test('may fail at one release alone', async () => {
    engine.setTraffic('tenants/north', { errorPercent: 50, release: '2026.11.1' });
    expect(await sample()).toMatchObject({ requests: 3_000, errors: 3 });
    const change = bench.change(TWO, digestOf(ONE));
    await engine.apply({
      ...change,
      kind: 'put',
      to: { release: '2026.11.1', digest: digestOf(TWO) },
    } as typeof change);
    expect(await sample()).toMatchObject({ requests: 3_000, errors: 1_500 });
  });

  test('a file that says something else is refused with its place', async () => {
    writeFileSync(join(bench.folder, 'traffic.json'), '{"tenants/north": {"errors": 2}}');
    await expect(async () => sample()).rejects.toThrow(/traffic\.json.*ENGINE-003/);
  });
});

test('a fault is planted by file too, and a file of something else is refused (23)', async () => {
  const file = join(bench.folder, 'faults.json');
  writeFileSync(file, '[{"stack": "tenants/north", "resource": "Topic", "reason": "by hand"}]');
  expect(await engine.apply(bench.change(TWO, digestOf(ONE)))).toMatchObject({
    kind: 'failed',
    reason: 'Topic: by hand',
  });
  expect(await engine.apply(bench.change(TWO, digestOf(ONE)))).toMatchObject({ kind: 'succeeded' });
  writeFileSync(file, 'not JSON');
  await expect(engine.apply(bench.change(ONE, digestOf(TWO)))).rejects.toThrow(/faults\.json.*ENGINE-003/);
});
