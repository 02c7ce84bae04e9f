import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

import { memoryDynamoDb } from '../../../lib/engine/local/embedded-dynamodb';
import type { EmbeddedDynamoDb } from '../../../lib/engine/local/embedded-dynamodb';
import { openLocalEngine } from '../../../lib/engine/local/local-engine';
import type { LocalEngine } from '../../../lib/engine/local/local-engine';
import type { RenderedStack } from '../../../lib/render/rendered-stack';
import type { Clock, ReviewedChange } from '../../../lib/rollout/ports';
import type { OperationOutcome } from '../../../lib/rollout/rollout-event';
import { ExampleStacks } from './example-stacks';
import { digestOf, NORTH, reasonOf, SOUTH, story, Workbench } from './workbench';

jest.setTimeout(60_000);

/** A clock that stops whoever waits for the `nth` time, as the end of its process would. */
class StoppingClock implements Clock {
  readonly stopped: Promise<void>;
  private waits = 0;
  private readonly nth: number;
  private stop = (): void => {};

  constructor(nth: number) {
    this.nth = nth;
    this.stopped = new Promise((resolve) => (this.stop = resolve));
  }

  now(): number {
    return 0;
  }

  sleepUntil(): Promise<void> {
    this.waits += 1;
    if (this.waits < this.nth) {
      return Promise.resolve();
    }
    this.stop();
    return new Promise(() => {});
  }
}

let bench: Workbench;
let database: EmbeddedDynamoDb;
let client: DynamoDBClient;
let stacks: ExampleStacks;
let old: RenderedStack;
let moved: RenderedStack;

beforeAll(async () => {
  bench = new Workbench();
  database = await memoryDynamoDb();
  client = new DynamoDBClient(database.config);
  stacks = await ExampleStacks.open(join(bench.folder, 'scratch'));
  const tenant = { ...stacks.tenant('open-water'), release: '2026.11.0' };
  old = await stacks.render(tenant);
  moved = await stacks.recoloured({ ...tenant, release: '2026.11.1' }, '#123456');
  const engine = await bench.open({ dynamoDb: database });
  await engine.apply(stacks.put(await stacks.cell(stacks.tenant('open-water').cell), undefined));
  await engine.close();
});

afterAll(async () => {
  await bench.clear();
  client.destroy();
  await database.close();
});

/**
 * Applies a change in an engine that ends at its `nth` wait, as if killed: what it has in memory is gone. Answers with
 * the outcome where it came to an end before.
 */
async function applyUntil(change: ReviewedChange, nth: number): Promise<OperationOutcome | undefined> {
  const clock = new StoppingClock(nth);
  const engine = await openLocalEngine({
    folder: bench.folder,
    clock,
    secondsPerResource: 1,
    dynamoDb: database,
  });
  const outcome = await Promise.race([engine.apply(change), clock.stopped.then(() => undefined)]);
  if (outcome !== undefined) {
    await engine.close();
    return outcome;
  }
  rmSync(join(bench.folder, 'lock'));
  return undefined;
}

async function withEngine<T>(use: (engine: LocalEngine) => Promise<T>): Promise<T> {
  const engine = await openLocalEngine({ folder: bench.folder, clock: bench.clock, dynamoDb: database });
  try {
    return await use(engine);
  } finally {
    await engine.close();
  }
}

/** Number of the configuration's writes, its content, and whether the tenant is retired. */
async function configuration(engine: LocalEngine): Promise<{ version: number; content: string }> {
  const table = engine.read(stacks.put(await stacks.cell(stacks.tenant('open-water').cell), undefined))
    ?.resources['TableItems4E2090AD'];
  const { Item: item } = await client.send(
    new GetItemCommand({
      TableName: table?.physicalId,
      Key: { pk: { S: 'TENANT#open-water' }, sk: { S: 'CONFIGURATION' } },
    }),
  );
  return { version: Number(item?.['version']?.N ?? 0), content: JSON.stringify(item?.['content']) };
}

/** Interrupts a change at each of its waits in turn, and takes it up again in the next process. */
async function interruptEverywhere(
  changeAt: (nth: number) => Promise<ReviewedChange>,
  check: (engine: LocalEngine, outcome: OperationOutcome, change: ReviewedChange) => Promise<void>,
): Promise<number> {
  for (let nth = 1; ; nth += 1) {
    const change = await changeAt(nth);
    const whole = await applyUntil(change, nth);
    await withEngine(async (engine) => {
      if (whole === undefined) {
        expect(engine.read(change)?.status).toMatch(/_IN_PROGRESS$/);
      }
      const outcome = await engine.apply(change);
      expect(whole ?? outcome).toEqual(outcome);
      expect(await engine.apply(change)).toEqual(outcome);
      await check(engine, outcome, change);
    });
    if (whole !== undefined) {
      return nth - 1;
    }
  }
}

test('a creation and a removal that are interrupted anywhere are taken up (4)', async () => {
  const creations = await interruptEverywhere(
    () => Promise.resolve(stacks.put(old, undefined)),
    async (engine, outcome, change) => {
      expect(outcome).toMatchObject({ kind: 'succeeded', digest: old.digest });
      expect(story(engine, change).at(-1)).toBe('tenant--open-water CREATE_COMPLETE');
      await engine.apply(stacks.remove(old));
    },
  );
  expect(creations).toBe(Object.keys((JSON.parse(old.template) as { Resources: object }).Resources).length);
  const removals = await interruptEverywhere(
    async () => {
      await withEngine((engine) => engine.apply(stacks.put(old, undefined)));
      return stacks.remove(old);
    },
    async (engine, outcome, change) => {
      expect(outcome).toMatchObject({ kind: 'succeeded' });
      expect(await engine.describe(change)).toEqual({ kind: 'absent' });
    },
  );
  expect(removals).toBeGreaterThan(5);
});

test('an update that is interrupted anywhere goes on, and custom resources are asked the same again (4)', async () => {
  await withEngine((engine) => engine.apply(stacks.put(old, undefined)));
  let versions = (await withEngine(configuration)).version;
  let [from, to] = [old, moved];
  const interruptions = await interruptEverywhere(
    () => Promise.resolve(stacks.put(to, from.digest)),
    async (engine, outcome) => {
      expect(outcome).toMatchObject({ kind: 'succeeded', digest: to.digest });
      const { version, content } = await configuration(engine);
      // However often it was asked, it was written once.
      expect(version).toBe(versions + 1);
      expect(content.includes('#123456')).toBe(to === moved);
      versions = version;
      [from, to] = [to, from];
    },
  );
  expect(interruptions).toBeGreaterThan(5);
  await withEngine((engine) => engine.apply(stacks.remove(from)));
});

test('a rollback that is interrupted anywhere goes on, and the tenant has its old content (4)', async () => {
  await withEngine((engine) => engine.apply(stacks.put(old, undefined)));
  const before = await withEngine(configuration);
  await interruptEverywhere(
    () =>
      withEngine((engine) => {
        engine.plant({ stack: 'tenants/open-water', resource: 'PartitionItems', reason: 'no luck' });
        return Promise.resolve(stacks.put(moved, old.digest));
      }),
    async (engine, outcome, change) => {
      expect(outcome).toMatchObject({ kind: 'failed', digest: old.digest });
      expect(await engine.describe(change)).toMatchObject({
        status: 'UPDATE_ROLLBACK_COMPLETE',
        digest: old.digest,
      });
      expect((await configuration(engine)).content).toBe(before.content);
    },
  );
});

test('a clean-up that is interrupted anywhere goes on: what is outdated goes, and nothing else (4, 16)', async () => {
  const bucket = (name: string): object => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: name } });
  const states = [
    { A: bucket('films-one'), Gone: bucket('films-gone') },
    { A: bucket('films-two'), New: bucket('films-new') },
  ];
  const folders = (): readonly string[] =>
    readdirSync(join(bench.folder, 'buckets')).filter((name) => name.startsWith('films-'));
  await withEngine((engine) => engine.apply(bench.change(states[0] ?? {}, undefined)));
  let present = 0;
  const interruptions = await interruptEverywhere(
    () => Promise.resolve(bench.change(states[1 - present] ?? {}, digestOf(states[present] ?? {}))),
    async (engine, outcome) => {
      present = 1 - present;
      expect(outcome).toMatchObject({ kind: 'succeeded', digest: digestOf(states[present] ?? {}) });
      expect(folders().toSorted()).toEqual(
        present === 1 ? ['films-new', 'films-two'] : ['films-gone', 'films-one'],
      );
      expect(Object.keys(engine.read(NORTH)?.resources ?? {})).toEqual(Object.keys(states[present] ?? {}));
    },
  );
  expect(interruptions).toBe(4);
});

test('what an interrupted clean-up leaves behind keeps its name (4, 16, 17)', async () => {
  const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
  const bucket = (name: string): object => ({
    Type: 'AWS::S3::Bucket',
    Properties: { BucketName: name },
    ...kept,
  });
  const topic = { Type: 'AWS::SNS::Topic', Properties: {} };
  const [before, after] = [{ A: bucket('kept-one'), B: topic }, { A: bucket('kept-two') }];
  const there = { ...NORTH, stack: 'tenants/west', stackName: 'tenant--west' };
  await withEngine((engine) => engine.apply(bench.change(before, undefined, there)));
  // The second wait is that for the topic to be deleted: the bucket has been replaced by then.
  const change = bench.change(after, digestOf(before), there);
  expect(await applyUntil(change, 2)).toBeUndefined();
  await withEngine(async (engine) => {
    const wanted = bench.change({ A: bucket('kept-one') }, undefined, SOUTH);
    expect(reasonOf(await engine.apply(wanted))).toContain("'kept-one' already exists");
    expect(await engine.apply(change)).toMatchObject({ kind: 'succeeded' });
    const again = bench.change({ A: bucket('kept-one') }, undefined, SOUTH);
    expect(reasonOf(await engine.apply(again))).toContain("'kept-one' already exists");
  });
});

test('another token ends what was interrupted first, and is then refused for what is there (2, 4)', async () => {
  const change = stacks.put(moved, old.digest);
  await applyUntil(change, 3);
  await withEngine(async (engine) => {
    const other = await engine.apply(stacks.put(moved, old.digest));
    expect(other).toMatchObject({ kind: 'failed', digest: moved.digest });
    expect(await engine.apply(change)).toMatchObject({ kind: 'succeeded', digest: moved.digest });
  });
});

test('what was interrupted is taken up even where nothing new may be started (4)', async () => {
  const change = stacks.put(old, moved.digest);
  await applyUntil(change, 3);
  await withEngine(async (engine) => {
    const outcome = await engine.apply({ ...change, onlyIfStarted: true });
    expect(outcome).toMatchObject({ kind: 'succeeded', digest: old.digest });
  });
});
