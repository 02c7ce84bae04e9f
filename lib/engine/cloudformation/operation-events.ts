import type { StackEvent } from '@aws-sdk/client-cloudformation';

import type { StackCalls } from './stack-calls';

/** Events of a stack, the newest first; CloudFormation keeps them for 90 days, also of a stack that is deleted. */
async function* stackEvents(calls: StackCalls, stackId: string): AsyncGenerator<StackEvent> {
  let token: string | undefined;
  do {
    const page = await calls.describeStackEvents({
      StackName: stackId,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    yield* page.StackEvents ?? [];
    token = page.NextToken;
  } while (token !== undefined);
}

/**
 * One operation on one stack, as the stack's events tell of it. CloudFormation gives every event of an operation the
 * token that the operation was asked for with, so it is never taken for another, whatever the stack looks like.
 */
export class OperationEvents {
  readonly stackId: string;
  private readonly calls: StackCalls;
  private readonly token: string;
  /** The newest event when it was last looked: what is older need not be looked through again. */
  private newest: string | undefined;

  constructor(calls: StackCalls, stackId: string, token: string) {
    this.calls = calls;
    this.stackId = stackId;
    this.token = token;
  }

  /** The last status of the stack that the operation brought about; undefined as long as there is none. */
  async status(): Promise<string | undefined> {
    let first: string | undefined;
    for await (const event of stackEvents(this.calls, this.stackId)) {
      if (this.isOwn(event) && this.isOfStack(event)) {
        return event.ResourceStatus;
      }
      if (event.EventId === this.newest) {
        break;
      }
      first ??= event.EventId;
    }
    this.newest = first ?? this.newest;
    return undefined;
  }

  /** What failed first, in the words of the resource; what was only cancelled because of it says nothing. */
  async failure(): Promise<string> {
    let why: string | undefined;
    for await (const event of stackEvents(this.calls, this.stackId)) {
      if (!this.isOwn(event)) {
        if (why !== undefined) {
          break;
        }
        continue;
      }
      const { LogicalResourceId: id, ResourceStatusReason: reason = 'no reason given' } = event;
      const isFailure = event.ResourceStatus?.endsWith('_FAILED') === true && !isCancelled(reason);
      if (isFailure && !this.isOfStack(event)) {
        why = `${id}: ${reason}`;
      } else if (isFailure || event.ResourceStatus?.includes('ROLLBACK_IN_PROGRESS') === true) {
        why ??= reason;
      }
    }
    return why ?? 'CloudFormation gives no reason';
  }

  private isOwn({ ClientRequestToken: token }: StackEvent): boolean {
    return token === this.token;
  }

  private isOfStack({ PhysicalResourceId: id }: StackEvent): boolean {
    return id === this.stackId;
  }
}

function isCancelled(reason: string): boolean {
  return /cancelled/i.test(reason);
}
