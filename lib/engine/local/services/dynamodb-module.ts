import type * as DynamoDb from '@aws-sdk/client-dynamodb';

import type { EmbeddedClientConfig } from '../embedded-dynamodb';
import { authorize } from './principal';
import { callerOf, memberOf, textAttribute, textOf } from './sdk-module';
import type { CommandInput, Identity } from './sdk-module';

type Package = typeof DynamoDb;
type Command = Parameters<DynamoDb.DynamoDBClient['send']>[0];

/** Of every table that functions of this project write to. */
const PARTITION_KEY = 'pk';

/** What the commands that name one item carry its key in. */
const KEY_MEMBERS: Readonly<Record<string, string>> = {
  GetItem: 'Key',
  PutItem: 'Item',
  UpdateItem: 'Key',
  DeleteItem: 'Key',
};

/**
 * Stands in for `@aws-sdk/client-dynamodb` in a function: the package itself, with a client that asks the embedded
 * database, on behalf of whose credentials it was given. Each call is checked against the policies of that role first.
 */
export function dynamoDbModule(real: Package, shared: DynamoDb.DynamoDBClient, identity: Identity): object {
  class Client {
    private readonly principal;

    constructor(config: unknown) {
      this.principal = callerOf(config, identity);
    }

    async send(command: Command, options: { readonly abortSignal?: AbortSignal } = {}): Promise<unknown> {
      const input = { ...command.input };
      const action = command.constructor.name.replace(/Command$/, '');
      const table = textOf(input, 'TableName');
      const { account, region } = this.principal;
      const arn = `arn:aws:dynamodb:${region}:${account}:table/${table}`;
      authorize(this.principal, `dynamodb:${action}`, arn, leadingKeys(action, input));
      return shared.send(command, options);
    }

    destroy(): void {}
  }
  return { ...real, DynamoDBClient: Client };
}

/** For the engine's own calls, and for those of functions once they are allowed. */
export function newDynamoDbClient(real: Package, config: EmbeddedClientConfig): DynamoDb.DynamoDBClient {
  return new real.DynamoDBClient({ ...config, maxAttempts: 1 });
}

/** Of commands that name no single item there are none, so that whoever is held to leading keys cannot use them. */
function leadingKeys(action: string, input: CommandInput): Readonly<Record<string, readonly string[]>> {
  const key = KEY_MEMBERS[action];
  const value = key === undefined ? undefined : textAttribute(memberOf(input[key], PARTITION_KEY));
  return typeof value === 'string' ? { 'dynamodb:LeadingKeys': [value] } : {};
}
