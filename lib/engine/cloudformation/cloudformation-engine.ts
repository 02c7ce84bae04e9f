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
import { AwsConnections } from './aws-connections';
import { answered } from './call-failure';
import type { ChangeSetMaker } from './change-set-maker';
import { POLL_PACE } from './poll-pace';
import type { PollPace } from './poll-pace';
import { StackPut } from './put-stack';
import { removeStack } from './remove-stack';
import { renderedDigest, asRendered } from './sent-template';
import { deployerOf } from './stack-deployer';
import type { Connections, StackCalls } from './stack-calls';
import { sampleStacks } from './stack-health';
import { findStack, originalTemplate } from './stack-look';
import { phaseOf } from './stack-status';
import type { StackWork } from './stack-work';
import { ToolkitChangeSetMaker } from './toolkit-change-set-maker';

/** What the engine works with; all of it can be somebody else's. */
export interface CloudFormationPorts {
  readonly clock: Clock;
  /** @default the AWS SDK */
  readonly connections?: Connections;
  /** @default the CDK's toolkit */
  readonly maker?: ChangeSetMaker;
  /** @default {@link POLL_PACE} */
  readonly pace?: PollPace;
}

/**
 * Changes stacks at AWS. It holds no queue and remembers nothing: an operation is found by its token, in the name of its
 * change set and in the events of its stack, whichever process started it.
 */
export class CloudFormationEngine implements Engine {
  readonly name = 'cloudformation';
  private readonly clock: Clock;
  private readonly connections: Connections;
  private readonly maker: ChangeSetMaker;
  private readonly pace: PollPace;

  constructor({ clock, connections, maker, pace }: CloudFormationPorts) {
    this.clock = clock;
    this.connections = connections ?? new AwsConnections();
    this.maker = maker ?? new ToolkitChangeSetMaker();
    this.pace = pace ?? POLL_PACE;
  }

  /** @throws EngineUnavailable; ProblemError when AWS lets this process do nothing there. */
  describe(target: StackTarget): Promise<StackDescription> {
    return answered(target, async () => {
      const calls = await this.connections.stacks(target);
      const stack = await findStack(calls, target.stackName);
      if (stack === undefined || phaseOf(stack.StackStatus) === 'absent') {
        return { kind: 'absent' };
      }
      const sent = await originalTemplate(calls, { StackName: stack.StackId });
      return {
        kind: 'present',
        status: stack.StackStatus,
        digest: renderedDigest(sent),
        template: () => Promise.resolve(asRendered(sent)),
      };
    });
  }

  /** @throws EngineUnavailable; ProblemError when AWS lets this process do nothing there. */
  apply(change: ReviewedChange): Promise<OperationOutcome> {
    return answered(change, async () => {
      if (change.kind === 'put') {
        const { calls, rendered } = await deployerOf(this.connections, change);
        return new StackPut(this.workWith(calls), { ...change, rendered }).outcome();
      }
      // Of a stack that goes nobody has a manifest. CloudFormation takes it away with the role that made it.
      return removeStack(this.workWith(await this.connections.stacks(change)), change);
    });
  }

  private workWith(calls: StackCalls): StackWork {
    return { calls, maker: this.maker, clock: this.clock, pace: this.pace };
  }

  /** @throws EngineUnavailable; ProblemError when AWS lets this process read nothing there. */
  async sampleHealth(targets: readonly HealthTarget[]): Promise<readonly HealthSample[]> {
    const samples = new Map<string, HealthSample>();
    for (const group of byPlace(targets)) {
      for (const sample of await this.samplePlace(group)) {
        samples.set(sample.stack, sample);
      }
    }
    return targets.map(({ stack }) => samples.get(stack) ?? { stack, requests: 0, errors: 0 });
  }

  private async samplePlace(targets: readonly HealthTarget[]): Promise<readonly HealthSample[]> {
    const [first] = targets;
    if (first === undefined) {
      return [];
    }
    return answered(first, async () => {
      const [stacks, metrics] = await Promise.all([
        this.connections.stacks(first),
        this.connections.metrics(first),
      ]);
      return sampleStacks(stacks, metrics, targets, this.clock.now());
    });
  }
}

function byPlace(targets: readonly HealthTarget[]): readonly (readonly HealthTarget[])[] {
  const places = new Map<string, HealthTarget[]>();
  for (const target of targets) {
    const place = `${target.account}/${target.region}`;
    places.set(place, [...(places.get(place) ?? []), target]);
  }
  return [...places.values()];
}
