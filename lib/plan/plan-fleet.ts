import { subjectName } from '../isolation/subject';
import type { Subject } from '../isolation/subject';
import { changedStack } from './changed-stack';
import type { StackCauses } from './causes/stack-causes';
import { isRefused, overridden } from './overrides';
import { sealedPlan, sha256 } from './plan-digest';
import type { Override, Plan, Refusal, StackChange } from './plan-document';
import { alteredContract, cellReach, tenantReach } from './reach';
import type { AlteredContract } from './reach';
import type { ComparedStack, Template } from './refusals/compared-stack';
import { contractNamesIn } from './refusals/contract';
import { hostsOf } from './refusals/hosts';
import { isolationRefusals } from './refusals/isolation';
import { refuse } from './refusals/refusal-catalogue';
import { changeRefusals, removalRefusals } from './refusals/stack-refusals';
import { resourceChanges } from './resource-changes';
import { isInScope } from './scope';
import type { DeclaredScope } from './scope';
import type { ComparedStates, StackPair, UnchangedStack } from './stack-pair';

/** Most stacks that a refused scope names; the plan holds all of them. */
const STACKS_NAMED_MAX = 12;

export interface PlanRequest {
  readonly base: Plan['base'];
  readonly compared: ComparedStates;
  readonly causes: StackCauses;
  readonly scope: DeclaredScope;
  readonly overrides: readonly Override[];
  /** Every cell and tenant that there is afterwards. */
  readonly everyone: readonly Subject[];
  readonly notes: readonly string[];
}

/** What a change does, to whom, and what speaks against it. */
export async function planFleet(request: PlanRequest): Promise<Plan> {
  const { base, compared, causes, scope, overrides, everyone, notes } = request;
  const stacks = compared.changed.map(comparedStack);
  const altered = alteredByCell(stacks);
  const readers = readersOf(compared, everyone);
  const changed: StackChange[] = [];
  for (const stack of stacks) {
    const { pair } = stack;
    const whole = pair.before === undefined || pair.after === undefined;
    const attribution = whole
      ? { causes: causes.ofWhole(pair), causesOf: () => [] }
      : await causes.ofChanged(pair, stack.changes);
    changed.push({ ...changedStack(stack, attribution), reach: reachOf(stack, altered, readers) });
  }
  const exceeded = compared.changed
    .filter((pair) => !isInScope(scope, pair))
    .map(({ stack }) => ({
      stack,
      causes: effectiveCauses(changed.find((change) => change.stack === stack)),
    }));
  const refusals = overridden(
    [
      ...scopeRefusals(scope, exceeded),
      ...refusalsOf(stacks),
      ...isolationRefusals(compared.changed, everyone),
    ],
    overrides,
  );
  return sealedPlan({
    version: 1,
    verdict: isRefused(refusals) ? 'refused' : 'clear',
    base,
    scope: { declared: [...scope.declared], by: scope.by, exceeded },
    changed,
    unchanged: unchangedSummary(compared.unchanged),
    moves: movesOf(compared.changed),
    refusals: [...refusals],
    overrides: [...overrides],
    notes: [...notes],
  });
}

const NOTHING: Template = {};

function comparedStack(pair: StackPair): ComparedStack {
  const [before, after] = [pair.before, pair.after].map((side) =>
    side === undefined ? NOTHING : (JSON.parse(side.rendered.template) as Template),
  ) as [Template, Template];
  return { pair, stack: pair.stack, before, after, changes: resourceChanges(before, after) };
}

function alteredByCell(stacks: readonly ComparedStack[]): ReadonlyMap<string, AlteredContract> {
  const cells = stacks.filter(({ stack, pair }) => stack.startsWith('cells/') && pair.before !== undefined);
  return new Map(
    cells.map(({ stack, before, after, changes }) => [stack, alteredContract(before, after, changes)]),
  );
}

function reachOf(
  { stack, pair }: ComparedStack,
  altered: ReadonlyMap<string, AlteredContract>,
  readers: readonly Reader[],
): StackChange['reach'] {
  const side = pair.after ?? pair.before;
  const cell = `cells/${side?.cell ?? ''}`;
  return stack === cell
    ? cellReach(
        cell,
        readers.filter((reader) => reader.cell === cell),
        altered.get(cell) ?? new Map(),
      )
    : tenantReach(cell, side?.rendered.template ?? '', altered);
}

/** A tenant that there is afterwards. */
interface Reader {
  readonly stack: string;
  readonly cell: string;
  /** Names of the contract of its cell. */
  readonly reads: readonly string[];
}

function readersOf({ changed, unchanged }: ComparedStates, everyone: readonly Subject[]): readonly Reader[] {
  const reads = new Map<string, readonly string[]>();
  unchanged.forEach((stack) => reads.set(stack.stack, stack.reads));
  changed.forEach(({ stack, after }) => reads.set(stack, contractNamesIn(after?.rendered.template ?? '')));
  return everyone.flatMap((subject) => {
    const stack = subjectName(subject);
    return subject.kind === 'cell'
      ? []
      : { stack, cell: `cells/${subject.cell.id}`, reads: reads.get(stack) ?? [] };
  });
}

function refusalsOf(stacks: readonly ComparedStack[]): readonly Refusal[] {
  const newOwners = new Map(
    stacks.flatMap(({ stack, before, after }) => {
      const had = hostsOf(before);
      return [...hostsOf(after).keys()]
        .filter((host) => !had.has(host))
        .map((host) => [host, stack] as const);
    }),
  );
  const added = stacks.filter(({ pair }) => pair.before === undefined);
  return stacks.flatMap((compared) => {
    const { pair, before } = compared;
    if (pair.before === undefined) {
      return [];
    }
    return pair.after === undefined
      ? removalRefusals(pair, before, added.find((heir) => isAlike(before, heir.after))?.stack)
      : changeRefusals(compared, newOwners);
  });
}

/** Whether two tenants show viewers the same brand. */
function isAlike(before: Template, after: Template): boolean {
  const [was, is] = [before, after].map(brandOf);
  return was !== undefined && was === is;
}

function brandOf(template: Template): string | undefined {
  const [name] = /"Configuration":\{"name":"(?:[^"\\]|\\.)*"/.exec(JSON.stringify(template)) ?? [];
  return name;
}

function scopeRefusals(scope: DeclaredScope, exceeded: Plan['scope']['exceeded']): readonly Refusal[] {
  if (exceeded.length === 0) {
    return [];
  }
  const named = exceeded.slice(0, STACKS_NAMED_MAX).map(({ stack, causes }) => {
    const [first] = causes;
    return first === undefined ? stack : `${stack} (by ${first})`;
  });
  const more = exceeded.length - named.length;
  const who = `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const meant =
    scope.declared.length === 0 ? 'nothing' : scope.declared.slice(0, STACKS_NAMED_MAX).join(', ');
  const by = scope.by === 'option' ? '--scope declares' : 'the changed files are about';
  const verb = exceeded.length === 1 ? 'changes' : 'change';
  return [refuse('scope-exceeded', 'fleet', 'fleet', `${by} ${meant}, and ${who} ${verb} as well.`)];
}

function effectiveCauses(change: StackChange | undefined): string[] {
  return (change?.causes ?? []).filter(({ effect }) => effect !== 'none').map(({ id }) => id);
}

function unchangedSummary(unchanged: readonly UnchangedStack[]): Plan['unchanged'] {
  const lines = unchanged.map(({ stack, template, manifest }) => `${stack} ${template} ${manifest}\n`);
  const tenants = unchanged.filter(({ stack }) => stack.startsWith('tenants/')).length;
  return {
    count: unchanged.length,
    tenants,
    cells: unchanged.length - tenants,
    digest: sha256(lines.sort().join('')),
  };
}

function movesOf(changed: readonly StackPair[]): Plan['moves'] {
  const moves = new Map<string, Plan['moves'][number]>();
  for (const { stack, before, after } of changed) {
    if (before !== undefined && after !== undefined && before.release !== after.release) {
      const key = `${before.release} ${after.release}`;
      const move = moves.get(key) ?? { before: before.release, after: after.release, stacks: [] };
      moves.set(key, { ...move, stacks: [...move.stacks, stack] });
    }
  }
  return [...moves.values()];
}
