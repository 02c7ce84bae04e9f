import { join } from 'node:path';

import { embeddedDynamoDb } from './embedded-dynamodb';
import type { EmbeddedDynamoDb } from './embedded-dynamodb';

/** The embedded database of an engine that was given none; opened when it is needed. */
export class OwnDatabase {
  private readonly folder: string;
  private opened: Promise<EmbeddedDynamoDb> | undefined;

  constructor(folder: string) {
    this.folder = folder;
  }

  open(): Promise<EmbeddedDynamoDb> {
    this.opened ??= embeddedDynamoDb(join(this.folder, 'dynamodb'));
    return this.opened;
  }

  async close(): Promise<void> {
    await (await this.opened)?.close();
  }
}
