import { sha256 } from '../../../lib/plan/plan-digest';
import type { RenderedStack } from '../../../lib/render/rendered-stack';
import { EngineUnavailable } from '../../../lib/rollout/ports';
import type { Engine, LedgerEntry, ReviewedChange, StackDescription } from '../../../lib/rollout/ports';
import type { OperationOutcome } from '../../../lib/rollout/rollout-event';
import type { StackVersion } from '../../../lib/rollout/rollout-plan';
import type { AgreedChange } from '../../../lib/rollout/runner/agreed-change';
import { applyChanges } from '../../../lib/rollout/runner/apply-changes';
import type { ApplyChangesOptions } from '../../../lib/rollout/runner/apply-changes';
import { targetIn } from '../../../lib/rollout/stack-target';
import { VirtualClock } from '../../engine/cloudformation/fakes/virtual-clock';
import { memoryLedger } from '../../ledger/memory-ledger';
import { MemoryStore } from '../../ledger/memory-store';

const PLAN = { digest: 'a'.repeat(64), note: 'a plan' };

/** Stacks by name, and operations by token: a token that was seen is never begun again. */
class FakeEngine implements Engine {
  readonly name = 'fake';
  readonly stacks = new Map<string, string>();
  readonly begun: string[] = [];
  readonly failing = new Set<string>();
  silent = 0;
  private readonly outcomes = new Map<string, OperationOutcome>();

  describe({ stack }: { stack: string }): Promise<StackDescription> {
    const digest = this.stacks.get(stack);
    return Promise.resolve(
      digest === undefined
        ? { kind: 'absent' }
        : { kind: 'present', status: 'UPDATE_COMPLETE', digest, template: () => Promise.resolve('') },
    );
  }

  apply(reviewed: ReviewedChange): Promise<OperationOutcome> {
    const outcome = this.outcomes.get(reviewed.token) ?? this.begin(reviewed);
    this.outcomes.set(reviewed.token, outcome);
    if (this.silent > 0) {
      this.silent -= 1;
      return Promise.reject(new EngineUnavailable('the answer was lost', false));
    }
    return Promise.resolve(outcome);
  }

  sampleHealth(): Promise<never[]> {
    return Promise.resolve([]);
  }

  private begin(reviewed: ReviewedChange): OperationOutcome {
    const { stack, token } = reviewed;
    this.begun.push(stack);
    const digest = this.stacks.get(stack);
    if (this.failing.has(stack)) {
      return { kind: 'failed', digest, operation: token, reason: 'no' };
    }
    if (reviewed.kind === 'put') {
      this.stacks.set(stack, reviewed.to.digest);
      return { kind: 'succeeded', digest: reviewed.to.digest, operation: token };
    }
    this.stacks.delete(stack);
    return { kind: 'succeeded', digest: digestOf(''), operation: token };
  }
}

/** What the word stands for: ledgers take nothing but digests. */
function digestOf(word: string): string {
  return sha256(word);
}

function change(stack: string, from: string | undefined, to: string | undefined): AgreedChange {
  const version = (word: string): StackVersion => ({ release: '2026.11.1', digest: digestOf(word) });
  return {
    target: targetIn('aws://111122223333/us-east-1', stack),
    ...(from === undefined ? {} : { from: version(from) }),
    ...(to === undefined ? {} : { to: version(to) }),
    overrides: [],
  };
}

let engine: FakeEngine;
let store: MemoryStore;

beforeEach(() => {
  engine = new FakeEngine();
  store = new MemoryStore();
});

function options(changes: readonly AgreedChange[]): ApplyChangesOptions {
  return {
    purpose: 'apply',
    plan: PLAN,
    changes,
    engine,
    ledger: memoryLedger({ store }),
    clock: new VirtualClock(),
    renderer: { render: (_stack, { digest }) => Promise.resolve({ digest } as RenderedStack) },
    owner: 'here',
  };
}

async function entries(): Promise<readonly LedgerEntry[]> {
  const all: LedgerEntry[] = [];
  for await (const entry of memoryLedger({ store }).read()) {
    all.push(entry);
  }
  return all;
}

async function said(): Promise<readonly string[]> {
  return (await entries()).map(({ record }) =>
    'stack' in record ? `${record.kind} ${record.stack}` : record.kind,
  );
}

describe('making the changes of a plan', () => {
  test('cells come before tenants, and what is removed goes last', async () => {
    engine.stacks.set('tenants/old', digestOf('o1')).set('cells/old', digestOf('c1'));
    const applied = await applyChanges(
      options([
        change('cells/old', 'c1', undefined),
        change('tenants/old', 'o1', undefined),
        change('tenants/new', undefined, 'n1'),
        change('cells/new', undefined, 'c2'),
      ]),
    );
    expect(engine.begun).toEqual(['cells/new', 'tenants/new', 'tenants/old', 'cells/old']);
    expect(applied.kind === 'done' && [...applied.results.values()].map(({ kind }) => kind)).toEqual(
      Array(4).fill('succeeded'),
    );
  });

  test('each is recorded before it is made and when it has ended, with the plan that was agreed to', async () => {
    await applyChanges(options([change('tenants/a', undefined, 'a1'), change('tenants/b', undefined, 'b1')]));
    expect(await said()).toEqual([
      'taken',
      'intent tenants/a',
      'intent tenants/b',
      'outcome tenants/a',
      'outcome tenants/b',
    ]);
    const [, { record } = { record: undefined }] = await entries();
    const plan = record?.kind === 'intent' ? record.plan : undefined;
    expect(await memoryLedger({ store }).getDocument(plan ?? '')).toEqual(PLAN);
  });

  test('after a failure nothing new is started', async () => {
    engine.failing.add('cells/a');
    const applied = await applyChanges(
      options([change('cells/a', undefined, 'c1'), change('tenants/b', undefined, 'b1')]),
    );
    expect(engine.begun).toEqual(['cells/a']);
    expect(applied.kind === 'done' && [...applied.results.keys()]).toEqual(['cells/a']);
  });

  test('a stack that somebody changed meanwhile is left alone, and one that is there already is done', async () => {
    engine.stacks.set('tenants/a', digestOf('edited')).set('tenants/b', digestOf('b2'));
    const applied = await applyChanges(
      options([change('tenants/a', 'a1', 'a2'), change('tenants/b', 'b1', 'b2')]),
    );
    expect(engine.begun).toEqual([]);
    expect(applied).toEqual({
      kind: 'done',
      results: new Map([
        ['tenants/a', { kind: 'edited', digest: digestOf('edited') }],
        ['tenants/b', { kind: 'at-target' }],
      ]),
    });
  });

  test('an answer that was lost is asked for again under the same token', async () => {
    engine.silent = 3;
    await applyChanges(options([change('tenants/a', undefined, 'a1')]));
    expect(engine.begun).toEqual(['tenants/a']);
    expect(await said()).toEqual(['taken', 'intent tenants/a', 'outcome tenants/a']);
  });

  test('a process that died between intent and outcome is followed by one that ends the same operation', async () => {
    const changes = [change('tenants/a', undefined, 'a1')];
    const dying = options(changes);
    const died = new Error('killed');
    const apply = engine.apply.bind(engine);
    const killed = applyChanges({
      ...dying,
      engine: Object.assign(Object.create(engine) as FakeEngine, {
        apply: async (reviewed: ReviewedChange) => {
          await apply(reviewed);
          throw died;
        },
      }),
    });
    await expect(killed).rejects.toBe(died);
    expect(await said()).toEqual(['taken', 'intent tenants/a']);
    const applied = await applyChanges(options(changes));
    expect(engine.begun).toEqual(['tenants/a']);
    expect(applied.kind === 'done' && applied.results.get('tenants/a')?.kind).toBe('succeeded');
    expect(await said()).toEqual(['taken', 'intent tenants/a', 'taken', 'outcome tenants/a']);
  });

  test('after a failure the same plan is tried again as another operation', async () => {
    const changes = [change('tenants/a', undefined, 'a1')];
    engine.failing.add('tenants/a');
    await applyChanges(options(changes));
    engine.failing.clear();
    const applied = await applyChanges(options(changes));
    expect(engine.begun).toEqual(['tenants/a', 'tenants/a']);
    expect(applied.kind === 'done' && applied.results.get('tenants/a')?.kind).toBe('succeeded');
  });

  test('while somebody else has the fleet nothing happens, and it is said who', async () => {
    await memoryLedger({ store }).acquire('elsewhere', 60);
    const applied = await applyChanges(options([change('tenants/a', undefined, 'a1')]));
    expect(applied).toMatchObject({ kind: 'held', owner: 'elsewhere' });
    expect(engine.begun).toEqual([]);
  });

  test('a stop lets what runs end, and starts nothing more', async () => {
    const stop = new AbortController();
    const changes = [change('cells/a', undefined, 'c1'), change('tenants/b', undefined, 'b1')];
    const applied = await applyChanges({
      ...options(changes),
      stop: stop.signal,
      onProgress: ({ kind }) => kind === 'started' && stop.abort(),
    });
    expect(engine.begun).toEqual(['cells/a']);
    expect(applied.kind === 'done' && applied.results.get('cells/a')?.kind).toBe('succeeded');
  });

  test('what the files no longer render is for a person to look at', async () => {
    const applied = await applyChanges({
      ...options([change('tenants/a', undefined, 'a1')]),
      renderer: { render: () => Promise.resolve(undefined) },
    });
    expect(engine.begun).toEqual([]);
    expect(applied.kind === 'done' && applied.results.get('tenants/a')?.kind).toBe('stuck');
  });
});
