import { CreateStackCommand, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { GetBucketTaggingCommand } from '@aws-sdk/client-s3';

import { bucketNames } from '../cloud/objects';
import { settledStack } from '../cloud/stacks';
import { callJson } from '../emulator/emulator-call';
import { isRefused, unlessMissing } from './probe';
import type { Probe, ProbeContext } from './probe';
import { TinyStack } from './tiny-stack';

const BUCKET = { Type: 'AWS::S3::Bucket' };
const KEPT_BUCKET = { ...BUCKET, DeletionPolicy: 'Retain' };

/** Fails when it is made, after what it depends on. */
function refused(...dependsOn: readonly string[]): object {
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };
  const properties = { PolicyName: 'refused', Roles: ['nobody'], PolicyDocument: document };
  return { Type: 'AWS::IAM::Policy', Properties: properties, DependsOn: dependsOn };
}

function parameter(context: ProbeContext, value: string): object {
  return {
    Type: 'AWS::SSM::Parameter',
    Properties: { Type: 'String', Name: `/${context.prefix}/value`, Value: value },
  };
}

async function parameterValue({ endpoint, prefix }: ProbeContext): Promise<string> {
  const name = { Name: `/${prefix}/value` };
  const { Parameter: found } = await callJson(endpoint, 'ssm', 'AmazonSSM.GetParameter', name);
  return (found as { Value: string }).Value;
}

async function bucketExists({ lane }: ProbeContext, name: string | undefined): Promise<boolean> {
  return name !== undefined && (await bucketNames(lane.cloud.s3)).includes(name);
}

/** What CloudFormation does with stacks. */
export const STACK_PROBES: readonly Probe[] = [
  {
    behaviour: 'When a stack is deleted, what it retains stays and everything else goes.',
    remains: 'a deleted stack leaves what it retains',
    holds: async (context) => {
      const stack = new TinyStack(context, 'retain');
      await stack.create({ Kept: KEPT_BUCKET });
      const kept = await stack.physicalId('AWS::S3::Bucket');
      await stack.delete();
      const other = new TinyStack(context, 'drop');
      await other.create({ Dropped: BUCKET });
      const dropped = await other.physicalId('AWS::S3::Bucket');
      await other.delete();
      return (await bucketExists(context, kept)) && !(await bucketExists(context, dropped));
    },
  },
  {
    behaviour: 'A stack can be deleted by its ARN, as `cdk` does it.',
    remains: '`cdk destroy` takes a stack away',
    holds: async (context) => {
      const stack = new TinyStack(context, 'by-arn');
      const { StackId: arn } = await stack.create({ Bucket: BUCKET });
      await stack.delete(arn);
      return (await stack.find()) === undefined;
    },
  },
  {
    behaviour: 'A stack with termination protection cannot be deleted.',
    remains: 'a cell cannot be deleted by mistake',
    holds: async (context) => {
      const stack = new TinyStack(context, 'protected');
      await stack.create({ Bucket: BUCKET });
      const protect = { StackName: stack.name, EnableTerminationProtection: true };
      await context.lane.cloud.cloudFormation.send(new UpdateTerminationProtectionCommand(protect));
      return isRefused(() => stack.delete());
    },
  },
  {
    behaviour:
      'A failed update puts changed properties back, takes away what it added and keeps what was there.',
    remains: 'a failed update leaves a stack as it was',
    holds: async (context) => {
      const stack = new TinyStack(context, 'rollback');
      await stack.create({ Value: parameter(context, 'old'), Bucket: KEPT_BUCKET });
      const bucket = await stack.physicalId('AWS::S3::Bucket');
      const added = { Added: { Type: 'AWS::SNS::Topic', Properties: { TopicName: `${stack.name}-added` } } };
      const { StackStatus: status } = await stack.update({
        Value: parameter(context, 'new'),
        Bucket: KEPT_BUCKET,
        ...added,
        Refused: refused('Value', 'Added'),
      });
      return (
        status === 'UPDATE_ROLLBACK_COMPLETE' &&
        (await parameterValue(context)) === 'old' &&
        (await stack.physicalId('AWS::SNS::Topic')) === undefined &&
        (await bucketExists(context, bucket))
      );
    },
  },
  {
    behaviour: 'A failed creation is rolled back, and leaves what is retained.',
    remains: 'a tenant whose creation failed leaves its bucket',
    holds: async (context) => {
      const stack = new TinyStack(context, 'failed');
      const before = (await bucketNames(context.lane.cloud.s3)).length;
      const { StackStatus: status } = await stack.create({ Kept: KEPT_BUCKET, Refused: refused('Kept') });
      return (
        status === 'ROLLBACK_COMPLETE' && (await bucketNames(context.lane.cloud.s3)).length === before + 1
      );
    },
  },
  {
    behaviour: 'An update that changes nothing is refused and writes no event.',
    remains: 'a deployment without a change does nothing',
    holds: async (context) => {
      const stack = new TinyStack(context, 'same');
      await stack.create({ Bucket: BUCKET });
      const before = (await stack.events()).length;
      const wasRefused = await isRefused(() => stack.update({ Bucket: BUCKET }));
      return wasRefused && (await stack.events()).length === before;
    },
  },
  {
    behaviour: 'An update writes events for the resources that it changes, and for no others.',
    remains: 'within the stack of a changed tenant, only what changed is touched',
    holds: async (context) => {
      const stack = new TinyStack(context, 'events');
      const topic = (name: string): object => ({
        Type: 'AWS::SNS::Topic',
        Properties: { DisplayName: name },
      });
      await stack.create({ Bucket: BUCKET, Topic: topic('before') });
      await stack.update({ Bucket: BUCKET, Topic: topic('after') });
      const events = await stack.events();
      const updated = events.filter(({ ResourceStatus: status }) => status === 'UPDATE_COMPLETE');
      const resources = updated.map(({ LogicalResourceId: id }) => id).filter((id) => id !== stack.name);
      return resources.join() === 'Topic';
    },
  },
  {
    behaviour:
      'A parameter of type `AWS::SSM::Parameter::Value<String>` gets the value of the parameter it names.',
    remains: 'a tenant reads the contract of its cell',
    holds: async (context) => {
      const stack = new TinyStack(context, 'contract');
      const { name, cell } = context.lane.fleet;
      const path = `/multiplex/${name}/cells/${cell}/v1/table-name`;
      await stack.create(
        { Bucket: BUCKET },
        {
          Parameters: { Table: { Type: 'AWS::SSM::Parameter::Value<String>', Default: path } },
          Outputs: { Table: { Value: { Ref: 'Table' } } },
        },
      );
      return (await stack.outputs())['Table'] === context.cell.get('AWS::DynamoDB::Table')?.[0];
    },
  },
  {
    behaviour: 'A stack whose parameter names an SSM parameter that is not there is refused.',
    remains: 'a tenant is refused where its cell has no contract',
    holds: (context) =>
      isRefused(() =>
        new TinyStack(context, 'no-contract').create(
          { Bucket: BUCKET },
          {
            Parameters: { Nothing: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/nothing/here' } },
          },
        ),
      ),
  },
  {
    behaviour: 'The tags of a stack reach its buckets.',
    remains: 'a tenant’s bucket carries the tenant’s tags',
    holds: async (context) => {
      const { cloudFormation, s3 } = context.lane.cloud;
      const stack = new TinyStack(context, 'tags');
      const template = JSON.stringify({ Resources: { Bucket: BUCKET } });
      const tags = [{ Key: 'multiplex:tenant', Value: 'acme' }];
      await cloudFormation.send(
        new CreateStackCommand({ StackName: stack.name, TemplateBody: template, Tags: tags }),
      );
      await settledStack(cloudFormation, stack.name);
      const bucket = await stack.physicalId('AWS::S3::Bucket');
      const read = s3.send(new GetBucketTaggingCommand({ Bucket: bucket }));
      const found = (await unlessMissing(read, 'NoSuchTagSet'))?.TagSet;
      return (
        found?.some(({ Key: key, Value: value }) => key === 'multiplex:tenant' && value === 'acme') ?? false
      );
    },
  },
];
