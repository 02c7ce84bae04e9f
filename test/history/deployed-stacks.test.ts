import { deployedStacks } from '../../lib/history/deployed-stacks';
import type { DeployedStacks } from '../../lib/history/deployed-stacks';
import type { StateStacks } from '../../lib/history/fleet-stacks';
import type { StackSide } from '../../lib/plan/stack-pair';
import { EngineUnavailable } from '../../lib/rollout/ports';
import type { StackDescription, StackTarget } from '../../lib/rollout/ports';
import { cloudFormationName } from '../../lib/render/stack-name';
import { VirtualClock } from '../engine/cloudformation/fakes/virtual-clock';

const NORTH = 'tenants/rally-north';
const SOUTH = 'tenants/rally-south';

/** A state that renders each stack to one word. */
function stateOf(words: Readonly<Record<string, string>>, release = '2026.11.1'): StateStacks {
  return {
    names: Object.keys(words),
    inputOf: () => undefined,
    render: (name) => Promise.resolve(sideOf(name, words[name] ?? '', release)),
  };
}

function sideOf(stack: string, word: string, release: string): StackSide {
  return {
    release,
    cell: 'us-1',
    environment: 'aws://111122223333/us-east-1',
    rendered: {
      displayName: stack,
      stackName: cloudFormationName(stack),
      template: `{"word":"${word}"}`,
      digest: word,
      resourceCount: 1,
      assets: 'assets',
      archives: [],
      artifacts: 'artifacts',
      manifestVersion: '1',
    },
  };
}

class FakeEngine {
  readonly asked: string[] = [];
  silent = 0;
  private readonly words: Readonly<Record<string, string>>;

  constructor(words: Readonly<Record<string, string>>) {
    this.words = words;
  }

  describe({ stack, account, region, stackName }: StackTarget): Promise<StackDescription> {
    this.asked.push(`${stack} ${stackName} ${account} ${region}`);
    if (this.silent > 0) {
      this.silent -= 1;
      return Promise.reject(new EngineUnavailable('Rate exceeded', true));
    }
    const digest = this.words[stack];
    return Promise.resolve(
      digest === undefined
        ? { kind: 'absent' }
        : {
            kind: 'present',
            status: 'UPDATE_COMPLETE',
            digest,
            template: () => Promise.resolve(`{"word":"${digest}"}`),
          },
    );
  }
}

function deployed(
  engine: FakeEngine,
  states: readonly StateStacks[],
  isAskedAbout?: (stack: string) => boolean,
): Promise<DeployedStacks> {
  return deployedStacks({
    engine,
    clock: new VirtualClock(),
    states,
    releaseOf: (stack) => (stack === SOUTH ? '2026.11.0' : undefined),
    ...(isAskedAbout === undefined ? {} : { isAskedAbout }),
  });
}

describe('the stacks as they are deployed', () => {
  test('a stack that the working tree gives is known in full, and asked about where it stands', async () => {
    const engine = new FakeEngine({ [NORTH]: 'new' });
    const { stacks, foreign } = await deployed(engine, [
      stateOf({ [NORTH]: 'new' }),
      stateOf({ [NORTH]: 'old' }),
    ]);
    expect(foreign).toEqual([]);
    expect(await stacks.render(NORTH)).toEqual(sideOf(NORTH, 'new', '2026.11.1'));
    expect(engine.asked).toEqual([`${NORTH} tenant--rally-north 111122223333 us-east-1`]);
  });

  test('one that the base gives is known as the base has it', async () => {
    const { stacks, foreign } = await deployed(new FakeEngine({ [NORTH]: 'old' }), [
      stateOf({ [NORTH]: 'new' }),
      stateOf({ [NORTH]: 'old' }, '2026.11.0'),
    ]);
    expect(foreign).toEqual([]);
    expect(await stacks.render(NORTH)).toMatchObject({ release: '2026.11.0', rendered: { digest: 'old' } });
  });

  test('of one that neither gives only the template is known, and the release that somebody recorded', async () => {
    const { stacks, foreign } = await deployed(new FakeEngine({ [NORTH]: 'odd', [SOUTH]: 'odder' }), [
      stateOf({ [NORTH]: 'new', [SOUTH]: 'new' }),
    ]);
    expect(foreign).toEqual([NORTH, SOUTH]);
    expect(await stacks.render(NORTH)).toMatchObject({
      release: 'unknown',
      cell: 'us-1',
      onlyTemplate: true,
      rendered: { digest: 'odd', template: '{"word":"odd"}', archives: [] },
    });
    expect((await stacks.render(SOUTH)).release).toBe('2026.11.0');
  });

  test('one that is not deployed is not among them', async () => {
    const { stacks } = await deployed(new FakeEngine({ [SOUTH]: 'new' }), [
      stateOf({ [NORTH]: 'new', [SOUTH]: 'new' }),
    ]);
    expect(stacks.names).toEqual([SOUTH]);
  });

  test('asks about nothing else than it was asked for', async () => {
    const engine = new FakeEngine({ [NORTH]: 'new', [SOUTH]: 'new' });
    const { stacks } = await deployed(
      engine,
      [stateOf({ [NORTH]: 'new', [SOUTH]: 'new' })],
      (stack) => stack === SOUTH,
    );
    expect(stacks.names).toEqual([SOUTH]);
    expect(engine.asked).toHaveLength(1);
  });

  test('asks an engine again that does not answer, and gives up after some time', async () => {
    const patient = new FakeEngine({ [NORTH]: 'new' });
    patient.silent = 5;
    expect((await deployed(patient, [stateOf({ [NORTH]: 'new' })])).stacks.names).toEqual([NORTH]);
    const mute = new FakeEngine({ [NORTH]: 'new' });
    mute.silent = 1_000;
    await expect(deployed(mute, [stateOf({ [NORTH]: 'new' })])).rejects.toThrow(EngineUnavailable);
  });
});
