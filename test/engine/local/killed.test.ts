import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { LocalEngine } from '../../../lib/engine/local/local-engine';
import type { RenderedStack } from '../../../lib/render/rendered-stack';
import type { ReviewedChange } from '../../../lib/rollout/ports';
import { ExampleStacks } from './example-stacks';
import { Workbench } from './workbench';

jest.setTimeout(60_000);

let bench: Workbench;
let stacks: ExampleStacks;
let old: RenderedStack;
let moved: RenderedStack;

beforeAll(async () => {
  bench = new Workbench();
  stacks = await ExampleStacks.open(join(bench.folder, 'scratch'));
  const tenant = stacks.tenant('open-water');
  old = await stacks.render(tenant);
  moved = await stacks.recoloured(tenant, '#123456');
  const engine = await bench.open();
  await engine.apply(stacks.put(await stacks.cell(tenant.cell), undefined));
  await engine.apply(stacks.put(old, undefined));
  await engine.close();
});

afterAll(() => bench.clear());

/** Makes a change in another process, and kills that as soon as it says an event. */
async function killAt(change: ReviewedChange, event: RegExp): Promise<boolean> {
  const file = join(bench.folder, 'change.json');
  writeFileSync(file, JSON.stringify(change));
  const script = join(__dirname, 'engine-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, bench.folder, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let wasKilled = false;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!wasKilled && event.test(line)) {
      wasKilled = child.kill('SIGKILL');
    }
  }
  await ended;
  return wasKilled;
}

/** Version that the brand's pointer names. */
function brandVersion(engine: LocalEngine): unknown {
  const resources = engine.read(stacks.put(old, undefined))?.resources ?? {};
  const bucket =
    Object.entries(resources).find(([id]) => id.startsWith('BrandingBucket'))?.[1].physicalId ?? '';
  const pointer = join(bench.folder, 'buckets', bucket, 'brand', 'current.json');
  return (JSON.parse(readFileSync(pointer, 'utf8')) as { version: unknown }).version;
}

test('a process that is killed while the provisioner runs leaves an operation that the next one ends (4)', async () => {
  const change = stacks.put(moved, old.digest);
  expect(await killAt(change, /^BrandingPublication.* UPDATE_IN_PROGRESS/)).toBe(true);
  const engine = await bench.open();
  const before = engine.read(change);
  expect(before).toMatchObject({ status: 'UPDATE_IN_PROGRESS', digest: old.digest });
  const outcome = await engine.apply(change);
  expect(outcome).toMatchObject({ kind: 'succeeded', digest: moved.digest });
  expect(await engine.apply(change)).toEqual(outcome);
  const version = brandVersion(engine);
  expect(await engine.apply(stacks.put(old, moved.digest))).toMatchObject({ kind: 'succeeded' });
  expect(brandVersion(engine)).not.toBe(version);
  await engine.close();
  expect(readdirSync(bench.folder).filter((name) => name.startsWith('lock'))).toEqual([]);
});

test('a process that is killed while it rolls back leaves a rollback that the next one ends (4)', async () => {
  const planting = await bench.open();
  const version = brandVersion(planting);
  planting.plant({ stack: 'tenants/open-water', resource: 'PartitionItems', reason: 'no luck' });
  await planting.close();
  const change = stacks.put(moved, old.digest);
  expect(await killAt(change, /UPDATE_ROLLBACK_IN_PROGRESS/)).toBe(true);
  const engine = await bench.open();
  expect(await engine.apply(change)).toMatchObject({ kind: 'failed', digest: old.digest });
  expect(await engine.describe(change)).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
  expect(brandVersion(engine)).toBe(version);
});
