import { join } from 'node:path';

import { isError } from '../../diagnostics/diagnostic';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { invariant } from '../../diagnostics/invariant';
import type { Fleet } from '../../fleet/fleet';
import { findBaseCommit } from '../../history/base-commit';
import { movedStates } from '../../history/moved-states';
import type { FleetStates } from '../../history/fleet-states';
import type { Plan } from '../../plan/plan-document';
import { accessDisplayName } from '../../render/rendered-stack';
import { stackKind, stackNamed } from '../../render/stack-name';
import { alteredAccess } from '../../rollout/plan-refusals';
import { planRollout } from '../../rollout/plan-rollout';
import type { PlannedRollout } from '../../rollout/plan-rollout';
import type { Instant, MovePlan, RolloutOverride, RolloutPlan } from '../../rollout/rollout-plan';
import type { StackStep } from '../../rollout/rollout-request';
import type { NoticeFacts } from '../../rollout/rollout-state';
import { targetIn } from '../../rollout/stack-target';
import type { LoadedFleet } from '../load-fleet';
import type { NeededAccess } from '../missing-access';
import { planStates } from '../plan-request';
import type { ParsedOptions } from '../plan-request';

/** What can be made again, below the folder of the fleet. */
const CACHE_FOLDER = '.multiplex';

export interface MoveRequest {
  readonly loaded: LoadedFleet & { readonly fleet: Fleet };
  readonly to: string;
  /** Tenants that may move, by id. @default all */
  readonly only?: ReadonlySet<string>;
  readonly lane: RolloutPlan['lane'];
  /** Of rules of the calendar. */
  readonly overrides: readonly RolloutOverride[];
  /** Of refusals of the plan. */
  readonly refusals: Extract<ParsedOptions, { kind: 'options' }>;
  readonly notices: Readonly<Record<string, NoticeFacts>>;
  readonly now: Instant;
}

export type PlannedMove =
  | {
      readonly kind: 'planned';
      readonly rollout: RolloutPlan;
      /** What the move changes in templates, and what speaks against it. */
      readonly plan: Plan;
      /** The roles that tenants who move are deployed with. */
      readonly access: readonly NeededAccess[];
    }
  | {
      readonly kind: 'refused';
      readonly diagnostics: readonly Diagnostic[];
      readonly left: RolloutPlan['left'];
    };

/**
 * Plans the move of tenants to a release, and of the cells that are behind it: who goes when, and what it changes.
 *
 * @throws ProblemError when a release must not be rendered with.
 */
export async function planMove(request: MoveRequest): Promise<PlannedMove> {
  const { loaded, to } = request;
  const { rootFolder, catalogues, fleet } = loaded;
  const { Workshop } = await import('../../render/render-fleet');
  const maker = new Workshop(join(rootFolder, CACHE_FOLDER));
  // Who moves does not depend on templates; what the templates are depends on who moves.
  const outline = planned(request, outlineVersions(fleet, to));
  if (outline.kind === 'refused') {
    return { kind: 'refused', diagnostics: outline.problems, left: outline.left };
  }
  const stacks = outline.plan.rings.flatMap(({ waves }) => waves.flatMap(({ moves }) => moves));
  const moved = movedStates({ ...loaded, maker }, new Map(stacks.map(({ stack }) => [stack, to])));
  if (moved.kind === 'unsound') {
    return { kind: 'refused', diagnostics: moved.diagnostics.filter(isError), left: [] };
  }
  const rollout = planned(request, await renderedVersions(moved.states, stacks, outlineVersions(fleet, to)));
  invariant(rollout.kind === 'planned', 'templates do not decide who moves');
  const commit = findBaseCommit(rootFolder, 'HEAD');
  const states = { ...moved, rootFolder, catalogues, commit, maker };
  const change = await planStates(states, { ...request.refusals, scope: ['fleet'] });
  invariant(change.kind === 'plan', 'the whole fleet is a scope');
  const altered = alteredAccess(change.plan, to);
  return altered.length > 0
    ? { kind: 'refused', diagnostics: altered, left: [] }
    : {
        kind: 'planned',
        rollout: rollout.plan,
        plan: change.plan,
        access: await neededAccess(moved.states, stacks, loaded, to),
      };
}

/** Of tenants who move to a release that lets them be deployed with roles of their own, where they have some. */
async function neededAccess(
  { after }: FleetStates,
  moves: readonly MovePlan[],
  { catalogues }: LoadedFleet,
  to: string,
): Promise<readonly NeededAccess[]> {
  if (catalogues.get(to)?.contract.tenantRoles !== true) {
    return [];
  }
  const names = new Set(after.names);
  const access = moves
    .filter(({ stack }) => stackKind(stack) === 'tenant')
    .map(({ stack }) => accessDisplayName(stackNamed(stack).id))
    .filter((stack) => names.has(stack));
  const needed: NeededAccess[] = [];
  for (const stack of access) {
    const { environment, rendered } = await after.render(stack);
    needed.push({ target: targetIn(environment, stack), digest: rendered.digest });
  }
  return needed;
}

function planned(request: MoveRequest, versions: ReadonlyMap<string, StackStep>): PlannedRollout {
  const { loaded, to, only, lane, overrides, notices, now } = request;
  return planRollout({ fleet: chosen(loaded.fleet, only), to, versions, lane, overrides, notices, now });
}

/** Releases without templates, by what the files pin. */
export function outlineVersions(fleet: Fleet, to: string): ReadonlyMap<string, StackStep> {
  const step = (release: string): StackStep => ({
    from: { release, digest: '' },
    to: { release: to, digest: '' },
  });
  return new Map([
    ...fleet.cells.map(({ id, release }) => [`cells/${id}`, step(release)] as const),
    ...fleet.tenants.map(({ id, release }) => [`tenants/${id}`, step(release)] as const),
  ]);
}

/** What each stack is and would be, by the files: whether it is deployed like that is looked at before it moves. */
async function renderedVersions(
  { base, after }: FleetStates,
  moves: readonly MovePlan[],
  outline: ReadonlyMap<string, StackStep>,
): Promise<ReadonlyMap<string, StackStep>> {
  const versions = new Map(outline);
  for (const { stack, from, to } of moves) {
    const [before, next] = [await base.stacks.render(stack), await after.render(stack)];
    versions.set(stack, {
      from: { ...from, digest: before.rendered.digest },
      to: { ...to, digest: next.rendered.digest },
    });
  }
  return versions;
}

function chosen(fleet: Fleet, only: ReadonlySet<string> | undefined): Fleet {
  return only === undefined ? fleet : { ...fleet, tenants: fleet.tenants.filter(({ id }) => only.has(id)) };
}
