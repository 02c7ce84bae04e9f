import { canonicalJson, sha256 } from '../../../lib/plan/plan-digest';
import { invariant } from '../../../lib/diagnostics/invariant';
import type { RenderedStack } from '../../../lib/render/rendered-stack';
import { planRollout } from '../../../lib/rollout/plan-rollout';
import type { RolloutPlan } from '../../../lib/rollout/rollout-plan';
import type { RolloutFleet } from './rollout-fleet';

/** A fleet at a release, by stack. */
export interface FleetAt {
  readonly release: string;
  readonly stacks: ReadonlyMap<string, RenderedStack>;
}

/** Everybody moves to a later release. */
export async function forwards(fleet: RolloutFleet, from: FleetAt, to: FleetAt): Promise<RolloutPlan> {
  const version = ({ release, stacks }: FleetAt, stack: string): { release: string; digest: string } => ({
    release,
    digest: stacks.get(stack)?.digest ?? '',
  });
  const names = [...from.stacks.keys()];
  const planned = planRollout({
    fleet: await fleet.load(),
    to: to.release,
    versions: new Map(names.map((name) => [name, { from: version(from, name), to: version(to, name) }])),
    lane: 'normal',
    overrides: [],
    notices: {},
    now: Date.now(),
  });
  invariant(planned.kind === 'planned', `the roll-out can be planned: ${JSON.stringify(planned)}`);
  return planned.plan;
}

/** The same plan the other way round, which nobody would make, but which goes to where it has been before. */
export function backwards(plan: RolloutPlan, release: string): RolloutPlan {
  const content = {
    ...plan,
    id: '',
    to: release,
    rings: plan.rings.map((ring) => ({
      ...ring,
      waves: ring.waves.map((wave) => ({
        ...wave,
        moves: wave.moves.map((move) => ({ ...move, from: move.to, to: move.from })),
      })),
    })),
  };
  return { ...content, id: sha256(canonicalJson(content)).slice(0, 12) };
}
