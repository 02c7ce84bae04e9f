import type { CreateChangeSetInput } from '@aws-sdk/client-cloudformation';

import { hasName } from './call-failure';
import { changeSetName } from './change-set-state';
import type { StackCalls } from './stack-calls';
import { findChangeSet } from './stack-look';

/**
 * A token is withdrawn by a mark that outlives the process: a change set under another name, that is never carried out.
 * Whoever carries an operation out looks for the mark after its change set is made; whoever withdraws sets the mark
 * first and deletes the change set afterwards. So one of the two always finds what the other did. The next operation on
 * the stack clears the mark away, as CloudFormation does with all change sets that it makes out of date.
 *
 * @param role Execution role of the stack, without which the deploy role of a tenant may make no change set. @default
 * whichever the stack has
 */
export async function withdraw(
  calls: StackCalls,
  stackName: string,
  token: string,
  role: string | undefined,
): Promise<void> {
  const named = role === undefined ? {} : { RoleARN: role };
  await unless(/^AlreadyExists(Exception)?$/, () =>
    calls.createChangeSet({ ...mark(stackName, token), ...named }),
  );
  await unless(/^(InvalidChangeSetStatus|ChangeSetNotFound)(Exception)?$/, () =>
    calls.deleteChangeSet({ StackName: stackName, ChangeSetName: changeSetName(token) }),
  );
}

export async function isWithdrawn(calls: StackCalls, stackName: string, token: string): Promise<boolean> {
  return (await findChangeSet(calls, stackName, markName(token))) !== undefined;
}

function markName(token: string): string {
  return `withdrawn-${token}`;
}

/** It changes nothing, so that nothing happens should anybody carry it out after all. */
function mark(stackName: string, token: string): CreateChangeSetInput {
  return {
    StackName: stackName,
    ChangeSetName: markName(token),
    Description: 'This operation came too late and is never to be started.',
    UsePreviousTemplate: true,
    Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
  };
}

async function unless(isAnswer: RegExp, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!hasName(error, isAnswer)) {
      throw error;
    }
  }
}
