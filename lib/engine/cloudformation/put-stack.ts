import type { DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';

import { invariant } from '../../diagnostics/invariant';
import { ownDeployerRoles } from '../../render/deployer-roles';
import type { ReviewedChange } from '../../rollout/ports';
import type { OperationOutcome } from '../../rollout/rollout-event';
import { hasName, refusalOf } from './call-failure';
import { changeSetName, changeSetState } from './change-set-state';
import { OperationEvents } from './operation-events';
import type { Waiting } from './poll-pace';
import { NOT_STARTED, unexpectedState, untouched } from './reviewed-state';
import { asSent } from './sent-template';
import { deletedStacks, findChangeSet, findStack, originalDigest } from './stack-look';
import type { FoundStack } from './stack-look';
import { phaseOf } from './stack-status';
import { operationOutcome, othersWaiting } from './stack-work';
import type { StackWork } from './stack-work';
import { stuckStack } from './stuck-stack';
import { isWithdrawn, withdraw } from './withdrawal';

export type PutChange = Extract<ReviewedChange, { kind: 'put' }>;

/** How the operation ended; undefined when the stack has to be looked at again. */
type Step = OperationOutcome | undefined;

/** How CloudFormation refuses to carry out a change set that somebody has carried out, taken away or overtaken. */
const OVERTAKEN = /^(TokenAlreadyExists|InvalidChangeSetStatus|ChangeSetNotFound)(Exception)?$/;

/**
 * Puts a rendered stack in the place of what is there, under a token. Nothing is remembered between two calls: each
 * looks what the token has brought about so far and does the next thing, so a run may end after any of them.
 *
 * A change set makes it safe. It is made first and the stack is compared afterwards; if that is what was reviewed, any
 * change by somebody else until the change set is carried out makes CloudFormation refuse it.
 */
export class StackPut {
  private readonly work: StackWork;
  private readonly change: PutChange;
  private readonly waiting: Waiting;
  private events: OperationEvents | undefined;
  private isMade = false;

  constructor(work: StackWork, change: PutChange) {
    invariant(change.rendered.digest === change.to.digest, 'what is put is what was reviewed');
    this.work = work;
    this.change = change;
    this.waiting = othersWaiting(work, change);
  }

  async outcome(): Promise<OperationOutcome> {
    for (;;) {
      const stack = await findStack(this.work.calls, this.change.stackName);
      const outcome = (await this.startedBefore(stack)) ?? (await this.nextStep(stack));
      if (outcome !== undefined) {
        return outcome;
      }
    }
  }

  /** What the token has brought about already, on this stack or on one of the name that is gone. */
  private async startedBefore(stack: FoundStack | undefined): Promise<Step> {
    const { calls } = this.work;
    const stackIds =
      stack === undefined ? await deletedStacks(calls, this.change.stackName) : [stack.StackId];
    for (const stackId of stackIds) {
      if (this.events?.stackId !== stackId) {
        this.events = new OperationEvents(calls, stackId, this.change.token);
      }
      if ((await this.events.status()) !== undefined) {
        return this.ended(this.events);
      }
    }
    return undefined;
  }

  private async nextStep(stack: FoundStack | undefined): Promise<Step> {
    if (stack === undefined) {
      return this.change.onlyIfStarted === true ? NOT_STARTED : this.prepare(stack);
    }
    const { calls } = this.work;
    const { stackName, token, onlyIfStarted } = this.change;
    const changeSet = await findChangeSet(calls, stackName, changeSetName(token));
    if (changeSetState(changeSet) === 'executing') {
      // Its events are late.
      return this.ended(new OperationEvents(calls, stack.StackId, token));
    }
    if (await isWithdrawn(calls, stackName, token)) {
      return NOT_STARTED;
    }
    if (onlyIfStarted === true) {
      const role = ownDeployerRoles(this.change.rendered)?.execution;
      return withdraw(calls, stackName, token, role).then(() => undefined);
    }
    return this.withChangeSet(stack, changeSet);
  }

  private async withChangeSet(
    stack: FoundStack,
    changeSet: DescribeChangeSetOutput | undefined,
  ): Promise<Step> {
    switch (changeSetState(changeSet)) {
      case 'obsolete':
        this.isMade = false;
        return this.prepare(stack);
      case 'none':
        return this.prepare(stack);
      case 'pending':
      case 'executing':
        return this.lookLater();
      case 'ready':
        return this.carryOut(stack);
      case 'empty':
        return this.leaveAsItIs(stack);
      case 'refused':
        return this.refused(stack, changeSet?.StatusReason ?? 'CloudFormation refused the change set');
    }
  }

  /** Makes the change set; one that was made and cannot be seen yet is waited for. */
  private prepare(stack: FoundStack | undefined): Promise<Step> {
    return this.whereReviewed(stack, async () => {
      if (this.isMade) {
        return this.lookLater();
      }
      try {
        await this.work.maker.make(asSent(this.change.rendered), changeSetName(this.change.token));
        this.isMade = true;
        return undefined;
      } catch (error) {
        return this.notMade(error);
      }
    });
  }

  /** A change set that was refused may be there and say why; or the stack is busy; or nothing was made at all. */
  private async notMade(error: unknown): Promise<Step> {
    const { calls } = this.work;
    const { stackName, token } = this.change;
    const stack = await findStack(calls, stackName);
    const changeSet = stack && (await findChangeSet(calls, stackName, changeSetName(token)));
    const state = changeSetState(changeSet);
    if (state === 'refused' || state === 'empty') {
      return undefined;
    }
    const reason = refusalOf(error);
    if (reason === undefined) {
      throw error;
    }
    const isBusy = stack !== undefined && phaseOf(stack.StackStatus) === 'busy';
    return isBusy ? this.lookLater() : this.refused(stack, reason);
  }

  private carryOut(stack: FoundStack): Promise<Step> {
    return this.whereReviewed(stack, async () => {
      const { calls } = this.work;
      const { stackName, token, to } = this.change;
      const place = { StackName: stackName, ChangeSetName: changeSetName(token) };
      try {
        if ((await originalDigest(calls, place)) !== to.digest) {
          return this.refused(stack, 'its change set holds another template than was reviewed');
        }
        await calls.executeChangeSet({ ...place, ClientRequestToken: token });
      } catch (error) {
        if (hasName(error, OVERTAKEN) || refusalOf(error) !== undefined) {
          return this.lookLater();
        }
        throw error;
      }
      return this.ended(new OperationEvents(calls, stack.StackId, token));
    });
  }

  /** Nothing of what the template says differs for CloudFormation, which keeps the text that it has. */
  private leaveAsItIs(stack: FoundStack): Promise<Step> {
    return this.whereReviewed(stack, async () => {
      const { expected, to, token } = this.change;
      await this.work.calls.deleteChangeSet({
        StackName: stack.StackId,
        ChangeSetName: changeSetName(token),
      });
      return { kind: 'succeeded', digest: expected ?? to.digest, operation: stack.StackId };
    });
  }

  /** Does it where the stack can be changed and is what was reviewed. */
  private async whereReviewed(stack: FoundStack | undefined, work: () => Promise<Step>): Promise<Step> {
    const { calls } = this.work;
    switch (stack === undefined ? 'absent' : phaseOf(stack.StackStatus)) {
      case 'busy':
        return this.lookLater();
      case 'stuck':
        return stack && stuckStack(calls, this.change, stack);
      case 'absent':
        return (await unexpectedState(calls, this.change, undefined)) ?? work();
      case 'settled':
        return (await unexpectedState(calls, this.change, stack)) ?? work();
    }
  }

  private async refused(stack: FoundStack | undefined, reason: string): Promise<OperationOutcome> {
    return untouched(stack, this.change, this.change.expected, reason);
  }

  private async lookLater(): Promise<undefined> {
    await this.waiting.next();
  }

  private ended(events: OperationEvents): Promise<OperationOutcome> {
    const { expected, to } = this.change;
    return operationOutcome(this.work, this.change, events, { before: expected, after: to.digest });
  }
}
