import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';

import { stackEvents } from '../cloud/stacks';

const BEGINNING = /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/;

/** Tokens of the operations that were begun on a stack, as its own events tell of them: one for each beginning. */
export async function begunOperations(
  client: CloudFormationClient,
  stackName: string,
): Promise<readonly string[]> {
  const events = await stackEvents(client, stackName);
  return events.flatMap((event) => {
    const isOfStack = event.PhysicalResourceId === event.StackId;
    return isOfStack && BEGINNING.test(event.ResourceStatus ?? '') ? [event.ClientRequestToken ?? ''] : [];
  });
}
