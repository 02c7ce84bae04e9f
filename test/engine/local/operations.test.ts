import { withDeployerRoles } from '../../../lib/render/deployer-roles';
import { EngineUnavailable } from '../../../lib/rollout/ports';
import type { ReviewedChange } from '../../../lib/rollout/ports';
import { digestOf, NORTH, reasonOf, renderedOf, SOUTH, story, Workbench } from './workbench';

let bench: Workbench;

beforeEach(() => {
  bench = new Workbench();
});

afterEach(() => bench.clear());

const topic = (name: string, more: object = {}): object => ({
  Type: 'AWS::SNS::Topic',
  Properties: { DisplayName: name },
  ...more,
});
const ONE = { Topic: topic('one') };
const TWO = { Topic: topic('two') };

describe('tokens (1, 2, 3)', () => {
  test('the same token gives the same outcome and changes nothing', async () => {
    const engine = await bench.open();
    const change = bench.change(ONE, undefined);
    const first = await engine.apply(change);
    await engine.apply(bench.change(TWO, digestOf(ONE)));
    const events = engine.events(NORTH);
    expect(await engine.apply(change)).toEqual(first);
    expect(first).toMatchObject({ kind: 'succeeded', digest: digestOf(ONE) });
    expect(engine.events(NORTH)).toEqual(events);
    expect(await engine.describe(NORTH)).toMatchObject({ status: 'UPDATE_COMPLETE', digest: digestOf(TWO) });
  });

  test('the next process knows the outcome too', async () => {
    const change = bench.change(ONE, undefined);
    const first = await bench.open();
    const outcome = await first.apply(change);
    await first.close();
    const second = await bench.open();
    expect(await second.apply(change)).toEqual(outcome);
    const described = await second.describe(NORTH);
    expect(described).toMatchObject({ kind: 'present', status: 'CREATE_COMPLETE', token: change.token });
    expect(described.kind === 'present' && (await described.template())).toBe(
      JSON.stringify({ Resources: ONE }),
    );
  });

  test('the last twenty outcomes are kept', async () => {
    const engine = await bench.open();
    const first = bench.change(ONE, undefined);
    await engine.apply(first);
    for (let n = 0; n < 20; n += 1) {
      const [from, to] = n % 2 === 0 ? [ONE, TWO] : [TWO, ONE];
      expect(await engine.apply(bench.change(to, digestOf(from)))).toMatchObject({ kind: 'succeeded' });
    }
    expect(reasonOf(await engine.apply(first))).toContain('nothing was expected there');
  });

  test.each([
    ['something is there where nothing was expected', undefined, 'nothing was expected there'],
    ['another template is there', 'f'.repeat(64), 'template ffffffffffff was expected there'],
  ])('nothing is touched when %s', async (_, expected, reason) => {
    const engine = await bench.open();
    await engine.apply(bench.change(ONE, undefined));
    const before = engine.read(NORTH);
    const change = bench.change(TWO, expected);
    const outcome = await engine.apply(change);
    expect(outcome).toMatchObject({ kind: 'failed', digest: digestOf(ONE) });
    expect(reasonOf(outcome)).toContain(reason);
    expect(engine.read(NORTH)).toMatchObject({ status: 'CREATE_COMPLETE', resources: before?.resources });
    expect(await engine.apply(change)).toEqual(outcome);
  });

  test('a stack that is not there cannot be updated, and stays not there', async () => {
    const engine = await bench.open();
    expect(await engine.apply(bench.change(ONE, digestOf(TWO)))).toMatchObject({
      kind: 'failed',
      digest: undefined,
    });
    expect(await engine.describe(NORTH)).toEqual({ kind: 'absent' });
  });

  test('a second operation is refused while one runs, and other stacks are not', async () => {
    let release = (): void => {};
    const clock = { now: () => 0, sleepUntil: () => new Promise<void>((resolve) => (release = resolve)) };
    const engine = await bench.open({ clock, secondsPerResource: 1 });
    const change = bench.change(ONE, undefined);
    const running = engine.apply(change);
    const again = engine.apply(change);
    const refused = engine.apply(bench.change(TWO, undefined));
    await expect(refused).rejects.toThrow(EngineUnavailable);
    await expect(refused).rejects.toThrow(
      'Stack:tenant--north is in CREATE_IN_PROGRESS state and can not be updated.',
    );
    expect(await engine.describe(NORTH)).toMatchObject({ status: 'CREATE_IN_PROGRESS' });
    release();
    expect(await running).toEqual(await again);
    const south = engine.apply({ ...bench.change(ONE, undefined), ...SOUTH });
    release();
    expect(await south).toMatchObject({ kind: 'succeeded' });
  });

  test('an operation that came too late is never started', async () => {
    const engine = await bench.open();
    const change = bench.change(ONE, undefined);
    const late = await engine.apply({ ...change, onlyIfStarted: true });
    expect(late.kind).toBe('not-started');
    expect(await engine.apply(change)).toEqual(late);
    expect(await engine.describe(NORTH)).toEqual({ kind: 'absent' });
  });

  test('one that was started is not too late', async () => {
    const engine = await bench.open();
    const change = bench.change(ONE, undefined);
    const outcome = await engine.apply(change);
    expect(await engine.apply({ ...change, onlyIfStarted: true })).toEqual(outcome);
  });

  test('two processes cannot have one folder', async () => {
    await bench.open();
    await expect(bench.open()).rejects.toThrow('ENGINE-001');
  });
});

describe('what is refused before it begins (5, 6)', () => {
  test('a template that differs in nothing is done at once', async () => {
    const engine = await bench.open();
    await engine.apply(bench.change(ONE, undefined));
    const events = engine.events(NORTH);
    expect(await engine.apply(bench.change(ONE, digestOf(ONE)))).toMatchObject({ kind: 'succeeded' });
    expect(engine.events(NORTH)).toEqual(events);
  });

  test.each<[string, object, string]>([
    ['a reference to nothing', { Resources: { A: topic('a', { DependsOn: 'Z' }) } }, 'Unresolved'],
    [
      'an SSM parameter that is not there',
      { Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/no' } }, Resources: ONE },
      'Unable to fetch parameters [/no]',
    ],
    [
      'a parameter without a value',
      { Parameters: { P: { Type: 'String' } }, Resources: ONE },
      '[P] must have values',
    ],
    [
      'a rule that does not hold',
      {
        Rules: { R: { Assertions: [{ Assert: { 'Fn::Equals': ['a', 'b'] }, AssertDescription: 'a is b' }] } },
        Resources: ONE,
      },
      'Template rule failed: a is b',
    ],
  ])('%s', async (_, template, reason) => {
    const engine = await bench.open();
    const rendered = renderedOf(template);
    const change = {
      ...bench.change(ONE, undefined),
      rendered,
      to: { release: 'next', digest: rendered.digest },
    };
    const outcome = await engine.apply(change);
    expect(outcome).toMatchObject({ kind: 'failed', digest: undefined });
    expect(reasonOf(outcome)).toContain(reason);
    expect(await engine.describe(NORTH)).toEqual({ kind: 'absent' });
    expect(engine.events(NORTH)).toEqual([]);
  });

  test('a template that is not the one that was agreed on', async () => {
    const engine = await bench.open();
    const agreed = bench.change(ONE, undefined);
    const other = { ...agreed, rendered: { ...renderedOf({ Resources: TWO }), digest: digestOf(ONE) } };
    expect(reasonOf(await engine.apply(other as typeof agreed))).toContain(
      'is not the one that was agreed on',
    );
    expect(await engine.describe(NORTH)).toEqual({ kind: 'absent' });
  });

  test('a tenant that is deployed with roles of its own, until they are there', async () => {
    const engine = await bench.open();
    const access = { ...NORTH, stack: 'access/north', stackName: 'access--north' };
    const role = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'north--execution', Path: '/a/' } };
    const execution = 'arn:aws:iam::111122223333:role/a/north--execution';
    const rendered = withDeployerRoles(renderedOf({ Resources: ONE }), { deploy: 'any', execution });
    const withRoles = (): ReviewedChange => bench.change(ONE, undefined, { rendered });
    expect(reasonOf(await engine.apply(withRoles()))).toBe(
      `Role ${execution} is invalid or cannot be assumed`,
    );
    expect(await engine.describe(NORTH)).toEqual({ kind: 'absent' });
    await engine.apply(bench.change({ Role: role }, undefined, access));
    expect(await engine.apply(withRoles())).toMatchObject({ kind: 'succeeded' });
  });

  test('a resource whose type changes', async () => {
    const engine = await bench.open();
    await engine.apply(bench.change(ONE, undefined));
    const outcome = await engine.apply(bench.change({ Topic: { Type: 'AWS::KMS::Key' } }, digestOf(ONE)));
    expect(outcome).toMatchObject({ kind: 'failed', digest: digestOf(ONE) });
    expect(reasonOf(outcome)).toContain('modifies resource type of the following resources: [Topic]');
  });
});

describe('events (10, 12)', () => {
  test('those of a creation, an update with everything in it, and a removal', async () => {
    const engine = await bench.open();
    const before = {
      Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'Topic' }], Period: 60 } },
      Topic: topic('one'),
      Old: topic('old'),
    };
    await engine.apply(bench.change(before, undefined));
    expect(story(engine)).toEqual([
      'tenant--north CREATE_IN_PROGRESS',
      ...['Topic', 'Alarm', 'Old'].flatMap((id) => [
        `${id} CREATE_IN_PROGRESS`,
        `${id} CREATE_IN_PROGRESS`,
        `${id} CREATE_COMPLETE`,
      ]),
      'tenant--north CREATE_COMPLETE',
    ]);
    const created = engine.events(NORTH).length;
    const after = { Alarm: before.Alarm, Topic: topic('two'), New: topic('new') };
    await engine.apply(bench.change(after, digestOf(before)));
    expect(story(engine).slice(created)).toEqual([
      'tenant--north UPDATE_IN_PROGRESS',
      'Topic UPDATE_IN_PROGRESS',
      'Topic UPDATE_COMPLETE',
      'New CREATE_IN_PROGRESS',
      'New CREATE_IN_PROGRESS',
      'New CREATE_COMPLETE',
      'tenant--north UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'Old DELETE_IN_PROGRESS',
      'Old DELETE_COMPLETE',
      'tenant--north UPDATE_COMPLETE',
    ]);
    const updated = engine.events(NORTH).length;
    expect(await engine.apply(bench.removal(digestOf(after)))).toMatchObject({ kind: 'succeeded' });
    expect(story(engine).slice(updated)).toEqual([
      'tenant--north DELETE_IN_PROGRESS',
      ...['New', 'Alarm', 'Topic'].flatMap((id) => [`${id} DELETE_IN_PROGRESS`, `${id} DELETE_COMPLETE`]),
      'tenant--north DELETE_COMPLETE',
    ]);
    expect(await engine.describe(NORTH)).toEqual({ kind: 'absent' });
  });

  test('a stack that was removed is made anew under another id', async () => {
    const engine = await bench.open();
    await engine.apply(bench.change(ONE, undefined));
    const first = engine.read(NORTH);
    await engine.apply(bench.removal(digestOf(ONE)));
    await engine.apply(bench.change(ONE, undefined));
    const second = engine.read(NORTH);
    expect(second?.status).toBe('CREATE_COMPLETE');
    expect(second?.stackId).not.toBe(first?.stackId);
    expect(second?.resources['Topic']?.physicalId).not.toBe(first?.resources['Topic']?.physicalId);
  });

  test('outputs are evaluated, and one that cannot be fails the operation', async () => {
    const engine = await bench.open();
    const put = async (output: object): Promise<unknown> => {
      const rendered = renderedOf({ Resources: ONE, Outputs: { Arn: { Value: output } } });
      const change = bench.change(ONE, undefined);
      return engine.apply({
        ...change,
        rendered,
        to: { release: '1', digest: rendered.digest },
      } as typeof change);
    };
    expect(await put({ 'Fn::GetAtt': ['Topic', 'Colour'] })).toMatchObject({
      kind: 'stuck',
      status: 'ROLLBACK_COMPLETE',
    });
    expect(await put({ 'Fn::GetAtt': ['Topic', 'TopicArn'] })).toMatchObject({ kind: 'succeeded' });
    expect(engine.read(NORTH)?.outputs['Arn']).toMatch(
      /^arn:aws:sns:us-east-1:111122223333:tenant--north-Topic-[0-9A-Z]{12}$/,
    );
  });
});

describe('time (25)', () => {
  test('an operation takes as long as the engine is told that resources take', async () => {
    const engine = await bench.open({ secondsPerResource: 30 });
    const began = bench.clock.now();
    await engine.apply(bench.change({ ...ONE, Other: topic('other') }, undefined));
    expect(bench.clock.now() - began).toBe(60_000);
    const times = engine.events(NORTH).map(({ at }) => (at - began) / 1_000);
    expect([times[0], times.at(-1)]).toEqual([0, 60]);
  });
});
