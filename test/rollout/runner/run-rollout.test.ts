import { tooLate } from '../../../lib/notice/too-late';
import { findMove } from '../../../lib/rollout/move-index';
import { RunnerWorld } from './runner-world';

const SAID = { by: 'operator', reason: 'a question came up' };

describe('a roll-out that is run', () => {
  test('ends with everybody at the target, each intent before its operation and each outcome behind it', async () => {
    const here = new RunnerWorld();
    const run = await here.until(here.run());
    expect(run.kind).toBe('ended');
    expect(
      here.plan.rings[0]?.waves.flatMap(({ moves }) => moves).map(({ stack }) => here.engine.digest(stack)),
    ).toEqual([
      'tenants/rally-north@2026.12.0',
      'tenants/rally-south@2026.12.0',
      'tenants/rally-east@2026.12.0',
    ]);
    expect(here.begun()).toHaveLength(3);
    expect(here.records().at(-1)).toBe('rollout-ended');
  });

  test('lets others have the fleet while it bakes', async () => {
    const here = new RunnerWorld();
    const run = here.run();
    await here.pass(25);
    expect(here.progress.some(({ kind }) => kind === 'asleep')).toBe(true);
    expect(await here.until(here.ask({ kind: 'pause', ...SAID }))).toMatchObject({ kind: 'recorded' });
    expect(here.records().filter((kind) => kind === 'pause')).toHaveLength(1);
    await here.until(here.ask({ kind: 'resume', ...SAID }));
    expect((await here.until(run)).kind).toBe('ended');
  });

  test('does not stay when nothing is due for longer than it was told to stay', async () => {
    const here = new RunnerWorld();
    expect(await here.until(here.run({ staySeconds: 300 }))).toMatchObject({ kind: 'asleep' });
    expect((await here.until(here.run())).kind).toBe('ended');
  });

  test('says who has the fleet, instead of waiting', async () => {
    const here = new RunnerWorld();
    const first = here.run();
    await here.pass(1);
    expect(await here.until(here.run())).toMatchObject({ kind: 'held', owner: 'process-1' });
    await here.until(first);
  });

  test('is refused while another one of the fleet is not over', async () => {
    const here = new RunnerWorld();
    await here.until(here.run({ staySeconds: 0 }));
    const other = await here.until(here.run({ rollout: { ...here.plan, id: 'ba9876543210' } }));
    expect(other).toEqual({ kind: 'busy', rollout: here.plan.id });
  });

  test('is unknown by an id that was never started, and goes on by one that was', async () => {
    const here = new RunnerWorld();
    expect(await here.until(here.run({ rollout: here.plan.id }))).toEqual({ kind: 'unknown' });
    await here.until(here.run({ staySeconds: 0 }));
    expect((await here.until(here.run({ rollout: here.plan.id }))).kind).toBe('ended');
  });
});

describe('a runner that is stopped', () => {
  test('waits for what runs, records a pause, and starts nothing', async () => {
    const here = new RunnerWorld();
    const stop = new AbortController();
    const run = here.run({ stop: stop.signal });
    await here.pass(0.5);
    expect(here.engine.isBusy('tenants/rally-north')).toBe(true);
    stop.abort();
    expect((await here.until(run)).kind).toBe('stopped');
    expect(here.engine.digest('tenants/rally-north')).toBe('tenants/rally-north@2026.12.0');
    expect(here.records()).toEqual(expect.arrayContaining(['pause', 'outcome']));
    expect(here.begun()).toHaveLength(1);
  });

  test('in the moment in which all is over, records one pause and returns', async () => {
    const here = new RunnerWorld();
    const stop = new AbortController();
    const run = here.run({
      stop: stop.signal,
      onProgress: (progress) => {
        if (
          progress.kind === 'recorded' &&
          progress.state.rings.every(({ passedAt }) => passedAt !== undefined)
        ) {
          stop.abort();
        }
      },
    });
    expect((await here.until(run)).kind).toBe('stopped');
    expect(here.records().filter((kind) => kind === 'pause')).toHaveLength(1);
    expect((await here.until(here.run())).kind).toBe('ended');
  });

  test('rests as long as nobody resumes it', async () => {
    const here = new RunnerWorld();
    await here.until(here.run({ staySeconds: 0 }));
    await here.until(here.ask({ kind: 'halt', ...SAID }));
    expect((await here.until(here.run())).kind).toBe('resting');
    await here.until(here.ask({ kind: 'resume', ...SAID }));
    expect((await here.until(here.run())).kind).toBe('ended');
  });

  test('that was dead in the middle of an operation is followed by one that takes it up, and repeats nothing', async () => {
    const here = new RunnerWorld([{ kind: 'runner-killed', life: 1, port: 'apply', call: 0, when: 'after' }]);
    void here.run();
    await here.pass(30);
    expect((await here.until(here.run())).kind).toBe('ended');
    expect(here.begun()).toHaveLength(3);
  });

  test('that stood still while another took over is told so, and touches nothing more', async () => {
    const here = new RunnerWorld([
      { kind: 'runner-frozen', life: 1, port: 'describe', call: 0, minutes: 60 },
    ]);
    const first = here.run();
    await here.pass(5);
    const second = here.run();
    expect((await here.until(second)).kind).toBe('ended');
    expect((await here.until(first)).kind).toMatch(/lost|ended/);
    expect(here.begun()).toHaveLength(3);
  });
});

describe('when calls fail', () => {
  test('an append whose answer was lost is found again and not repeated', async () => {
    const here = new RunnerWorld([
      { kind: 'append-unsure', append: 1 },
      { kind: 'append-refused', append: 2 },
      { kind: 'append-late', append: 3, seconds: 20 },
    ]);
    expect((await here.until(here.run())).kind).toBe('ended');
    const tokens = here.ledger.entries.flatMap(({ record }) =>
      record.kind === 'intent' ? [record.token] : [],
    );
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  test('an engine that hangs is asked again under the same token', async () => {
    const here = new RunnerWorld([{ kind: 'engine-hangs', stack: 'tenants/rally-north', call: 0 }]);
    expect((await here.until(here.run())).kind).toBe('ended');
    expect(here.progress).toContainEqual(
      expect.objectContaining({ kind: 'trouble', why: 'no answer after 5400 seconds' }),
    );
    expect(here.begun()).toHaveLength(3);
  });

  test('a fault of our own ends the run, and the fleet is released', async () => {
    const here = new RunnerWorld();
    const broken = here.run({
      targets: () => {
        throw new Error('our own fault');
      },
    });
    await expect(here.until(broken)).rejects.toThrow('our own fault');
    expect(await here.until(here.run({ staySeconds: 0 }))).toMatchObject({ kind: 'asleep' });
  });
});

describe('what operators ask', () => {
  test('is recorded once, however often it is posted under one id', async () => {
    const here = new RunnerWorld();
    await here.until(here.run({ staySeconds: 0 }));
    expect(await here.until(here.ask({ kind: 'retry', ...SAID }, 'one'))).toMatchObject({ kind: 'recorded' });
    expect(await here.until(here.ask({ kind: 'retry', ...SAID }, 'one'))).toMatchObject({ kind: 'recorded' });
    expect(here.records().filter((kind) => kind === 'retry')).toHaveLength(1);
  });

  test('is recorded by the runner that has the fleet', async () => {
    const here = new RunnerWorld();
    const run = here.run();
    await here.pass(0.5);
    expect(await here.until(here.ask({ kind: 'abort', ...SAID }))).toEqual({ kind: 'recorded' });
    expect((await here.until(run)).kind).toBe('ended');
    expect(here.begun()).toHaveLength(1);
  });

  test('comes too late for one that is over, and to nobody for one that is unknown', async () => {
    const here = new RunnerWorld();
    expect(await here.until(here.ask({ kind: 'pause', ...SAID }))).toEqual({ kind: 'unknown' });
    await here.until(here.run());
    expect(await here.until(here.ask({ kind: 'pause', ...SAID }, 'late'))).toMatchObject({ kind: 'over' });
  });
});

describe('what a client says while a roll-out runs', () => {
  const objection = {
    kind: 'notice',
    stack: 'tenants/rally-east',
    release: '2026.12.0',
    act: 'objected',
    note: 'It is their final.',
    by: 'operations',
  } as const;

  function objections(here: RunnerWorld) {
    return here.ledger.entries.flatMap(({ record }) => (record.kind === 'notice' ? [record] : []));
  }

  test('is written down by the runner, with who had it written down, and holds a client that was not intended yet', async () => {
    const here = new RunnerWorld();
    const run = here.run();
    await here.pass(0.5);
    expect(here.engine.isBusy('tenants/rally-north')).toBe(true);
    expect(await here.until(here.ask(objection))).toEqual({ kind: 'recorded' });
    const { state } = (await here.until(run)) as Extract<Awaited<typeof run>, { kind: 'ended' }>;
    expect(objections(here)).toEqual([{ ...objection, request: 'notice' }]);
    expect(here.begun()).toHaveLength(2);
    expect(findMove(state, 'tenants/rally-east')?.facts).toMatchObject({ kind: 'left', why: 'objected' });
    expect(tooLate(state, 'tenants/rally-east')).toBeUndefined();
    expect(tooLate(state, 'tenants/rally-south')).toBe('was moved');
  });

  test('is too late once the move is on the way', async () => {
    const here = new RunnerWorld();
    const run = here.run();
    await here.pass(0.5);
    await here.until(here.ask({ ...objection, stack: 'tenants/rally-north' }));
    const taken = here.progress.findLast(({ kind }) => kind === 'recorded');
    expect(taken !== undefined && 'state' in taken && tooLate(taken.state, 'tenants/rally-north')).toBe(
      'is being moved',
    );
    expect((await here.until(run)).kind).toBe('ended');
    expect(here.begun()).toHaveLength(3);
  });

  test.each(['append', 'inbox'] as const)(
    'is written down once, wherever the runner dies in its %s calls',
    async (port) => {
      for (let call = 0; call < 8; call++) {
        const here = new RunnerWorld([{ kind: 'runner-killed', life: 1, port, call, when: 'after' }]);
        void here.run();
        await here.pass(0.5);
        const asked = here.ask(objection);
        await here.pass(30);
        expect((await here.until(here.run())).kind).toBe('ended');
        expect((await asked).kind).toMatch(/recorded|left/);
        expect(objections(here)).toHaveLength(1);
      }
    },
  );

  test('is written down where the roll-out is over, or was never started', async () => {
    const here = new RunnerWorld();
    expect(await here.until(here.ask(objection, 'before'))).toEqual({ kind: 'recorded' });
    expect((await here.until(here.run())).kind).toBe('ended');
    expect(await here.until(here.ask({ ...objection, act: 'waived' }, 'after'))).toMatchObject({
      kind: 'recorded',
    });
    expect(objections(here).map(({ request }) => request)).toEqual(['before', 'after']);
    expect(here.begun()).toHaveLength(2);
  });
});
