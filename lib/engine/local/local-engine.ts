import type { TenantData } from '../../dedication/tenant-data';
import { invariant } from '../../diagnostics/invariant';
import type { RenderedStack } from '../../render/rendered-stack';
import { EngineUnavailable } from '../../rollout/ports';
import type {
  Clock,
  Engine,
  HealthSample,
  HealthTarget,
  ReviewedChange,
  StackDescription,
  StackTarget,
} from '../../rollout/ports';
import type { OperationOutcome } from '../../rollout/rollout-event';
import type { EmbeddedDynamoDb } from './embedded-dynamodb';
import { Faults } from './faults';
import { assumedServices } from './operation/assumed-services';
import { beginOperation, faultFor } from './operation/begin-operation';
import type { Beginning } from './operation/begin-operation';
import { ReplacementRules } from './operation/replacement-rule';
import { runOperation, withOutcome } from './operation/run-operation';
import type { StackRun } from './operation/stack-run';
import type { Surroundings } from './operation/surroundings';
import { OwnDatabase } from './own-database';
import { Buckets } from './services/buckets';
import { LocalServices } from './services/local-services';
import { publishArchives } from './services/publish-archives';
import { StackDirectory } from './stack-directory';
import type { Fault, StackEvent, StackRecord } from './state/stack-record';
import { isUndeployed } from './state/stack-status';
import { StateFolder, stackPath } from './state/state-folder';
import { dataPlaces, LocalTenantData } from './tenant-data';
import { SimulatedTraffic } from './traffic';
import type { Traffic } from './traffic';

export interface LocalEngineOptions {
  /** Absolute path of the folder that the state is kept in; made when it is not there. */
  readonly folder: string;
  readonly clock: Clock;
  /** How long it takes to make, change or delete a resource, in seconds of the clock. @default 0 */
  readonly secondsPerResource?: number;
  /**
   * `run`: custom resources call the provisioner. `assume`: they are taken to have succeeded, nothing is published, and
   * there are no buckets and tables; for measuring what is around them. @default run
   */
  readonly customResources?: 'run' | 'assume';
  /** A database that is open already, and stays so. @default one in the folder */
  readonly dynamoDb?: EmbeddedDynamoDb;
  /** Told each event as it happens. @default nobody is */
  readonly onEvent?: Surroundings['onEvent'];
}

/** The engine, and what can be done to it because it is no cloud. */
export interface LocalEngine extends Engine {
  readonly name: 'local';
  /** Everything that is kept of a stack; undefined where there never was one. */
  read(target: StackTarget): StackRecord | undefined;
  /** The latest events of a stack, the oldest first. */
  events(target: StackTarget): readonly StackEvent[];
  /**
   * Goes on with a rollback that failed, as ContinueUpdateRollback does.
   *
   * @returns How the operation that was rolled back ended; undefined where there is none to continue.
   */
  continueRollback(target: StackTarget): Promise<OperationOutcome | undefined>;
  /**
   * The data of a tenant's stack, past every policy.
   *
   * @throws ProblemError when it is not deployed.
   */
  tenantData(target: StackTarget): Promise<TenantData>;
  /** Has an operation fail: see `docs/local-engine.md`. */
  plant(fault: Fault): void;
  /** Says what traffic a stack has: `tenants/rally-north`. */
  setTraffic(stack: string, traffic: Traffic): void;
  /** Writes everything and frees the folder. Operations must have ended. */
  close(): Promise<void>;
}

/**
 * A small CloudFormation in this process, as `docs/local-engine.md` says.
 *
 * @throws ProblemError when another process has the folder, or what is in it cannot be read.
 */
export async function openLocalEngine(options: LocalEngineOptions): Promise<LocalEngine> {
  return open(options);
}

function open(options: LocalEngineOptions): LocalEngine {
  const { folder, clock } = options;
  const state = new StateFolder(folder);
  const directory = new StackDirectory(state);
  const buckets = new Buckets(folder);
  const around = {
    state,
    directory,
    clock,
    rules: new ReplacementRules(),
    onEvent: options.onEvent ?? (() => {}),
  };
  const rest = { ...around, secondsPerResource: options.secondsPerResource ?? 0 };
  if (options.customResources === 'assume') {
    return new FolderEngine({ ...rest, services: assumedServices, publish: () => {} }, NO_SERVICES);
  }
  const database = new OwnDatabase(folder);
  const services = new LocalServices({
    folder,
    buckets,
    directory,
    dynamoDb: async () => (options.dynamoDb ?? (await database.open())).config,
  });
  const publish = (stack: RenderedStack): void => publishArchives(stack, buckets);
  return new FolderEngine(
    { ...rest, services, publish },
    {
      tenantData: async (target) =>
        new LocalTenantData({
          ...dataPlaces(target, state.read(target)),
          buckets,
          dynamoDb: await services.dynamoDbClient(),
        }),
      close: async () => {
        await services.close();
        await database.close();
      },
    },
  );
}

/** What stands behind the stacks, where anything does. */
interface OpenServices {
  tenantData(target: StackTarget): Promise<TenantData>;
  close(): Promise<void>;
}

const NO_SERVICES: OpenServices = {
  tenantData: () => Promise.reject(new Error('an engine that assumes its services has no data')),
  close: () => Promise.resolve(),
};

class FolderEngine implements LocalEngine {
  readonly name = 'local';
  private readonly around: Surroundings;
  private readonly services: OpenServices;
  private readonly faults: Faults;
  private readonly traffic: SimulatedTraffic;
  private readonly running = new Map<string, Running>();

  constructor(around: Surroundings, services: OpenServices) {
    this.around = around;
    this.services = services;
    this.faults = new Faults(around.state.path);
    this.traffic = new SimulatedTraffic(around.state.path);
  }

  async describe(target: StackTarget): Promise<StackDescription> {
    const record = this.read(target);
    if (record === undefined || isUndeployed(record.status)) {
      return { kind: 'absent' };
    }
    const { status, digest, token } = record;
    const template = async (): Promise<string> => {
      const text = this.around.state.readTemplate(target, digest);
      invariant(text !== undefined, `the template of ${target.stackName} is kept while it is deployed`);
      return text;
    };
    const given = token === undefined ? {} : { token };
    return { kind: 'present', status, digest, template, ...given };
  }

  async apply(change: ReviewedChange): Promise<OperationOutcome> {
    const path = stackPath(change);
    const running = this.running.get(path);
    if (running?.token === change.token) {
      return running.outcome;
    }
    if (running !== undefined) {
      const status = this.read(change)?.status ?? '';
      throw new EngineUnavailable(
        `Stack:${change.stackName} is in ${status} state and can not be updated.`,
        false,
      );
    }
    return this.alone(path, change.token, () => this.perform(change));
  }

  async sampleHealth(targets: readonly HealthTarget[]): Promise<readonly HealthSample[]> {
    const now = this.around.clock.now();
    return targets.map((target) => this.traffic.sample(target, this.read(target)?.release, now));
  }

  read(target: StackTarget): StackRecord | undefined {
    return this.around.state.read(target);
  }

  events(target: StackTarget): readonly StackEvent[] {
    return this.around.state.readEvents(target);
  }

  async continueRollback(target: StackTarget): Promise<OperationOutcome | undefined> {
    const record = this.read(target);
    if (record?.status !== 'UPDATE_ROLLBACK_FAILED' || record.operation === undefined) {
      return undefined;
    }
    const { continued, token } = record.operation;
    const operation = { ...record.operation, continued: continued + 1 };
    const resumed = { ...record, status: 'UPDATE_ROLLBACK_IN_PROGRESS', operation } as const;
    return this.alone(stackPath(target), token, () => {
      this.around.state.write(resumed);
      return runOperation(resumed, this.around);
    });
  }

  tenantData(target: StackTarget): Promise<TenantData> {
    return this.services.tenantData(target);
  }

  plant(fault: Fault): void {
    this.faults.plant(fault);
  }

  setTraffic(stack: string, traffic: Traffic): void {
    this.traffic.set(stack, traffic);
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.running.values()].map(({ outcome }) => outcome));
    await this.services.close();
    this.around.state.close();
  }

  /** One operation a stack at a time. */
  private async alone(
    path: string,
    token: string,
    work: () => Promise<OperationOutcome>,
  ): Promise<OperationOutcome> {
    const outcome = work();
    this.running.set(path, { token, outcome });
    try {
      return await outcome;
    } finally {
      this.running.delete(path);
    }
  }

  private async perform(change: ReviewedChange): Promise<OperationOutcome> {
    const answered = this.answer(change);
    if (answered !== undefined) {
      return answered;
    }
    const known = this.read(change);
    if (isUnderWay(known)) {
      const outcome = await runOperation(known, this.around);
      // What another token left behind comes to its end first, as it would have in a cloud.
      return known.operation.token === change.token ? outcome : this.perform(change);
    }
    const beginning = beginOperation(change, known, this.around);
    const { state } = this.around;
    if (beginning.kind === 'answered') {
      state.write(withOutcome(beginning.record, change.token, beginning.outcome));
      return beginning.outcome;
    }
    const record = this.withFault(beginning);
    state.write(record, beginning.template === undefined ? {} : { template: beginning.template });
    if (record.operation.fault !== undefined) {
      this.faults.remove(record.operation.fault);
    }
    return runOperation(record, this.around, beginning.prepared);
  }

  private answer({ token, ...target }: ReviewedChange): OperationOutcome | undefined {
    return this.read(target)?.outcomes.find(([other]) => other === token)?.[1];
  }

  private withFault({ record, actions }: Beginning & { readonly kind: 'begun' }): StackRun['record'] {
    const fault = faultFor(this.faults.planted(), record, actions);
    return fault === undefined ? record : { ...record, operation: { ...record.operation, fault } };
  }
}

interface Running {
  readonly token: string;
  readonly outcome: Promise<OperationOutcome>;
}

/** Whether an operation was interrupted; one whose rollback failed waits for somebody to continue it. */
function isUnderWay(record: StackRecord | undefined): record is StackRun['record'] {
  return record?.operation !== undefined && record.status !== 'UPDATE_ROLLBACK_FAILED';
}
