import { subjectName } from '../isolation/subject';
import type { Subject } from '../isolation/subject';
import { cellDisplayName, tenantDisplayName } from '../render/rendered-stack';
import { stackNamed } from '../render/stack-name';
import { changedStack } from './changed-stack';
import type { StackCauses } from './causes/stack-causes';
import type { Plan, Refusal, StackChange } from './plan-document';
import { alteredContract, cellReach, tenantReach } from './reach';
import type { AlteredContract } from './reach';
import type { ComparedStack, Template } from './refusals/compared-stack';
import { contractNamesIn } from './refusals/contract';
import { hostsOf } from './refusals/hosts';
import { directProver, provableStack } from './refusals/isolation';
import type { StackProver } from './refusals/isolation';
import { ChangeJudge, removalRefusals } from './refusals/stack-refusals';
import { stacksInScope } from './scope';
import type { DeclaredScope } from './scope';
import { compareTemplates, ShapeChanges } from './shape-changes';
import type { ComparedPair, StackPair, UnchangedStack } from './stack-pair';

interface Request {
  readonly causes: Pick<StackCauses, 'ofChanged' | 'ofWhole'>;
  readonly scope: DeclaredScope;
  /** Every stack that there is afterwards. */
  readonly everyone: readonly Subject[];
  readonly proverOf?: (everyone: readonly Subject[]) => StackProver;
}

type Outcome = Pick<Plan, 'changed' | 'moves'> & {
  readonly exceeded: Plan['scope']['exceeded'];
  readonly refusals: readonly Refusal[];
  readonly unchanged: readonly UnchangedStack[];
};

/** A tenant that there is afterwards. */
interface Reader {
  readonly stack: string;
  readonly cell: string;
  /** Names of the contract of its cell. */
  readonly reads: readonly string[];
}

/** What is refused once it is known which stacks begin to answer to which hosts. */
type Judgement = (newOwners: ReadonlyMap<string, string>) => readonly Refusal[];

/**
 * A plan in the making. Stacks are taken one after the other, and of each no more is kept than what the plan says of it:
 * ten thousand templates are more than a machine should hold.
 */
export class Planning {
  private readonly request: Request;
  private readonly shapes = new ShapeChanges();
  private readonly judging = new ChangeJudge();
  private readonly prover: StackProver;
  private readonly isInScope: (pair: StackPair) => boolean;
  private readonly changed: StackChange[] = [];
  private readonly unchanged: UnchangedStack[] = [];
  private readonly exceeded: Plan['scope']['exceeded'] = [];
  private readonly moves = new Map<string, Plan['moves'][number]>();
  private readonly judgements: Judgement[] = [];
  /** What cells alter of what they promise, by their names. */
  private readonly altered = new Map<string, AlteredContract>();
  private readonly reads = new Map<string, readonly string[]>();
  private readonly newOwners = new Map<string, string>();
  /** Stacks that are added, by the brand that viewers see. */
  private readonly heirs = new Map<string, string>();

  constructor(request: Request) {
    this.request = request;
    this.prover = (request.proverOf ?? directProver)(request.everyone);
    this.isInScope = stacksInScope(request.scope);
  }

  async take(one: ComparedPair): Promise<void> {
    if (one.kind === 'unchanged') {
      this.unchanged.push(one.stack);
      this.reads.set(one.stack.stack, one.stack.reads);
      return;
    }
    const { pair } = one;
    const compared = this.compare(pair);
    const isWhole = pair.before === undefined || pair.after === undefined;
    const { causes } = this.request;
    const attribution = isWhole
      ? { causes: causes.ofWhole(pair), causesOf: () => [] }
      : await causes.ofChanged(pair, compared.changes);
    const reads = contractNamesIn((pair.after ?? pair.before)?.rendered.template ?? '');
    const change = { ...changedStack(compared, attribution), reach: this.reachOf(compared, reads) };
    this.changed.push(change);
    this.reads.set(pair.stack, pair.after === undefined ? [] : reads);
    this.judge(compared);
    this.prove(pair);
    this.noteMove(pair);
    if (!this.isInScope(pair)) {
      this.exceeded.push({ stack: pair.stack, causes: effectiveCauses(change) });
    }
  }

  /** What there is to say once all stacks have been taken. */
  async outcome(): Promise<Outcome> {
    const broken = await this.prover.refusals();
    const readers = this.readers();
    return {
      changed: this.changed.map((change) =>
        change.reach.kind === 'cell' ? { ...change, reach: this.cellReachOf(change.stack, readers) } : change,
      ),
      exceeded: this.exceeded,
      moves: [...this.moves.values()],
      refusals: [...this.judgements.flatMap((judgement) => judgement(this.newOwners)), ...broken],
      unchanged: this.unchanged,
    };
  }

  private compare(pair: StackPair): ComparedStack {
    const { stack, before, after } = pair;
    const templates =
      before === undefined || after === undefined
        ? compareTemplates(templateOf(before), templateOf(after))
        : this.shapes.compare(before, after);
    return { pair, stack, ...templates };
  }

  /** Whom a cell's change reaches is known when all tenants are. */
  private reachOf(
    { stack, pair, before, after, changes }: ComparedStack,
    reads: readonly string[],
  ): StackChange['reach'] {
    const side = pair.after ?? pair.before;
    const cell = cellDisplayName(side?.cell ?? '');
    const { kind, id } = stackNamed(stack);
    switch (kind) {
      case 'tenant':
        return tenantReach(cell, reads, this.altered);
      case 'access':
        return { kind: 'access', cell, tenant: tenantDisplayName(id) };
      case 'cell':
        return this.alteringReach({ stack, pair, before, after, changes });
    }
  }

  private alteringReach({ stack, pair, before, after, changes }: ComparedStack): StackChange['reach'] {
    if (pair.before !== undefined) {
      this.altered.set(stack, alteredContract(before, after, changes));
    }
    return { kind: 'cell', tenants: [] };
  }

  private cellReachOf(cell: string, readers: readonly Reader[]): StackChange['reach'] {
    const own = readers.filter((reader) => reader.cell === cell);
    return cellReach(cell, own, this.altered.get(cell) ?? new Map());
  }

  private readers(): readonly Reader[] {
    return this.request.everyone.flatMap((subject) => {
      const stack = subjectName(subject);
      return subject.kind === 'tenant'
        ? { stack, cell: cellDisplayName(subject.cell.id), reads: this.reads.get(stack) ?? [] }
        : [];
    });
  }

  private judge(compared: ComparedStack): void {
    const { pair, stack, before, after } = compared;
    if (pair.before === undefined) {
      this.noteOwner(stack, [...hostsOf(after).keys()]);
      const brand = brandOf(after);
      if (brand !== undefined && !this.heirs.has(brand)) {
        this.heirs.set(brand, stack);
      }
    } else if (pair.after === undefined) {
      this.judgements.push(() => removalRefusals(pair, before, this.heirs.get(brandOf(before) ?? '')));
    } else {
      const { newHosts, refusalsFor } = this.judging.judge(compared);
      this.noteOwner(stack, newHosts);
      this.judgements.push(refusalsFor);
    }
  }

  private prove(pair: StackPair): void {
    const stack = provableStack(pair);
    if (stack !== undefined) {
      this.prover.take(stack);
    }
  }

  private noteOwner(stack: string, hosts: readonly string[]): void {
    hosts.forEach((host) => this.newOwners.set(host, stack));
  }

  private noteMove({ stack, before, after }: StackPair): void {
    if (before !== undefined && after !== undefined && before.release !== after.release) {
      const key = `${before.release} ${after.release}`;
      const move = this.moves.get(key) ?? { before: before.release, after: after.release, stacks: [] };
      move.stacks.push(stack);
      this.moves.set(key, move);
    }
  }
}

function templateOf(side: StackPair['after']): Template {
  return side === undefined ? {} : (JSON.parse(side.rendered.template) as Template);
}

/** What shows viewers of two tenants the same brand. */
function brandOf(template: Template): string | undefined {
  const [name] = /"Configuration":\{"name":"(?:[^"\\]|\\.)*"/.exec(JSON.stringify(template)) ?? [];
  return name;
}

function effectiveCauses({ causes }: StackChange): string[] {
  return causes.filter(({ effect }) => effect !== 'none').map(({ id }) => id);
}
