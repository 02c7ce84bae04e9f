import type { Json } from '../../../plan/value-changes';
import type { Principal, Sessions } from './principal';
import { ServiceFault } from './service-fault';

/** What a command of a client does: takes its input, and gives its output. */
export type CommandHandler = (input: CommandInput, principal: Principal) => unknown;

/** Input of a command. Whoever wrote the function decides what is in it. */
export type CommandInput = Readonly<Record<string, unknown>>;

/** The `Sessions` that credentials come from, and who calls where a client is given none. */
export interface Identity {
  readonly sessions: Sessions;
  readonly own: Principal;
}

/**
 * Stands in for a package of `@aws-sdk` in a function: its client answers in this process, and its commands are what
 * they were made with. No address is looked up and nothing is serialised.
 *
 * @param clientName `S3Client`.
 * @param handlers By the name of the command, `GetObjectCommand`.
 */
export function sdkModule(
  clientName: string,
  handlers: Readonly<Record<string, CommandHandler>>,
  identity: Identity,
): object {
  class Client {
    private readonly principal: Principal;

    constructor(config: unknown) {
      this.principal = callerOf(config, identity);
    }

    async send(command: SentCommand, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown> {
      options?.abortSignal?.throwIfAborted();
      const handler = handlers[command.name];
      if (handler === undefined) {
        throw new ServiceFault('NotImplemented', `The local engine has no ${command.name}`, 400);
      }
      return handler(command.input, this.principal);
    }

    destroy(): void {}
  }
  const commands = new Map<string, unknown>([[clientName, Client]]);
  return new Proxy(
    {},
    {
      get: (_, name) => {
        if (typeof name !== 'string' || (name !== clientName && !name.endsWith('Command'))) {
          return undefined;
        }
        const known = commands.get(name) ?? commandClass(name);
        commands.set(name, known);
        return known;
      },
    },
  );
}

/** Whose credentials a client is made with. */
export function callerOf(config: unknown, { sessions, own }: Identity): Principal {
  const credentials = memberOf(config, 'credentials');
  if (credentials === undefined) {
    return own;
  }
  const holder = sessions.holder(String(memberOf(credentials, 'accessKeyId')));
  if (holder === undefined) {
    throw new ServiceFault(
      'InvalidClientTokenId',
      'The security token included in the request is invalid',
      403,
    );
  }
  return holder;
}

/** A text that a command must be given. */
export function textOf(input: CommandInput, name: string): string {
  const value = input[name];
  if (typeof value !== 'string' || value === '') {
    throw new ServiceFault('ValidationException', `${name} is missing`, 400);
  }
  return value;
}

export function optionalText(input: CommandInput, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** Attributes of DynamoDB as plain JSON, for reading keys. */
export function textAttribute(value: unknown): Json | undefined {
  const text = memberOf(value, 'S');
  return typeof text === 'string' ? text : undefined;
}

interface SentCommand {
  readonly name: string;
  readonly input: CommandInput;
}

function commandClass(name: string): new (input: CommandInput) => SentCommand {
  return class {
    readonly name = name;
    readonly input: CommandInput;

    constructor(input: CommandInput) {
      this.input = input;
    }
  };
}
