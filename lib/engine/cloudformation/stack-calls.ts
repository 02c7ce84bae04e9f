import type {
  CreateChangeSetInput,
  CreateChangeSetOutput,
  DeleteChangeSetInput,
  DeleteChangeSetOutput,
  DeleteStackInput,
  DescribeChangeSetInput,
  DescribeChangeSetOutput,
  DescribeStackEventsInput,
  DescribeStackEventsOutput,
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput,
  DescribeStacksInput,
  DescribeStacksOutput,
  ExecuteChangeSetInput,
  ExecuteChangeSetOutput,
  GetTemplateInput,
  GetTemplateOutput,
  ListStacksInput,
  ListStacksOutput,
} from '@aws-sdk/client-cloudformation';
import type { GetMetricDataInput, GetMetricDataOutput } from '@aws-sdk/client-cloudwatch';

import type { StackTarget } from '../../rollout/ports';

/** What the engine asks of CloudFormation, in one account and Region: calls as the AWS SDK names and shapes them. */
export interface StackCalls {
  describeStacks(input: DescribeStacksInput): Promise<DescribeStacksOutput>;
  describeStackEvents(input: DescribeStackEventsInput): Promise<DescribeStackEventsOutput>;
  describeStackResources(input: DescribeStackResourcesInput): Promise<DescribeStackResourcesOutput>;
  getTemplate(input: GetTemplateInput): Promise<GetTemplateOutput>;
  listStacks(input: ListStacksInput): Promise<ListStacksOutput>;
  createChangeSet(input: CreateChangeSetInput): Promise<CreateChangeSetOutput>;
  describeChangeSet(input: DescribeChangeSetInput): Promise<DescribeChangeSetOutput>;
  executeChangeSet(input: ExecuteChangeSetInput): Promise<ExecuteChangeSetOutput>;
  deleteChangeSet(input: DeleteChangeSetInput): Promise<DeleteChangeSetOutput>;
  deleteStack(input: DeleteStackInput): Promise<unknown>;
}

/** What the engine asks of CloudWatch in us-east-1, where the metrics of CloudFront are and nowhere else. */
export interface MetricCalls {
  getMetricData(input: GetMetricDataInput): Promise<GetMetricDataOutput>;
}

/** Where a stack is. */
export type StackPlace = Pick<StackTarget, 'account' | 'region'>;

/** Clients with the credentials that a place asks for. */
export interface Connections {
  /** @param role ARN of the role to take. @default the one of the bootstrap that may change stacks */
  stacks(place: StackPlace, role?: string): Promise<StackCalls>;
  metrics(place: StackPlace): Promise<MetricCalls>;
}
