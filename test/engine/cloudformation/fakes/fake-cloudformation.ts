import type {
  CreateChangeSetInput,
  DeleteStackInput,
  DescribeChangeSetInput,
  DescribeChangeSetOutput,
  DescribeStackEventsInput,
  DescribeStackEventsOutput,
  DescribeStacksInput,
  DescribeStacksOutput,
  ExecuteChangeSetInput,
  GetTemplateInput,
  GetTemplateOutput,
  ResourceStatus,
  StackStatus,
} from '@aws-sdk/client-cloudformation';

import type { StackCalls } from '../../../../lib/engine/cloudformation/stack-calls';
import { courseOf, eventOf } from './fake-stack';
import type { Course, FakeChangeSet, FakeStack } from './fake-stack';
import { awsError } from './faults';
import type { Faults } from './faults';
import type { VirtualClock } from './virtual-clock';

const NO_CHANGES = "The submitted information didn't contain changes. Submit different information.";

/** Small, so that paging is met. */
const EVENTS_A_PAGE = 3;

/** Seconds between two statuses of an operation. */
const STEP_SECONDS = 40;

/** Enough of CloudFormation: stacks, change sets, tokens and events, on a clock of the test's. */
export class FakeCloudFormation implements StackCalls {
  /** Tokens of operations that were begun, in order. */
  readonly begun: string[] = [];
  /** Execution roles that withdrawals named, in order. */
  readonly withdrawnWith: string[] = [];
  /** Seconds until an event can be seen. */
  eventLagSeconds = 0;
  /** Status that DescribeStacks gives in place of the stack's own, while it is set. */
  staleStatus: string | undefined;
  private readonly stacks: FakeStack[] = [];
  private readonly clock: VirtualClock;
  private readonly faults: Faults;

  constructor(clock: VirtualClock, faults: Faults) {
    this.clock = clock;
    this.faults = faults;
  }

  /** The stack that has the name now. */
  find(nameOrId: string): FakeStack | undefined {
    return this.stacks.findLast(
      ({ id, name, status }) => id === nameOrId || (name === nameOrId && status !== 'DELETE_COMPLETE'),
    );
  }

  /** A stack that somebody else made before, with the history of that. */
  add(name: string, template: string, status: ResourceStatus): FakeStack {
    const stack = this.newStack(name, status);
    stack.template = template;
    this.tell(stack, stack, 'CREATE_IN_PROGRESS', 'of-somebody-else');
    this.tell(stack, stack, status, 'of-somebody-else');
    return stack;
  }

  /** Somebody else updates it, at once. */
  change(name: string, template: string): void {
    const stack = this.stack(name);
    stack.template = template;
    stack.changeSets.forEach((changeSet) => {
      changeSet.execution = 'OBSOLETE';
    });
    stack.status = 'UPDATE_COMPLETE';
    this.tell(stack, stack, 'UPDATE_IN_PROGRESS', 'of-somebody-else');
    this.tell(stack, stack, 'UPDATE_COMPLETE', 'of-somebody-else');
  }

  /** What the toolkit does: another change set of the name gives way. */
  make(stackName: string, name: string, template: string): Promise<void> {
    return this.faults.around('make', () => {
      const stack = this.find(stackName) ?? this.newStack(stackName, 'REVIEW_IN_PROGRESS');
      if (stack.status.endsWith('_IN_PROGRESS') && stack.status !== 'REVIEW_IN_PROGRESS') {
        throw awsError('ValidationError', `Stack is in ${stack.status} state and can not be updated.`);
      }
      const isEmpty = stack.template === template;
      stack.changeSets.set(name, {
        template,
        status: isEmpty ? 'FAILED' : 'CREATE_COMPLETE',
        execution: isEmpty ? 'UNAVAILABLE' : 'AVAILABLE',
        ...(isEmpty ? { reason: NO_CHANGES } : {}),
      });
    });
  }

  createChangeSet({ StackName, ChangeSetName, RoleARN }: CreateChangeSetInput): Promise<object> {
    return this.faults.around('createChangeSet', () => {
      const stack = this.stack(StackName ?? '');
      const changeSet = ChangeSetName ?? '';
      if (stack.changeSets.has(changeSet)) {
        throw awsError(
          'AlreadyExistsException',
          `ChangeSet ${changeSet} cannot be created due to a mismatch`,
        );
      }
      this.withdrawnWith.push(RoleARN ?? 'whichever it has');
      stack.changeSets.set(changeSet, {
        template: stack.template,
        status: 'FAILED',
        reason: NO_CHANGES,
        execution: 'UNAVAILABLE',
      });
      return {};
    });
  }

  describeChangeSet(input: DescribeChangeSetInput): Promise<DescribeChangeSetOutput> {
    return this.faults.around('describeChangeSet', () => {
      const { status, reason, execution } = this.changeSet(input);
      return { Status: status, StatusReason: reason, ExecutionStatus: execution };
    });
  }

  deleteChangeSet({
    StackName: name = '',
    ChangeSetName: changeSet = '',
  }: DescribeChangeSetInput): Promise<object> {
    return this.faults.around('deleteChangeSet', () => {
      const stack = this.stack(name);
      if (stack.changeSets.get(changeSet)?.execution.startsWith('EXECUTE_') === true) {
        throw awsError('InvalidChangeSetStatus', 'The change set is being executed');
      }
      stack.changeSets.delete(changeSet);
      return {};
    });
  }

  executeChangeSet(input: ExecuteChangeSetInput): Promise<object> {
    return this.faults.around('executeChangeSet', () => {
      const stack = this.stack(input.StackName ?? '');
      const changeSet = this.changeSet(input);
      if (changeSet.execution !== 'AVAILABLE') {
        throw awsError('InvalidChangeSetStatus', `The change set is in ${changeSet.execution} status`);
      }
      const kind = stack.status === 'REVIEW_IN_PROGRESS' ? 'CREATE' : 'UPDATE';
      stack.changeSets.clear();
      stack.changeSets.set(input.ChangeSetName ?? '', changeSet);
      changeSet.execution = 'EXECUTE_IN_PROGRESS';
      const course = courseOf(kind, changeSet.template);
      this.begin(stack, input.ClientRequestToken ?? '', course, () => {
        changeSet.execution = course.isKept ? 'EXECUTE_COMPLETE' : 'EXECUTE_FAILED';
        stack.template = course.isKept ? changeSet.template : stack.template;
      });
      return {};
    });
  }

  deleteStack({ StackName: name = '', ClientRequestToken: token = '' }: DeleteStackInput): Promise<object> {
    return this.faults.around('deleteStack', () => {
      const stack = this.stack(name);
      if (stack.isProtected) {
        throw awsError('ValidationError', 'Stack cannot be deleted while TerminationProtection is enabled');
      }
      if (stack.status === 'DELETE_IN_PROGRESS') {
        return {};
      }
      const isStuck = stack.template.includes('Undeletable');
      const end = isStuck ? 'DELETE_FAILED' : 'DELETE_COMPLETE';
      const course: Course = { statuses: ['DELETE_IN_PROGRESS', end], resources: [], isKept: true };
      this.begin(stack, token, course, () => undefined);
      return {};
    });
  }

  describeStacks({ StackName: name }: DescribeStacksInput): Promise<DescribeStacksOutput> {
    return this.faults.around('describeStacks', () => {
      const found = name === undefined ? this.stacks : [this.stack(name)];
      return {
        Stacks: found.map((stack) => ({
          StackId: stack.id,
          StackName: stack.name,
          CreationTime: new Date(0),
          StackStatus: (this.staleStatus ?? stack.status) as StackStatus,
          EnableTerminationProtection: stack.isProtected,
          Outputs: [{ OutputKey: 'DistributionId', OutputValue: `of-${stack.name}` }],
        })),
      };
    });
  }

  describeStackEvents(input: DescribeStackEventsInput): Promise<DescribeStackEventsOutput> {
    return this.faults.around('describeStackEvents', () => {
      const now = this.clock.now() - this.eventLagSeconds * 1_000;
      const events = this.stack(input.StackName ?? '')
        .events.filter(({ Timestamp: time }) => (time?.getTime() ?? 0) <= now)
        .reverse();
      const start = Number(input.NextToken ?? 0);
      const end = start + EVENTS_A_PAGE;
      const next = end < events.length ? { NextToken: String(end) } : {};
      return { StackEvents: events.slice(start, end), ...next };
    });
  }

  describeStackResources(): Promise<object> {
    return this.faults.around('describeStackResources', () => ({
      StackResources: [
        { LogicalResourceId: 'Alarm', ResourceStatus: 'UPDATE_FAILED' },
        { LogicalResourceId: 'Bucket', PhysicalResourceId: 'a-bucket', ResourceStatus: 'DELETE_SKIPPED' },
      ],
    }));
  }

  getTemplate({
    StackName: name = '',
    ChangeSetName: changeSet,
  }: GetTemplateInput): Promise<GetTemplateOutput> {
    return this.faults.around('getTemplate', () => {
      const { template } =
        changeSet === undefined
          ? this.stack(name)
          : this.changeSet({ StackName: name, ChangeSetName: changeSet });
      // As CloudFormation does it.
      return { TemplateBody: template.replace(/[\u0080-\uffff]/g, '?') };
    });
  }

  listStacks(): Promise<object> {
    return this.faults.around('listStacks', () => ({
      StackSummaries: this.stacks
        .filter(({ status }) => status === 'DELETE_COMPLETE')
        .map(({ id, name }) => ({ StackId: id, StackName: name })),
    }));
  }

  private begin(stack: FakeStack, token: string, course: Course, end: () => void): void {
    this.begun.push(token);
    course.statuses.forEach((status, index) => {
      const enter = (): void => {
        stack.status = status;
        this.tell(stack, stack, status, token);
        if (index === 0) {
          course.resources.forEach(([id, failed, reason]) => this.tell(stack, { id }, failed, token, reason));
        }
        if (index === course.statuses.length - 1) {
          end();
        }
      };
      if (index === 0) {
        enter();
      } else {
        this.clock.after(index * STEP_SECONDS, enter);
      }
    });
  }

  private tell(
    stack: FakeStack,
    { id }: { readonly id: string },
    status: ResourceStatus,
    token: string,
    reason?: string,
  ): void {
    stack.events.push(eventOf(stack, id, status, { token, at: this.clock.now(), reason }));
  }

  private newStack(name: string, status: string): FakeStack {
    const id = `arn:aws:cloudformation:eu-west-1:111122223333:stack/${name}/${this.stacks.length}`;
    const stack = {
      id,
      name,
      status,
      template: '',
      isProtected: false,
      changeSets: new Map<string, FakeChangeSet>(),
      events: [],
    };
    this.stacks.push(stack);
    return stack;
  }

  private stack(nameOrId: string): FakeStack {
    const stack = this.find(nameOrId);
    if (stack === undefined) {
      throw awsError('ValidationError', `Stack with id ${nameOrId} does not exist`);
    }
    return stack;
  }

  private changeSet({
    StackName: name = '',
    ChangeSetName: changeSet = '',
  }: DescribeChangeSetInput): FakeChangeSet {
    const found = this.stack(name).changeSets.get(changeSet);
    if (found === undefined) {
      throw awsError('ChangeSetNotFoundException', `ChangeSet [${changeSet}] does not exist`);
    }
    return found;
  }
}
