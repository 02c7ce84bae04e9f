import { DeleteStackCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import type { Stack, StackEvent } from '@aws-sdk/client-cloudformation';

import {
  MAY_MAKE_ROLES,
  createStack,
  findStack,
  outputsOf,
  physicalIds,
  settledStack,
  stackEvents,
} from '../cloud/stacks';
import type { ProbeContext } from './probe';

/** A stack of one probe. */
export class TinyStack {
  readonly name: string;
  private readonly context: ProbeContext;

  constructor(context: ProbeContext, name: string) {
    this.context = context;
    this.name = `${context.prefix}-${name}`;
  }

  create(resources: object, more: object = {}): Promise<Stack> {
    return createStack(this.client, this.name, { Resources: resources, ...more });
  }

  async update(resources: object, more: object = {}): Promise<Stack> {
    const template = JSON.stringify({ Resources: resources, ...more });
    await this.client.send(
      new UpdateStackCommand({ ...MAY_MAKE_ROLES, StackName: this.name, TemplateBody: template }),
    );
    return settledStack(this.client, this.name);
  }

  /** Deletes it and waits until it is gone. */
  async delete(nameOrArn = this.name): Promise<void> {
    await this.client.send(new DeleteStackCommand({ StackName: nameOrArn }));
    const isThere = async (): Promise<boolean> => {
      const status = (await findStack(this.client, this.name))?.StackStatus ?? 'DELETE_COMPLETE';
      return status === 'DELETE_IN_PROGRESS';
    };
    while (await isThere()) {
      // Each look takes a moment by itself.
    }
  }

  find(): Promise<Stack | undefined> {
    return findStack(this.client, this.name);
  }

  events(): Promise<readonly StackEvent[]> {
    return stackEvents(this.client, this.name);
  }

  async outputs(): Promise<Readonly<Record<string, string>>> {
    const stack = await this.find();
    return stack === undefined ? {} : outputsOf(stack);
  }

  async physicalId(type: string): Promise<string | undefined> {
    return (await physicalIds(this.client, this.name)).get(type)?.[0];
  }

  private get client(): ProbeContext['lane']['cloud']['cloudFormation'] {
    return this.context.lane.cloud.cloudFormation;
  }
}
