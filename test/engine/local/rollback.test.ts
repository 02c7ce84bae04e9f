import { digestOf, NORTH, reasonOf, SOUTH, story, Workbench } from './workbench';

let bench: Workbench;

beforeEach(() => {
  bench = new Workbench();
});

afterEach(() => bench.clear());

const parameter = (name: string, value: string, more: object = {}): object => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Name: name, Value: value, Type: 'String' },
  ...more,
});
const topic = (name: string): object => ({ Type: 'AWS::SNS::Topic', Properties: { DisplayName: name } });

describe('a failed creation (13)', () => {
  const resources = {
    Kept: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' },
    Dropped: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'RetainExceptOnCreate' },
    Last: topic('last'),
  };

  test('deletes what was made, but for what is retained, and says what to do', async () => {
    const engine = await bench.open();
    engine.plant({ stack: NORTH.stack, resource: 'Last', reason: 'Rate exceeded' });
    const outcome = await engine.apply(bench.change(resources, undefined));
    expect(outcome).toMatchObject({ kind: 'stuck', status: 'ROLLBACK_COMPLETE' });
    expect(reasonOf(outcome)).toBe(
      'Last: Rate exceeded Mend what its events name, then deploy tenant--north again: what is left of it is deleted first.',
    );
    expect(story(engine).slice(-10)).toEqual([
      'Last CREATE_IN_PROGRESS',
      'Last CREATE_IN_PROGRESS',
      'Last CREATE_FAILED',
      'tenant--north ROLLBACK_IN_PROGRESS',
      'Last DELETE_IN_PROGRESS',
      'Last DELETE_COMPLETE',
      'Dropped DELETE_IN_PROGRESS',
      'Dropped DELETE_COMPLETE',
      'Kept DELETE_SKIPPED',
      'tenant--north ROLLBACK_COMPLETE',
    ]);
    expect(engine.read(NORTH)?.resources).toEqual({});
  });

  test('is made again by the next change that expects nothing there', async () => {
    const engine = await bench.open();
    engine.plant({ stack: NORTH.stack, resource: 'Last', reason: 'Rate exceeded' });
    await engine.apply(bench.change(resources, undefined));
    expect(engine.read(NORTH)?.status).toBe('ROLLBACK_COMPLETE');
    expect(await engine.describe(NORTH)).toEqual({ kind: 'absent' });
    expect(await engine.apply(bench.change(resources, undefined))).toMatchObject({ kind: 'succeeded' });
  });

  test('can be removed under the digest that it failed at', async () => {
    const engine = await bench.open();
    engine.plant({ stack: NORTH.stack, resource: 'Last', reason: 'Rate exceeded' });
    await engine.apply(bench.change(resources, undefined));
    expect(await engine.apply(bench.removal(digestOf(resources)))).toMatchObject({ kind: 'succeeded' });
    expect(await engine.describe(NORTH)).toEqual({ kind: 'absent' });
  });
});

describe('a failed update (14)', () => {
  const before = { A: topic('a1'), B: parameter('/b', 'b1'), C: topic('c1') };
  const after = { A: topic('a2'), New: topic('new'), B: parameter('/b2', 'b2'), C: topic('c2') };

  test('changes everything back, the latest first, and is at the old digest', async () => {
    const engine = await bench.open();
    await engine.apply(bench.change(before, undefined));
    const [resources, events] = [engine.read(NORTH)?.resources, engine.events(NORTH).length];
    engine.plant({ stack: NORTH.stack, resource: 'C', reason: 'Invalid' });
    const outcome = await engine.apply(bench.change(after, digestOf(before)));
    expect(outcome).toMatchObject({ kind: 'failed', digest: digestOf(before), reason: 'C: Invalid' });
    expect(engine.read(NORTH)).toMatchObject({
      status: 'UPDATE_ROLLBACK_COMPLETE',
      digest: digestOf(before),
    });
    expect(engine.read(NORTH)?.resources).toEqual(resources);
    expect(story(engine).slice(events)).toEqual([
      'tenant--north UPDATE_IN_PROGRESS',
      'A UPDATE_IN_PROGRESS',
      'A UPDATE_COMPLETE',
      'New CREATE_IN_PROGRESS',
      'New CREATE_IN_PROGRESS',
      'New CREATE_COMPLETE',
      'B UPDATE_IN_PROGRESS',
      'B UPDATE_IN_PROGRESS',
      'B UPDATE_COMPLETE',
      'C UPDATE_IN_PROGRESS',
      'C UPDATE_FAILED',
      'tenant--north UPDATE_ROLLBACK_IN_PROGRESS',
      ...['C', 'B', 'A'].flatMap((id) => [`${id} UPDATE_IN_PROGRESS`, `${id} UPDATE_COMPLETE`]),
      'tenant--north UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'B DELETE_IN_PROGRESS',
      'B DELETE_COMPLETE',
      'New DELETE_IN_PROGRESS',
      'New DELETE_COMPLETE',
      'tenant--north UPDATE_ROLLBACK_COMPLETE',
    ]);
  });

  test('happens once: the same change succeeds the next time', async () => {
    const engine = await bench.open();
    await engine.apply(bench.change(before, undefined));
    engine.plant({ stack: NORTH.stack, resource: 'C', reason: 'Invalid' });
    await engine.apply(bench.change(after, digestOf(before)));
    expect(await engine.apply(bench.change(after, digestOf(before)))).toMatchObject({ kind: 'succeeded' });
    expect(engine.read(NORTH)?.resources['B']?.physicalId).toBe('/b2');
  });

  test('gives the names back that it took', async () => {
    const engine = await bench.open();
    await engine.apply(bench.change(before, undefined));
    engine.plant({ stack: NORTH.stack, resource: 'C', reason: 'Invalid' });
    await engine.apply(bench.change(after, digestOf(before)));
    const others = { B: parameter('/b2', 'mine') };
    expect(await engine.apply({ ...bench.change(others, undefined), ...SOUTH })).toMatchObject({
      kind: 'succeeded',
    });
  });
});

describe('a rollback that fails (15)', () => {
  const [before, after] = [
    { A: topic('a1'), B: topic('b1') },
    { A: topic('a2'), B: topic('b2') },
  ];

  test('is stuck until it is continued, and then at the old digest', async () => {
    const engine = await bench.open();
    await engine.apply(bench.change(before, undefined));
    engine.plant({ stack: NORTH.stack, resource: 'B', reason: 'Denied', rollbackFails: true });
    const change = bench.change(after, digestOf(before));
    const outcome = await engine.apply(change);
    const next = 'B: Denied Mend what its events name, then continue the rollback of tenant--north.';
    expect(outcome).toMatchObject({ kind: 'stuck', status: 'UPDATE_ROLLBACK_FAILED', next });
    const refused = await engine.apply(bench.change(after, digestOf(before)));
    expect(refused).toMatchObject({ kind: 'stuck', status: 'UPDATE_ROLLBACK_FAILED' });
    expect(await engine.continueRollback(NORTH)).toMatchObject({ kind: 'failed', digest: digestOf(before) });
    expect(await engine.describe(NORTH)).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
    expect(await engine.continueRollback(NORTH)).toBeUndefined();
    expect(await engine.apply(bench.change(after, digestOf(before)))).toMatchObject({ kind: 'succeeded' });
  });

  test('is stuck in the next process too', async () => {
    const first = await bench.open();
    await first.apply(bench.change(before, undefined));
    first.plant({ stack: NORTH.stack, resource: 'B', reason: 'Denied', rollbackFails: true });
    const change = bench.change(after, digestOf(before));
    const outcome = await first.apply(change);
    await first.close();
    const second = await bench.open();
    expect(await second.apply(change)).toEqual(outcome);
    expect(await second.continueRollback(NORTH)).toMatchObject({ kind: 'failed', digest: digestOf(before) });
  });
});

describe('planted faults (23)', () => {
  const [before, after] = [{ A: topic('a1') }, { A: topic('a2') }];

  test('a resource that hangs fails after an hour', async () => {
    const engine = await bench.open();
    await engine.apply(bench.change(before, undefined));
    engine.plant({ stack: NORTH.stack, resource: 'A', reason: 'did not stabilize', how: 'hangs' });
    const began = bench.clock.now();
    const outcome = await engine.apply(bench.change(after, digestOf(before)));
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'A: did not stabilize' });
    expect(bench.clock.now() - began).toBe(3_600_000);
  });

  test('waits for an operation of its kind that touches its resource', async () => {
    const engine = await bench.open();
    engine.plant({ stack: NORTH.stack, resource: 'A', reason: 'no', operation: 'update' });
    engine.plant({ stack: SOUTH.stack, resource: 'A', reason: 'no' });
    expect(await engine.apply(bench.change(before, undefined))).toMatchObject({ kind: 'succeeded' });
    expect(await engine.apply(bench.change(after, digestOf(before)))).toMatchObject({ kind: 'failed' });
  });

  test('a deletion that fails leaves the stack in DELETE_FAILED until it is removed again', async () => {
    const engine = await bench.open();
    await engine.apply(bench.change(before, undefined));
    engine.plant({ stack: NORTH.stack, resource: 'A', reason: 'in use' });
    const outcome = await engine.apply(bench.removal(digestOf(before)));
    expect(outcome).toMatchObject({ kind: 'stuck', status: 'DELETE_FAILED' });
    expect(reasonOf(outcome)).toContain('A could not be deleted. Mend what its events name, then remove');
    expect(await engine.apply(bench.change(after, digestOf(before)))).toMatchObject({ kind: 'stuck' });
    expect(await engine.apply(bench.removal(digestOf(before)))).toMatchObject({ kind: 'succeeded' });
  });
});
