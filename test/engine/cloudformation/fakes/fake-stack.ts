import type {
  ChangeSetStatus,
  ExecutionStatus,
  ResourceStatus,
  StackEvent,
} from '@aws-sdk/client-cloudformation';

/** What a stack of the fake holds. */
export interface FakeStack {
  readonly id: string;
  readonly name: string;
  status: string;
  template: string;
  isProtected: boolean;
  readonly changeSets: Map<string, FakeChangeSet>;
  /** The oldest first. */
  readonly events: StackEvent[];
}

export interface FakeChangeSet {
  readonly template: string;
  readonly status: ChangeSetStatus;
  readonly reason?: string;
  execution: ExecutionStatus;
}

/** How an operation goes, as statuses of the stack: the last one is where it stays. */
export interface Course {
  readonly statuses: readonly ResourceStatus[];
  /** Events of resources between the first status and the second. */
  readonly resources: readonly (readonly [id: string, status: ResourceStatus, reason: string])[];
  /** Whether the new template is there afterwards. */
  readonly isKept: boolean;
}

/** A template says by a word in it how it goes. */
export function courseOf(kind: 'CREATE' | 'UPDATE', template: string): Course {
  const [failed, rolled, stuck]: readonly ResourceStatus[] =
    kind === 'CREATE'
      ? ['CREATE_FAILED', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED']
      : ['UPDATE_FAILED', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_FAILED'];
  const rollback: ResourceStatus = kind === 'CREATE' ? 'ROLLBACK_IN_PROGRESS' : 'UPDATE_ROLLBACK_IN_PROGRESS';
  const start: ResourceStatus = `${kind}_IN_PROGRESS`;
  if (failed !== undefined && rolled !== undefined && stuck !== undefined && template.includes('Broken')) {
    const end = template.includes('BrokenForGood') ? stuck : rolled;
    return {
      statuses: [start, rollback, end],
      resources: [
        // Events of one moment come in no order.
        ['Bucket', failed, 'Resource creation cancelled'],
        ['Alarm', failed, 'the threshold is no number'],
      ],
      isKept: kind === 'CREATE',
    };
  }
  return { statuses: [start, `${kind}_COMPLETE`], resources: [], isKept: true };
}

/** What CloudFormation tells of the stack itself, or of a resource of it. */
export function eventOf(
  stack: FakeStack,
  id: string,
  status: ResourceStatus,
  { token, at, reason }: { readonly token: string; readonly at: number; readonly reason: string | undefined },
): StackEvent {
  return {
    StackId: stack.id,
    StackName: stack.name,
    EventId: `${stack.id}-${stack.events.length}`,
    Timestamp: new Date(at),
    LogicalResourceId: id === stack.id ? stack.name : id,
    PhysicalResourceId: id,
    ResourceStatus: status,
    ...(reason === undefined ? {} : { ResourceStatusReason: reason }),
    ClientRequestToken: token,
  };
}
