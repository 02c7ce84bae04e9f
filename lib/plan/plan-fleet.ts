import type { Subject } from '../isolation/subject';
import { stackKind } from '../render/stack-name';
import type { StackKind } from '../render/stack-name';
import type { StackCauses } from './causes/stack-causes';
import { isRefused, overridden } from './overrides';
import { sealedPlan, sha256 } from './plan-digest';
import type { Override, Plan, Refusal } from './plan-document';
import { Planning } from './planning';
import type { StackProver } from './refusals/isolation';
import { refuse } from './refusals/refusal-catalogue';
import type { DeclaredScope } from './scope';
import type { ComparedPair, UnchangedStack } from './stack-pair';

/** Most stacks that a refused scope names; the plan holds all of them. */
const STACKS_NAMED_MAX = 12;

export interface PlanRequest {
  readonly base: Plan['base'];
  /** One after the other, cells before tenants. */
  readonly compared: AsyncIterable<ComparedPair>;
  readonly causes: Pick<StackCauses, 'ofChanged' | 'ofWhole'>;
  readonly scope: DeclaredScope;
  readonly overrides: readonly Override[];
  /** Overrides that stand written elsewhere, and need not name anything. @default none */
  readonly settled?: readonly Override[];
  /** Every stack that there is afterwards. */
  readonly everyone: readonly Subject[];
  readonly notes: readonly string[];
  /** Proves what changes against everyone. @default each stack as it is taken */
  readonly proverOf?: (everyone: readonly Subject[]) => StackProver;
}

/** What a change does, to whom, and what speaks against it. */
export async function planFleet(request: PlanRequest): Promise<Plan> {
  const { base, compared, scope, overrides, settled, notes } = request;
  const planning = new Planning(request);
  for await (const one of compared) {
    await planning.take(one);
  }
  const { changed, exceeded, moves, refusals, unchanged } = await planning.outcome();
  const all = overridden([...scopeRefusals(scope, exceeded), ...refusals], overrides, settled);
  return sealedPlan({
    version: 1,
    verdict: isRefused(all) ? 'refused' : 'clear',
    base,
    scope: { declared: [...scope.declared], by: scope.by, exceeded },
    changed,
    unchanged: unchangedSummary(unchanged),
    moves,
    refusals: [...all],
    overrides: [...overrides],
    notes: [...notes],
  });
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

function unchangedSummary(unchanged: readonly UnchangedStack[]): Plan['unchanged'] {
  const lines = unchanged.map(({ stack, template, manifest }) => `${stack} ${template} ${manifest}\n`);
  const countOf = (kind: StackKind): number =>
    unchanged.filter(({ stack }) => stackKind(stack) === kind).length;
  const access = countOf('access');
  return {
    count: unchanged.length,
    tenants: countOf('tenant'),
    cells: countOf('cell'),
    ...(access === 0 ? {} : { access }),
    digest: sha256(lines.sort().join('')),
  };
}
