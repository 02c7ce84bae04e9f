import type { DescribeChangeSetOutput, GetTemplateInput, Stack } from '@aws-sdk/client-cloudformation';

import { hasName, refusalOf } from './call-failure';
import { renderedDigest } from './sent-template';
import type { StackCalls } from './stack-calls';

/** A stack as CloudFormation describes it, with what every stack has. */
export type FoundStack = Stack & { readonly StackId: string; readonly StackStatus: string };

/** The stack that has the name now; one that was deleted has it no longer. */
export async function findStack(calls: StackCalls, stackName: string): Promise<FoundStack | undefined> {
  try {
    const { Stacks: stacks } = await calls.describeStacks({ StackName: stackName });
    return stacks?.find(isIdentified);
  } catch (error) {
    return undefinedWhere(isMissing(error), error);
  }
}

function isIdentified(stack: Stack): stack is FoundStack {
  return stack.StackId !== undefined && stack.StackStatus !== undefined;
}

/** ARNs of stacks that had the name and were deleted in the last 90 days, which is how long they are listed. */
export async function deletedStacks(calls: StackCalls, stackName: string): Promise<readonly string[]> {
  const found: string[] = [];
  let token: string | undefined;
  do {
    const page = await calls.listStacks({
      StackStatusFilter: ['DELETE_COMPLETE'],
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const summaries = page.StackSummaries ?? [];
    found.push(...summaries.flatMap((each) => (each.StackName === stackName ? (each.StackId ?? []) : [])));
    token = page.NextToken;
  } while (token !== undefined);
  return found;
}

export async function findChangeSet(
  calls: StackCalls,
  stackName: string,
  name: string,
): Promise<DescribeChangeSetOutput | undefined> {
  try {
    return await calls.describeChangeSet({ StackName: stackName, ChangeSetName: name });
  } catch (error) {
    return undefinedWhere(hasName(error, /^ChangeSetNotFound(Exception)?$/) || isMissing(error), error);
  }
}

/** The template that a stack or a change set has, as it was sent. */
export async function originalTemplate(
  calls: StackCalls,
  of: Pick<GetTemplateInput, 'StackName' | 'ChangeSetName'>,
): Promise<string> {
  const { TemplateBody: body } = await calls.getTemplate({ ...of, TemplateStage: 'Original' });
  return body ?? '';
}

export async function originalDigest(
  calls: StackCalls,
  of: Pick<GetTemplateInput, 'StackName' | 'ChangeSetName'>,
): Promise<string> {
  return renderedDigest(await originalTemplate(calls, of));
}

/** CloudFormation says in words alone that there is no such stack. */
function isMissing(error: unknown): boolean {
  return refusalOf(error)?.includes('does not exist') === true;
}

function undefinedWhere(isAnswer: boolean, error: unknown): undefined {
  if (!isAnswer) {
    throw error;
  }
}
