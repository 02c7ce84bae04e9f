import { invariant } from '../diagnostics/invariant';
import type { Clock, Engine, StackDescription, StackTarget } from '../rollout/ports';
import { patientLook } from '../rollout/runner/patient-look';
import { targetIn } from '../rollout/stack-target';
import type { StackSide } from '../plan/stack-pair';
import type { StateStacks } from './fleet-stacks';

/** Stacks that are asked about at the same time: CloudFormation answers about five such questions a second. */
const QUESTIONS_MAX = 4;

const UNKNOWN_RELEASE = 'unknown';

export interface DeployedStacksRequest {
  readonly engine: Pick<Engine, 'describe'>;
  readonly clock: Clock;
  /** Whether to ask about a stack. @default every stack of the states */
  readonly isAskedAbout?: (stack: string) => boolean;
  /** The states that are known: what the working tree gives, and what a commit gives. */
  readonly states: readonly StateStacks[];
  /** The release that a stack was brought to, as far as anybody recorded it. */
  readonly releaseOf: (stack: string) => string | undefined;
}

/** What an engine has. */
export interface DeployedStacks {
  readonly stacks: StateStacks;
  /** Stacks that none of the known states gives: who brought them there used other files. */
  readonly foreign: readonly string[];
}

/**
 * The stacks as they are deployed. Of a template that one of the known states gives as well, everything is known; of any
 * other only the template is.
 *
 * @throws EngineUnavailable when the engine does not answer.
 */
export async function deployedStacks(request: DeployedStacksRequest): Promise<DeployedStacks> {
  const { isAskedAbout = () => true } = request;
  const states = request.states.map((state) => ({ state, has: new Set(state.names) }));
  const names = [...new Set(states.flatMap(({ has }) => [...has]))].filter(isAskedAbout).sort();
  const waiting = names.values();
  const present = new Map<string, Present>();
  const ask = async (): Promise<void> => {
    for (const name of waiting) {
      const found = await lookAt(request, states, name);
      if (found !== undefined) {
        present.set(name, found);
      }
    }
  };
  await Promise.all(Array.from({ length: QUESTIONS_MAX }, ask));
  return {
    foreign: names.filter((name) => present.get(name)?.state === undefined && present.has(name)),
    stacks: {
      names: names.filter((name) => present.has(name)),
      inputOf: () => undefined,
      render: (name) => sideOf(present.get(name), request),
    },
  };
}

interface NamedState {
  readonly state: StateStacks;
  readonly has: ReadonlySet<string>;
}

type Found = Extract<StackDescription, { kind: 'present' }>;

interface Present {
  readonly found: Found;
  /** The state that gives the same template; undefined where none does. */
  readonly state: StateStacks | undefined;
  /** The stack as one of the states has it. */
  readonly like: Pick<StackSide, 'cell' | 'environment'>;
  readonly target: StackTarget;
}

async function lookAt(
  request: DeployedStacksRequest,
  states: readonly NamedState[],
  name: string,
): Promise<Present | undefined> {
  const looked = new Map<string, StackDescription>();
  let other: Present | undefined;
  for (const { state } of states.filter(({ has }) => has.has(name))) {
    const side = await state.render(name);
    const { cell, environment } = side;
    const target = targetIn(environment, name);
    // States may have it in different places.
    const found = looked.get(environment) ?? (await patientLook(request, target));
    looked.set(environment, found);
    if (found.kind === 'absent') {
      continue;
    }
    if (found.digest === side.rendered.digest) {
      return { found, state, like: { cell, environment }, target };
    }
    other ??= { found, state: undefined, like: { cell, environment }, target };
  }
  return other;
}

async function sideOf(
  present: Present | undefined,
  { releaseOf }: DeployedStacksRequest,
): Promise<StackSide> {
  invariant(present !== undefined, 'only what is deployed is asked for');
  const { found, state, like, target } = present;
  if (state !== undefined) {
    return state.render(target.stack);
  }
  return {
    release: releaseOf(target.stack) ?? UNKNOWN_RELEASE,
    cell: like.cell,
    environment: like.environment,
    rendered: {
      displayName: target.stack,
      stackName: target.stackName,
      template: await found.template(),
      digest: found.digest,
      resourceCount: 0,
      assets: '',
      archives: [],
      artifacts: '',
      manifestVersion: '',
    },
    onlyTemplate: true,
  };
}
