import { ADAPTATIONS } from '../adapt-template';
import { physicalIds } from '../cloud/stacks';
import { SOURCES, tenantOf } from '../fleet/run-fleet';
import { cellStack, tenantStack } from '../lane';
import type { Lane } from '../lane';
import { ACCESS_PROBES } from './access-probes';
import { CUSTOM_RESOURCE_PROBES } from './custom-resource-probes';
import { EDGE_PROBES } from './edge-probes';
import { isRefused } from './probe';
import type { Probe, ProbeContext } from './probe';
import { OPERATION_PROBES } from './operation-probes';
import { PROPERTY_PROBES } from './property-probes';
import { STACK_PROBES } from './stack-probes';
import { TinyStack } from './tiny-stack';

/** What was found out about a resource type that the templates use. */
export interface TypeFinding {
  readonly type: string;
  readonly isKnown: boolean;
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
}

export interface BehaviourFinding {
  readonly behaviour: string;
  readonly holds: boolean;
  readonly remains: string;
}

export interface Findings {
  readonly types: readonly TypeFinding[];
  readonly groups: readonly { readonly title: string; readonly behaviours: readonly BehaviourFinding[] }[];
}

const GROUPS: readonly { readonly title: string; readonly probes: readonly Probe[] }[] = [
  { title: 'Stacks', probes: STACK_PROBES },
  { title: 'Operations', probes: OPERATION_PROBES },
  { title: 'Custom resources and functions', probes: CUSTOM_RESOURCE_PROBES },
  { title: 'Access, and writes on condition', probes: ACCESS_PROBES },
  { title: 'The edge', probes: EDGE_PROBES },
];

/** Tries the emulator, beside the stacks of the lane. Each probe has stacks of its own, so order does not matter. */
export async function probeEmulator(lane: Lane): Promise<Findings> {
  const { cloudFormation } = lane.cloud;
  const tenantId = tenantOf(lane.fleet, SOURCES.enterprise);
  const context: ProbeContext = {
    lane,
    endpoint: lane.target.endpoint ?? '',
    prefix: `probe-${lane.fleet.suffix}`,
    cell: await physicalIds(cloudFormation, cellStack(lane.fleet)),
    tenant: await physicalIds(cloudFormation, tenantStack(tenantId)),
    tenantId,
    otherId: tenantOf(lane.fleet, SOURCES.premium),
  };
  const groups = [];
  for (const { title, probes } of GROUPS) {
    const behaviours: BehaviourFinding[] = [];
    for (const { behaviour, holds, remains } of probes) {
      behaviours.push({ behaviour, remains, holds: await named(behaviour, holds(context)) });
    }
    groups.push({ title, behaviours });
  }
  return { types: await probeTypes(context), groups };
}

/** A probe that cannot tell is a mistake of ours, and says which one it was. */
async function named<T>(what: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`cannot tell: ${what} ${why}`, { cause: error });
  }
}

async function probeTypes(context: ProbeContext): Promise<readonly TypeFinding[]> {
  const { lane } = context;
  const foundational = tenantStack(tenantOf(lane.fleet, SOURCES.foundational));
  const others = await physicalIds(lane.cloud.cloudFormation, foundational);
  const made = new Set([...context.cell.keys(), ...context.tenant.keys(), ...others.keys()]);
  const findings: TypeFinding[] = [];
  for (const type of made) {
    const kept: string[] = [];
    const dropped: string[] = [];
    for (const { property, isKept } of PROPERTY_PROBES.filter((probe) => probe.type === type)) {
      const list = (await named(`${property} of ${type}`, isKept(context))) ? kept : dropped;
      list.push(property);
    }
    findings.push({ type, isKnown: true, kept, dropped });
  }
  for (const { leavesOut: type } of ADAPTATIONS) {
    if (type !== undefined) {
      const stack = new TinyStack(context, 'left-out');
      const isKnown = !(await isRefused(() => stack.create({ Left: { Type: type, Properties: {} } })));
      findings.push({ type, isKnown, kept: [], dropped: [] });
    }
  }
  return findings.sort((left, right) => (left.type < right.type ? -1 : 1));
}
