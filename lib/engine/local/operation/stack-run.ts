import { uuid } from '../resources/resource-type';
import { StackView } from '../resources/stack-view';
import type { ChangingStack } from '../stack-directory';
import type {
  Fault,
  OperationPhase,
  OperationRecord,
  ResourceRecord,
  StackAddress,
  StackRecord,
  Step,
} from '../state/stack-record';
import { standingResources } from '../state/standing-resources';
import { EMPTY_TEMPLATE, parseTemplate } from '../template/template';
import type { Template } from '../template/template';
import { EventJournal } from './event-journal';
import type { Surroundings } from './surroundings';

/** A resource that hangs does so for as long as CloudFormation waits for most types. */
const HANG_MILLISECONDS = 60 * 60_000;

/** Templates on both sides of an operation. */
export interface RunTemplates {
  readonly before: Template;
  readonly after: Template;
}

/** An operation while it runs: where every resource stands, what was done, and what is still to be written. */
export class StackRun implements ChangingStack {
  /** As it was when the operation began, with the operation in it. */
  readonly record: StackRecord & { readonly operation: OperationRecord };
  readonly around: Surroundings;
  readonly before: StackView;
  readonly after: StackView;
  readonly events: EventJournal;
  readonly steps: Step[] = [];
  /** Resources as the new template's view knows them: those that were not reached yet are the old ones. */
  private readonly reached: Map<string, ResourceRecord>;
  private readonly isReached = new Set<string>();
  private readonly claims: Set<string>;
  /** Outlives the operation, which the record should not. */
  private readonly address: StackAddress;

  constructor(record: StackRun['record'], { before, after }: RunTemplates, around: Surroundings) {
    const { account, region, stackName, stackId, parameters, resources, operation } = record;
    this.address = { account, region, stackName };
    this.record = record;
    this.around = around;
    this.events = new EventJournal(record, around);
    const there = new Map(Object.entries(resources));
    this.reached = new Map(there);
    this.before = new StackView({ address: record, stackId, template: before, parameters, resources: there });
    this.after = new StackView({
      address: record,
      stackId,
      template: after,
      parameters: operation.to?.parameters ?? {},
      resources: this.reached,
    });
    this.claims = new Set(standingResources(record).flatMap(([, { claims = [] }]) => claims));
  }

  viewOf(logicalId: string): StackView {
    return this.isReached.has(logicalId) ? this.after : this.before;
  }

  /** Every name that the stack had or took. */
  get held(): ReadonlySet<string> {
    return this.claims;
  }

  take(logicalId: string, { physicalId, type, claims = [] }: ResourceRecord): void {
    this.around.directory.take(claims, { address: this.address, logicalId, physicalId }, type);
    claims.forEach((claim) => this.claims.add(claim));
  }

  /** Records what was done to a resource, however it went. */
  done(step: Step): void {
    this.steps.push(step);
    if (step.after !== undefined) {
      this.reached.set(step.logicalId, step.after);
      this.isReached.add(step.logicalId);
    }
  }

  /** A resource is again what it was. */
  undone(logicalId: string): void {
    this.isReached.delete(logicalId);
  }

  /** Resources of the stack when everything has gone forward. */
  resources(): Readonly<Record<string, ResourceRecord>> {
    const wanted = Object.keys(this.after.state.template.Resources);
    return Object.fromEntries(
      wanted.flatMap((logicalId) => {
        const resource = this.reached.get(logicalId);
        return resource === undefined || !this.after.wants(this.after.resource(logicalId))
          ? []
          : [[logicalId, resource]];
      }),
    );
  }

  /** Identifies what is asked of a resource, for ever: after an interruption it is asked the same again. */
  requestId(logicalId: string, phase: 'forward' | 'back' | 'delete'): string {
    const { id, continued } = this.record.operation;
    return uuid(`${id}/${logicalId}/${phase}/${continued}`);
  }

  faultAt(logicalId: string): Fault | undefined {
    const { fault } = this.record.operation;
    return fault !== undefined && logicalId.includes(fault.resource) ? fault : undefined;
  }

  /** Takes as long as a resource takes. */
  async wait(logicalId?: string): Promise<void> {
    const { clock, secondsPerResource } = this.around;
    const hangs = logicalId !== undefined && this.faultAt(logicalId)?.how === 'hangs';
    const milliseconds = hangs ? HANG_MILLISECONDS : secondsPerResource * 1_000;
    if (milliseconds > 0) {
      await clock.sleepUntil(clock.now() + milliseconds);
    }
  }

  /** Writes how far the operation is, before it goes on from there. */
  enter(phase: OperationPhase, change: Partial<StackRecord> = {}): StackRun['record'] {
    const record = { ...this.record, ...change, operation: { ...this.record.operation, phase } };
    this.around.state.write(record, { events: this.events.take(), outdated: [this.record.digest] });
    return record;
  }
}

/** The templates of a stack and of the operation that is recorded for it. */
export function runTemplates(record: StackRun['record'], { state }: Surroundings): RunTemplates {
  const read = (digest: string | undefined): Template => {
    const text = digest === undefined ? undefined : state.readTemplate(record, digest);
    return text === undefined ? EMPTY_TEMPLATE : parseTemplate(text);
  };
  const { kind, to } = record.operation;
  return { before: kind === 'create' ? EMPTY_TEMPLATE : read(record.digest), after: read(to?.digest) };
}
