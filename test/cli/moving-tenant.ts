import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';

import { parseDedication } from '../../lib/dedication/dedication-document';
import type { Dedication } from '../../lib/dedication/dedication-document';
import { invariant } from '../../lib/diagnostics/invariant';
import { embeddedDynamoDb } from '../../lib/engine/local/embedded-dynamodb';
import { StateFolder } from '../../lib/engine/local/state/state-folder';
import type { StackRecord } from '../../lib/engine/local/state/stack-record';

/** Where the plan of the move is written, in the folder of the fleet. */
export const PLAN = 'dedications/vela-stream.json';
export const STATE = join('.multiplex', 'local');

/** The stack of the tenant in the cell that it leaves, and in its own. */
export const OLD = { account: '111122223333', region: 'us-east-1', stackName: 'tenant--vela-stream' };
export const NEW = { ...OLD, account: '222233334444' };

export const PLACE = [
  ...['--account', NEW.account, '--region', NEW.region, '--hosted-zone-id', 'Z0444444444444444444'],
  '--certificate-arn',
  `arn:aws:acm:us-east-1:${NEW.account}:certificate/66666666-6666-4666-8666-666666666666`,
];
export const DOMAINS = [
  '--tenant-certificate-arn',
  `arn:aws:acm:us-east-1:${NEW.account}:certificate/77777777-7777-4777-8777-777777777777`,
];
export const ACCOUNTS = ['--override', 'accounts-left', '--reason', 'Viewers set a new password.'];

/** A tenant that moves, as its applications and its viewers know it: below what any command says. */
export class MovingTenant {
  readonly #folder: string;

  /** @param folder The folder of the fleet. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  get dedication(): Dedication {
    const parsed = parseDedication(JSON.parse(readFileSync(join(this.#folder, PLAN), 'utf8')));
    invariant(parsed.kind === 'dedication', 'dedicate writes a dedication');
    return parsed.dedication;
  }

  /** Digests of the template that a step changes. */
  templates(id: string): { readonly before?: string; readonly after?: string } {
    const step = this.dedication.steps.find((one) => one.id === id);
    return step?.kind === 'stack' ? (step.plan.changed[0]?.template ?? {}) : {};
  }

  record(address: typeof OLD): StackRecord | undefined {
    const state = new StateFolder(join(this.#folder, STATE));
    try {
      return state.read(address);
    } finally {
      state.close();
    }
  }

  /** A viewer stops at that minute. */
  async watch(address: typeof OLD, viewer: string, minute: string): Promise<void> {
    const Item = {
      pk: { S: 'TENANT#vela-stream#viewers' },
      sk: { S: viewer },
      minute: { N: minute },
      poster: { B: Buffer.from([0, 255, 7]) },
    };
    const command = new PutItemCommand({ TableName: this.#table(address), Item });
    await this.#database((client) => client.send(command));
  }

  /** The minutes that viewers stopped at. */
  async watched(address: typeof OLD): Promise<Readonly<Record<string, string>>> {
    const command = new ScanCommand({ TableName: this.#table(address) });
    const { Items = [] } = await this.#database((client) => client.send(command));
    return Object.fromEntries(
      Items.flatMap(({ pk, sk, minute }) =>
        pk?.S === 'TENANT#vela-stream#viewers' ? [[sk?.S ?? '', minute?.N ?? '']] : [],
      ),
    );
  }

  mediaFile(address: typeof OLD, path: string): string {
    const bucket = String(this.record(address)?.parameters['CellMediaBucketName']);
    return join(this.#folder, STATE, 'buckets', bucket, 'tenants/vela-stream', path);
  }

  upload(path: string, bytes: string): void {
    const file = this.mediaFile(OLD, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }

  #table(address: typeof OLD): string {
    return String(this.record(address)?.parameters['CellTableName']);
  }

  async #database<Value>(work: (client: DynamoDBClient) => Promise<Value>): Promise<Value> {
    const database = await embeddedDynamoDb(join(this.#folder, STATE, 'dynamodb'));
    const client = new DynamoDBClient(database.config);
    try {
      return await work(client);
    } finally {
      client.destroy();
      await database.close();
    }
  }
}
