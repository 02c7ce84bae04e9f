import { invariant } from '../../diagnostics/invariant';
import { StackView } from './resources/stack-view';
import { regionalClaim } from './resources/resource-type';
import type { Existing } from './resources/resource-type';
import type { ResourceRecord, StackAddress, StackRecord } from './state/stack-record';
import { isAbsent } from './state/stack-status';
import { standingResources } from './state/standing-resources';
import { stackPath } from './state/state-folder';
import type { StateFolder } from './state/state-folder';
import { Refused } from './template/refused';
import { jsonText, parseTemplate } from './template/template';

/** A stack while an operation changes it: where each resource stands now. */
export interface ChangingStack {
  /** The view that has a resource as it is; undefined where it is not there. */
  viewOf(logicalId: string): StackView | undefined;
}

/** Who has a name. */
export interface NameHolder {
  readonly address: StackAddress;
  readonly logicalId: string;
  readonly physicalId: string;
}

/** A resource that somebody asks for by a name of it. */
export interface FoundResource {
  readonly logicalId: string;
  readonly record: ResourceRecord;
  readonly existing: Existing;
  readonly view: StackView;
}

/** Views of stacks at rest that are held in memory: cells, which every tenant asks, stay. */
const VIEWS_KEPT = 32;

/** All stacks of all accounts: which names are taken, and what stands under them. */
export class StackDirectory {
  private readonly state: StateFolder;
  private readonly changing = new Map<string, ChangingStack>();
  private readonly views = new Map<string, StackView>();
  /** Values of SSM parameters by claim, of stacks at rest. */
  private readonly values = new Map<string, string>();
  private holders: Map<string, NameHolder> | undefined;

  constructor(state: StateFolder) {
    this.state = state;
  }

  begin(address: StackAddress, stack: ChangingStack): void {
    this.changing.set(stackPath(address), stack);
  }

  /** Ends a change: names that the stack had, or took meanwhile, are free but for those that it keeps. */
  end(address: StackAddress, held: Iterable<string>, kept: ReadonlySet<string>): void {
    const path = stackPath(address);
    for (const claim of held) {
      if (!kept.has(claim)) {
        this.names().delete(claim);
      }
      this.values.delete(claim);
    }
    this.changing.delete(path);
    this.views.delete(path);
  }

  /**
   * Takes names for a resource.
   *
   * @throws Refused when another resource has one of them; then none is taken.
   */
  take(claims: readonly string[], holder: NameHolder, type: string): void {
    const names = this.names();
    for (const claim of claims) {
      const other = names.get(claim);
      if (other !== undefined && !isSame(other, holder)) {
        throw new Refused(
          `Resource of type '${type}' with identifier '${claim.slice(claim.indexOf('/') + 1)}' already exists in stack ${other.address.stackName}. (HandlerErrorCode: AlreadyExists)`,
        );
      }
    }
    claims.forEach((claim) => names.set(claim, holder));
  }

  find(claim: string): FoundResource | undefined {
    const holder = this.names().get(claim);
    if (holder === undefined) {
      return undefined;
    }
    const { address, logicalId } = holder;
    const view = this.changing.get(stackPath(address))?.viewOf(logicalId) ?? this.viewAtRest(address);
    const record = view?.state.resources.get(logicalId);
    const existing = view?.existing(logicalId);
    return view === undefined || record === undefined || existing === undefined
      ? undefined
      : { logicalId, record, existing, view };
  }

  /** Value of an SSM parameter of an account and Region. */
  parameterValue(address: StackAddress, name: string): string | undefined {
    const claim = regionalClaim('ssm-parameter', address, name);
    const known = this.values.get(claim);
    if (known !== undefined) {
      return known;
    }
    const found = this.find(claim);
    const value = found?.existing.properties['Value'];
    if (found === undefined || value === undefined) {
      return undefined;
    }
    if (!this.changing.has(stackPath(found.view.state.address))) {
      this.values.set(claim, jsonText(value));
    }
    return jsonText(value);
  }

  private viewAtRest(address: StackAddress): StackView | undefined {
    const path = stackPath(address);
    const known = this.views.get(path);
    // What was asked for last is forgotten last.
    this.views.delete(path);
    const record = known === undefined ? this.state.read(address) : undefined;
    const view = known ?? (record === undefined || isAbsent(record.status) ? undefined : this.open(record));
    if (view !== undefined) {
      this.views.set(path, view);
      this.views.delete(this.views.size > VIEWS_KEPT ? (this.views.keys().next().value ?? '') : '');
    }
    return view;
  }

  /** What is deployed, with its values. */
  open(record: StackRecord): StackView {
    const text = this.state.readTemplate(record, record.digest);
    invariant(text !== undefined, `the template of ${record.stackName} is kept`);
    return new StackView({
      address: record,
      stackId: record.stackId,
      template: parseTemplate(text),
      parameters: record.parameters,
      resources: new Map(Object.entries(record.resources)),
    });
  }

  /** Names are gathered when the first is asked for: to look at a stack, none is needed. */
  private names(): Map<string, NameHolder> {
    this.holders ??= this.gather();
    return this.holders;
  }

  private gather(): Map<string, NameHolder> {
    const names = new Map<string, NameHolder>();
    const add = (claims: readonly string[], holder: NameHolder): void =>
      claims.forEach((claim) => names.set(claim, holder));
    for (const { stackId, physicalId, claims } of this.state.retained()) {
      const [, , , region = '', account = '', path = ''] = stackId.split(':');
      const address = { account, region, stackName: path.split('/')[1] ?? '' };
      add(claims, { address, logicalId: '', physicalId });
    }
    for (const address of this.state.addresses()) {
      const record = this.state.read(address);
      const standing = record === undefined ? [] : standingResources(record);
      for (const [logicalId, { physicalId, claims = [] }] of standing) {
        add(claims, { address, logicalId, physicalId });
      }
    }
    return names;
  }
}

function isSame(a: NameHolder, b: NameHolder): boolean {
  return (
    a.physicalId === b.physicalId &&
    a.logicalId === b.logicalId &&
    stackPath(a.address) === stackPath(b.address)
  );
}
