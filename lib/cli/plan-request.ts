import { nextStepFor } from '../diagnostics/suggest';
import { FLEET_FILE_PATH } from '../fleet/fleet-files';
import { changedPaths, stacksOfNext } from '../history/fleet-states';
import type { BaseState, FleetStates } from '../history/fleet-states';
import { compareStates, unchangedStack } from '../history/fleet-stacks';
import { threadedProver } from '../history/threaded-prover';
import type { Fleet } from '../fleet/fleet';
import { differing } from '../plan/causes/configuration-key';
import { FleetSource } from '../plan/causes/fleet-source';
import { StackCauses } from '../plan/causes/stack-causes';
import type { Override, Plan } from '../plan/plan-document';
import { planFleet } from '../plan/plan-fleet';
import { OVERRIDABLE } from '../plan/refusals/refusal-catalogue';
import { scopeOfFiles, WHOLE_FLEET } from '../plan/scope';
import type { DeclaredScope } from '../plan/scope';
import type { ComparedPair, UnchangedStack } from '../plan/stack-pair';
import { accessDisplayName } from '../render/rendered-stack';
import type { RenderedStack } from '../render/rendered-stack';
import { invariant } from '../diagnostics/invariant';
import type { FleetFiles } from '../fleet/fleet-files';
import type { Variant } from '../plan/causes/variant';
import type { Workshop } from '../render/render-fleet';
import { tenantInputs } from '../render/stack-input';
import { stackKind } from '../render/stack-name';
import { fleetSubjects } from './fleet-subjects';
import type { StatesToCompare } from './plan-states';

/** What `plan` and `affected` compare, and what may change. */
export interface ComparisonOptions {
  readonly fleet: string;
  readonly base?: string;
  readonly scope?: readonly string[];
  readonly override?: readonly string[];
  readonly reason?: readonly string[];
}

/** The options of a plan, or what is wrong with them. */
export type ParsedOptions =
  | { readonly kind: 'options'; readonly scope: readonly string[]; readonly overrides: readonly Override[] }
  | { readonly kind: 'wrong'; readonly message: string };

/** Reads `--scope`, `--override` and `--reason`. One reason is for all overrides, or there is one for each. */
export function parseComparisonOptions(options: ComparisonOptions): ParsedOptions {
  const overrides = options.override ?? [];
  const reasons = (options.reason ?? []).map((reason) => reason.trim()).filter((reason) => reason !== '');
  if (overrides.length > 0 && reasons.length !== 1 && reasons.length !== overrides.length) {
    return { kind: 'wrong', message: 'An override needs a reason: --override <refusal> --reason "…"' };
  }
  for (const override of overrides) {
    const name = override.split('=')[0] ?? '';
    if (!OVERRIDABLE.includes(name)) {
      return {
        kind: 'wrong',
        message: `"${name}" is no refusal that can be overridden. ${nextStepFor(name, OVERRIDABLE)}`,
      };
    }
  }
  return {
    kind: 'options',
    scope: options.scope ?? [],
    overrides: overrides.map((override, index) => {
      const [refusal = '', stack] = override.split('=');
      const reason = reasons[reasons.length === 1 ? 0 : index] ?? '';
      return { refusal, ...(stack === undefined ? {} : { stack }), reason };
    }),
  };
}

/** The first of these that is neither the fleet nor a stack of either state, with what there is. */
function unknownScope(scope: readonly string[], names: readonly string[]): string | undefined {
  const known = [WHOLE_FLEET, ...names];
  const unknown = scope.find((name) => !known.includes(name));
  return unknown === undefined
    ? undefined
    : `"${unknown}" is neither "fleet" nor a stack of it. ${nextStepFor(unknown, known)}`;
}

export type Planned =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'wrong'; readonly message: string };

/**
 * Compares the working tree with its base.
 *
 * @param settled Overrides that stand written elsewhere, and need not name anything.
 * @throws ProblemError when a release must not be rendered with.
 */
export async function planStates(
  { rootFolder, fleet, catalogues, commit, maker, states, notes = [] }: StatesToCompare,
  options: Extract<ParsedOptions, { kind: 'options' }>,
  settled: readonly Override[] = [],
): Promise<Planned> {
  const { base, after, files, known } = states;
  const wrong = unknownScope(options.scope, [...new Set([...base.stacks.names, ...after.names])]);
  if (wrong !== undefined) {
    return { kind: 'wrong', message: wrong };
  }
  const found: UnchangedStack[] = [];
  const causes = new StackCauses({
    before: base.files,
    after: files,
    catalogues,
    program: base.program,
    render: (variant) => rendered(variant, maker, rootFolder),
  });
  const plan = await planFleet({
    base: { commit: commit.commit, why: commit.why, hasFleet: base.files !== undefined },
    compared: noted(compareStates(base.stacks, after, known), found),
    causes,
    scope: scopeOf(options.scope, states, fleet, settled),
    overrides: options.overrides,
    settled,
    everyone: fleetSubjects(fleet, 'concrete', rootFolder),
    proverOf: threadedProver,
    notes: [...notesOf(base), ...notes],
  });
  states.keep(found);
  return { kind: 'plan', plan };
}

/** The same, with every stack that there is afterwards written down. */
async function* noted(
  compared: AsyncIterable<ComparedPair>,
  found: UnchangedStack[],
): AsyncGenerator<ComparedPair, void, void> {
  for await (const one of compared) {
    if (one.kind === 'unchanged') {
      found.push(one.stack);
    } else if (one.pair.after !== undefined) {
      found.push(unchangedStack(one.pair.stack, one.pair.after));
    }
    yield one;
  }
}

function scopeOf(
  scope: readonly string[],
  { base, after, files }: FleetStates,
  fleet: Fleet,
  settled: readonly Override[],
): DeclaredScope {
  if (scope.length > 0) {
    return { declared: [...new Set(scope)].sort(), by: 'option' };
  }
  if (base.files === undefined) {
    return { declared: [WHOLE_FLEET], by: 'files' };
  }
  const paths = changedPaths(base.files, files);
  const fleetKeys = paths.includes(FLEET_FILE_PATH)
    ? differing(new FleetSource(base.files).fleet, new FleetSource(files).fleet).map(({ path }) => path)
    : [];
  const stacks = new Set([...base.stacks.names, ...after.names]);
  return scopeOfFiles({
    paths,
    fleetKeys,
    // Who moves to another cell takes roles there, as who comes does.
    access: [
      ...comeOrGone(base.files, files).map(accessDisplayName),
      ...settled.flatMap(({ stack }) => (stack === undefined ? [] : [stack])),
    ].filter((stack) => stackKind(stack) === 'access' && stacks.has(stack)),
    next: base.program.length === 0 ? [] : stacksOfNext(fleet),
  });
}

/** Ids of the tenants whose folders only one of the two states has. */
function comeOrGone(before: FleetFiles, after: FleetFiles): readonly string[] {
  const [had, has] = [before, after].map(({ tenants }) => new Set(tenants.map(({ id }) => id)));
  return [...(had ?? []), ...(has ?? [])].filter((id) => had?.has(id) !== has?.has(id));
}

function notesOf(base: BaseState): readonly string[] {
  return [
    ...(base.files === undefined ? ['The base has no fleet: everything is added.'] : []),
    ...(base.program.length === 0
      ? []
      : [
          `The code that renders has changed since the base (${base.program.length} files), so the base is rendered by its own.`,
        ]),
  ];
}

/** What a variant stands for, at the release that it pins; roles of a tenant at that of its cell. */
async function rendered(
  { kind, fleet, cell, tenant }: Variant,
  maker: Workshop,
  rootFolder: string,
): Promise<RenderedStack> {
  if (tenant === undefined) {
    return maker.renderCell(fleet, cell);
  }
  if (kind === 'tenant') {
    return maker.renderTenant(tenant.release, tenantInputs(fleet, rootFolder)(tenant));
  }
  const [roles] = await maker.renderAccess(fleet, [tenant]);
  invariant(roles !== undefined, 'roles are tried where both states have some');
  return roles;
}
