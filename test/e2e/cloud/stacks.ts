import {
  CreateStackCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  paginateDescribeStackEvents,
  paginateDescribeStacks,
} from '@aws-sdk/client-cloudformation';
import type { Capability, CloudFormationClient, Stack, StackEvent } from '@aws-sdk/client-cloudformation';

const POLL_MILLISECONDS = 100;
const POLL_AWS_MILLISECONDS = 5_000;

/** Every stack that has not been deleted. */
export async function allStacks(client: CloudFormationClient): Promise<readonly Stack[]> {
  const stacks: Stack[] = [];
  for await (const page of paginateDescribeStacks({ client }, {})) {
    stacks.push(...(page.Stacks ?? []));
  }
  return stacks;
}

/** The stack of that name; `undefined` when there is none. */
export async function findStack(client: CloudFormationClient, name: string): Promise<Stack | undefined> {
  try {
    const { Stacks: stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return stacks?.[0];
  } catch (error) {
    if (error instanceof Error && error.message.includes('does not exist')) {
      return undefined;
    }
    throw error;
  }
}

export async function stackEvents(
  client: CloudFormationClient,
  stack: string,
): Promise<readonly StackEvent[]> {
  const events: StackEvent[] = [];
  for await (const page of paginateDescribeStackEvents({ client }, { StackName: stack })) {
    events.push(...(page.StackEvents ?? []));
  }
  return events;
}

/** Physical ids by resource type; a stack may have several of a type. */
export async function physicalIds(
  client: CloudFormationClient,
  stack: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = new Map<string, string[]>();
  let next: string | undefined;
  do {
    const page = await client.send(
      new ListStackResourcesCommand({
        StackName: stack,
        ...(next === undefined ? {} : { NextToken: next }),
      }),
    );
    for (const { ResourceType: type = '', PhysicalResourceId: id = '' } of page.StackResourceSummaries ??
      []) {
      ids.set(type, [...(ids.get(type) ?? []), id]);
    }
    next = page.NextToken;
  } while (next !== undefined);
  return ids;
}

/** The outputs of a stack by name. */
export function outputsOf(stack: Stack): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (stack.Outputs ?? []).map(({ OutputKey: key = '', OutputValue: value = '' }) => [key, value]),
  );
}

/** What a template with roles in it must be sent with. */
export const MAY_MAKE_ROLES: { Capabilities: Capability[] } = { Capabilities: ['CAPABILITY_NAMED_IAM'] };

/** Makes a stack from a small template and waits for it. For what a run needs and `cdk` does not make. */
export async function createStack(
  client: CloudFormationClient,
  name: string,
  template: object,
): Promise<Stack> {
  await client.send(
    new CreateStackCommand({ ...MAY_MAKE_ROLES, StackName: name, TemplateBody: JSON.stringify(template) }),
  );
  return settledStack(client, name);
}

/** The stack, once nothing is in progress any more. */
export async function settledStack(
  client: CloudFormationClient,
  nameOrId: string,
  emulated = true,
): Promise<Stack> {
  for (;;) {
    const stack = await findStack(client, nameOrId);
    if (stack === undefined) {
      throw new Error(`stack ${nameOrId} is gone`);
    }
    if (stack.StackStatus?.endsWith('_IN_PROGRESS') !== true) {
      return stack;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, emulated ? POLL_MILLISECONDS : POLL_AWS_MILLISECONDS);
    });
  }
}
