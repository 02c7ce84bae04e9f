import { diagnosticText } from '../../lib/diagnostics/render';
import type { Fleet, Tenant } from '../../lib/fleet/fleet';
import { parseFleet } from '../../lib/fleet/parse-fleet';
import { planRollout } from '../../lib/rollout/plan-rollout';
import type { RolloutPlan } from '../../lib/rollout/rollout-plan';
import type { RolloutRequest } from '../../lib/rollout/rollout-request';
import { exampleCatalogues, exampleFiles } from '../fixtures/fleet-files';
import { NIGHTS, START } from './plans';

const EXAMPLE = parseFleet(exampleFiles(), exampleCatalogues).fleet;

interface Sketch extends Partial<Omit<Tenant, 'maintenance'>> {
  readonly id: string;
  readonly maintenance?: Partial<Tenant['maintenance']>;
}

/** The example fleet with other tenants, in a canary and a general ring. */
export function fleetOf(tenants: readonly Sketch[], changes: Partial<Fleet> = {}): Fleet {
  const [any] = EXAMPLE?.tenants ?? [];
  if (EXAMPLE === undefined || any === undefined) {
    throw new Error('The example fleet is valid and has tenants.');
  }
  const maintenance = { ...NIGHTS.maintenance };
  return {
    ...EXAMPLE,
    tenants: tenants.map((tenant) => ({
      ...any,
      ring: 'general',
      ...tenant,
      maintenance: { ...maintenance, ...tenant.maintenance },
    })),
    ...changes,
  };
}

/** Everybody, cells too, goes from one release to the next; `releases` says who runs another one. */
export function requestFor(
  fleet: Fleet,
  changes: Partial<RolloutRequest> = {},
  releases: Readonly<Record<string, string | undefined>> = {},
): RolloutRequest {
  const stacks = [
    ...fleet.cells.map(({ id }) => `cells/${id}`),
    ...fleet.tenants.map(({ id }) => `tenants/${id}`),
  ];
  const versions = stacks.flatMap((stack) => {
    const release = stack in releases ? releases[stack] : '2026.10.0';
    const step = {
      from: { release: release ?? '', digest: 'old' },
      to: { release: '2026.11.0', digest: 'new' },
    };
    return release === undefined ? [] : [[stack, step] as const];
  });
  return {
    fleet,
    to: '2026.11.0',
    versions: new Map(versions),
    lane: 'normal',
    overrides: [],
    notices: {},
    now: START,
    ...changes,
  };
}

export function planned(request: RolloutRequest): RolloutPlan {
  const result = planRollout(request);
  if (result.kind === 'refused') {
    throw new Error(result.problems.map((problem) => diagnosticText(problem)).join('\n'));
  }
  return result.plan;
}

export function problems(request: RolloutRequest): readonly string[] {
  const result = planRollout(request);
  return result.kind === 'refused' ? result.problems.map(({ code, message }) => `${code} ${message}`) : [];
}
