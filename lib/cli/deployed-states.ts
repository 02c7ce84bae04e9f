import { deployedStacks } from '../history/deployed-stacks';
import { recordedVersions } from '../ledger/stack-versions';
import type { Operations } from './operations';
import type { StatesToCompare } from './plan-states';

/** Stacks that a note names; the plan holds all of them. */
const STACKS_NAMED_MAX = 12;

/**
 * The same states with what is deployed in place of the base. The commit still tells which files made it, where it gives
 * the same bytes.
 *
 * @param isAskedAbout Whether to compare a stack. @default all are
 * @throws EngineUnavailable when the engine does not answer.
 */
export async function withDeployed(
  compared: StatesToCompare,
  { engine, ledger, clock }: Pick<Operations, 'engine' | 'ledger' | 'clock'>,
  isAskedAbout: (stack: string) => boolean = () => true,
): Promise<StatesToCompare> {
  const { states, fleet } = compared;
  const recorded = await recordedVersions(ledger.read());
  const { stacks, foreign } = await deployedStacks({
    engine,
    clock,
    isAskedAbout,
    states: [states.after, states.base.stacks],
    releaseOf: (stack) => recorded.get(stack)?.version.release,
  });
  const known = new Set([...states.after.names, ...states.base.stacks.names]);
  const orphans = [...recorded.keys()].filter((stack) => !known.has(stack) && isAskedAbout(stack));
  return {
    ...compared,
    states: {
      ...states,
      base: { ...states.base, stacks },
      after: { ...states.after, names: states.after.names.filter(isAskedAbout) },
      known: new Map(),
      keep: () => {},
    },
    notes: [
      `Compared with what the engine "${engine.name}" has of ${fleet.name}.`,
      ...noteOn(
        foreign,
        'deployed from other files than these and those of the base, so that causes cannot be named',
      ),
      ...noteOn(orphans, 'recorded as deployed, and neither in the working tree nor in the base'),
    ],
  };
}

function noteOn(stacks: readonly string[], what: string): readonly string[] {
  const more = stacks.length > STACKS_NAMED_MAX ? ` and ${stacks.length - STACKS_NAMED_MAX} more` : '';
  const verb = stacks.length === 1 ? 'is' : 'are';
  return stacks.length === 0
    ? []
    : [`${stacks.slice(0, STACKS_NAMED_MAX).join(', ')}${more} ${verb} ${what}.`];
}
