import type { Diagnostic } from '../diagnostics/diagnostic';
import { canonicalJson, sha256 } from '../plan/plan-digest';
import { candidatesOf } from './plan-candidates';
import { nobodyMoves, overrideProblems, unknownVersions } from './plan-refusals';
import { planRings } from './plan-rings';
import type { RolloutPlan } from './rollout-plan';
import type { RolloutRequest } from './rollout-request';

export type PlannedRollout =
  | { readonly kind: 'planned'; readonly plan: RolloutPlan }
  /** `left` says of each tenant why it would stay, as far as that is known. */
  | {
      readonly kind: 'refused';
      readonly problems: readonly Diagnostic[];
      readonly left: RolloutPlan['left'];
    };

/**
 * Who moves to a release, in which order and under which rules: the rings of the fleet, each with its cells that are
 * behind, then its tenants in waves of those that open about the same time.
 */
export function planRollout(request: RolloutRequest): PlannedRollout {
  const { fleet, to, lane, overrides, now } = request;
  const { tenants, cells, left } = candidatesOf(request);
  const problems = [
    ...overrideProblems(request),
    ...unknownVersions(request, cells),
    ...(tenants.length === 0 ? [nobodyMoves(request, left)] : []),
  ];
  if (problems.length > 0) {
    return { kind: 'refused', problems, left };
  }
  const content = {
    fleet: fleet.name,
    to,
    lane,
    plannedAt: now,
    policy: fleet.rollout,
    ...planRings(request, tenants, cells),
    overrides,
    left,
  };
  return { kind: 'planned', plan: { id: sha256(canonicalJson(content)).slice(0, 12), ...content } };
}
