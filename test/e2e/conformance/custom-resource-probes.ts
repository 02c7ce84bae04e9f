import type { Stack } from '@aws-sdk/client-cloudformation';

import type { Probe, ProbeContext } from './probe';
import { TinyStack } from './tiny-stack';

/** Answers what it was asked, so that the stack's outputs tell. Fails on request. */
const CODE = `
const http = require('node:http');
const https = require('node:https');
exports.handler = async (event) => {
  const { Fail: fail, Flag: flag, Id: id } = event.ResourceProperties;
  const body = JSON.stringify({
    Status: fail === 'yes' && event.RequestType !== 'Delete' ? 'FAILED' : 'SUCCESS',
    Reason: 'refused on purpose',
    PhysicalResourceId: id,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    Data: {
      flag: typeof flag,
      signed: String(new URL(event.ResponseURL).searchParams.has('X-Amz-Date')),
      runtime: process.version,
    },
  });
  const { request } = event.ResponseURL.startsWith('https:') ? https : http;
  await new Promise((resolve, reject) => {
    const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
    const sent = request(event.ResponseURL, { method: 'PUT', headers }, (response) => {
      response.resume();
      response.on('end', resolve);
    });
    sent.on('error', reject);
    sent.end(body);
  });
};
`;

const RUNTIME = 'nodejs24.x';

const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

function resources(properties: Readonly<Record<string, unknown>>): object {
  return {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: TRUST } },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: RUNTIME,
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: { ZipFile: CODE },
      },
    },
    Asked: {
      Type: 'Custom::Asked',
      Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] }, ...properties },
    },
  };
}

const OUTPUTS = {
  Outputs: Object.fromEntries(
    ['flag', 'signed', 'runtime'].map((name) => [name, { Value: { 'Fn::GetAtt': ['Asked', name] } }]),
  ),
};

/** One stack is asked several things, since a function takes a moment to start. */
const stacks = new WeakMap<ProbeContext, Promise<TinyStack>>();

function askedStack(context: ProbeContext): Promise<TinyStack> {
  const existing = stacks.get(context);
  if (existing !== undefined) {
    return existing;
  }
  const stack = new TinyStack(context, 'custom');
  const created = stack.create(resources({ Flag: true, Id: 'first' }), OUTPUTS).then(() => stack);
  stacks.set(context, created);
  return created;
}

/** How CloudFormation and Lambda speak to the provisioner. */
export const CUSTOM_RESOURCE_PROBES: readonly Probe[] = [
  {
    behaviour:
      'A custom resource gets every scalar as text, and its answer’s data can be read as attributes.',
    remains: 'the provisioner gets text for every number and boolean',
    holds: async (context) => (await (await askedStack(context)).outputs())['flag'] === 'string',
  },
  {
    behaviour: 'The address that a custom resource answers to is signed, with the time of the request.',
    remains:
      'the provisioner tells a late request from a new one by the time that CloudFormation signed it at',
    holds: async (context) => (await (await askedStack(context)).outputs())['signed'] === 'true',
  },
  {
    behaviour:
      'A function runs on the runtime that its template names, with the AWS SDK that the runtime brings.',
    remains:
      'the provisioner runs on Lambda’s own Node and AWS SDK; here it has this machine’s and the project’s',
    // Whatever the template names, it is the Node that this machine has.
    holds: async (context) => (await (await askedStack(context)).outputs())['runtime'] !== process.version,
  },
  {
    behaviour:
      'When a custom resource fails, its reason stands in the stack’s events and the update is rolled back.',
    remains: 'an operator reads the provisioner’s reason in the stack’s events',
    holds: async (context) => {
      const stack = await askedStack(context);
      const updated: Stack = await stack.update(resources({ Flag: true, Id: 'first', Fail: 'yes' }), OUTPUTS);
      const events = await stack.events();
      return (
        updated.StackStatus === 'UPDATE_ROLLBACK_COMPLETE' &&
        events.some(({ ResourceStatusReason: reason = '' }) => reason.includes('refused on purpose'))
      );
    },
  },
  {
    behaviour: 'When an update answers another physical id, CloudFormation deletes the old one afterwards.',
    remains: 'a changed physical id would end in a delete',
    holds: async (context) => {
      const stack = await askedStack(context);
      await stack.update(resources({ Flag: true, Id: 'second' }), OUTPUTS);
      const events = await stack.events();
      return events.some(
        ({ ResourceStatus: status, PhysicalResourceId: id }) =>
          status === 'DELETE_COMPLETE' && id === 'first',
      );
    },
  },
];
