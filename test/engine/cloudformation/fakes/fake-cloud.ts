import { createHash } from 'node:crypto';

import { bootstrapRoleArn } from '../../../../lib/engine/cloudformation/bootstrap-roles';
import { CloudFormationEngine } from '../../../../lib/engine/cloudformation/cloudformation-engine';
import type { MetricCalls } from '../../../../lib/engine/cloudformation/stack-calls';
import type { PutChange } from '../../../../lib/engine/cloudformation/put-stack';
import type { RenderedStack } from '../../../../lib/render/rendered-stack';
import type { ReviewedChange, StackTarget } from '../../../../lib/rollout/ports';
import { FakeCloudFormation } from './fake-cloudformation';
import { Faults } from './faults';
import { VirtualClock } from './virtual-clock';

export const TARGET: StackTarget = {
  stack: 'tenants/alpha',
  stackName: 'tenant--alpha',
  account: '111122223333',
  region: 'eu-west-1',
};

/** A cloud of one account and Region, and engines that work on it; each is a process of its own. */
export class FakeCloud {
  /** Roles that calls of CloudFormation were made under; those of the bootstrap as `bootstrap`. */
  readonly taken: string[] = [];
  /** Roles that CloudFormation was to take for what was made. */
  readonly passed: string[] = [];
  readonly clock = new VirtualClock();
  readonly faults = new Faults();
  readonly cloudFormation = new FakeCloudFormation(this.clock, this.faults);
  private readonly metrics: MetricCalls;

  constructor(metrics: MetricCalls = { getMetricData: () => Promise.resolve({}) }) {
    this.metrics = metrics;
  }

  engine(): CloudFormationEngine {
    return new CloudFormationEngine({
      clock: this.clock,
      connections: {
        stacks: (_, role = 'bootstrap') => {
          this.taken.push(role);
          return Promise.resolve(this.cloudFormation);
        },
        metrics: () => Promise.resolve(this.metrics),
      },
      maker: {
        make: ({ stackName, template, artifacts }, name) => {
          this.passed.push(
            ...(/"cloudFormationExecutionRoleArn": *"([^"]*)"/.exec(artifacts)?.slice(1) ?? []),
          );
          return this.cloudFormation.make(stackName, name, template);
        },
      },
    });
  }
}

/** A template with that word in it. */
export function templateOf(word: string): string {
  return JSON.stringify({ Description: word }, undefined, 1);
}

export function digestOf(template: string): string {
  return createHash('sha256').update(template).digest('hex');
}

/** Puts the template of one word in the place of that of another, or of nothing. */
export function putChange(token: string, from: string | undefined, to: string): PutChange {
  const template = templateOf(to);
  const digest = digestOf(template);
  return {
    ...TARGET,
    kind: 'put',
    token,
    expected: from === undefined ? undefined : digestOf(templateOf(from)),
    to: { release: '2026.11.1', digest },
    rendered: renderedStack(template, digest),
  };
}

export function removal(token: string, from: string): ReviewedChange {
  return { ...TARGET, kind: 'remove', token, expected: digestOf(templateOf(from)) };
}

function renderedStack(template: string, digest: string): RenderedStack {
  return {
    displayName: TARGET.stack,
    stackName: TARGET.stackName,
    template,
    digest,
    resourceCount: 0,
    assets: `{ "files": { "${digest}": {} } }`,
    archives: [],
    artifacts: JSON.stringify({
      url: `s3://assets/${digest}.json`,
      [TARGET.stackName]: {
        properties: {
          assumeRoleArn: bootstrapRoleArn(TARGET, 'deploy'),
          cloudFormationExecutionRoleArn: bootstrapRoleArn(TARGET, 'cfn-exec'),
        },
      },
    }),
    manifestVersion: '54.0.0',
  };
}
