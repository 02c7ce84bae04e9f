import type { Server } from 'node:http';
import { createRequire } from 'node:module';

import { invariant } from '../../diagnostics/invariant';

/**
 * LevelDB as dynalite opens it, with what dynalite lacks: whether it could be opened is known before a request comes,
 * and a failing disk is an answer of the service instead of an exception that nobody can catch.
 *
 * An acknowledged write was handed to the operating system, so it outlives the process however that ends. It is not
 * forced to the disk: a machine that loses power may lose the last ones.
 */
export interface CrashSafeDynalite {
  readonly server: Server;
  /** @throws Error whose cause has the code `LEVEL_LOCKED` when another process, or this one, has the folder open. */
  open(): Promise<void>;
}

interface Database {
  open(): Promise<void>;
  put(key: string, value: unknown): Promise<void>;
  get(key: string): Promise<unknown>;
  del(key: string): Promise<void>;
  iterator(range: { gte: string; lt: string }): AsyncIterable<[string, unknown]>;
}

type DatabaseClass = new (folder: string, options: unknown) => Database;

interface DynaliteOptions {
  /** Left out for a database in memory. */
  readonly path?: string;
  readonly createTableMs: number;
  readonly deleteTableMs: number;
  readonly updateTableMs: number;
}

type Dynalite = (options: DynaliteOptions) => Server;

const AT_ONCE = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };

/** Dynalite names the class of its database once, when it is loaded. */
const loaded = load();

export function memoryDynalite(): Server {
  return loaded.dynalite(AT_ONCE);
}

export function crashSafeDynalite(folder: string): CrashSafeDynalite {
  const server = loaded.dynalite({ ...AT_ONCE, path: folder });
  const database = loaded.lastOpened();
  return {
    server,
    open: async () => {
      await database.open();
      await finishTables(database);
    },
  };
}

function load(): { readonly dynalite: Dynalite; readonly lastOpened: () => Database } {
  // Neither package has types; what is used of them is written above.
  const requireAsDynalite = createRequire(require.resolve('dynalite'));
  const level = requireAsDynalite('level') as { Level: DatabaseClass };
  let last: Database | undefined;
  const remember = (database: Database): void => {
    last = database;
  };
  level.Level = class extends level.Level {
    constructor(folder: string, options: unknown) {
      super(folder, options);
      remember(this);
    }

    override put(key: string, value: unknown): Promise<void> {
      return super.put(key, value).catch(refuse);
    }

    override get(key: string): Promise<unknown> {
      return super.get(key).catch(refuse);
    }

    override del(key: string): Promise<void> {
      return super.del(key).catch(refuse);
    }
  };
  return {
    dynalite: requireAsDynalite('dynalite') as Dynalite,
    lastOpened: () => {
      invariant(
        last !== undefined,
        'dynalite was loaded here first, and opens the database that is wrapped here',
      );
      return last;
    },
  };
}

/** What dynalite sends as an answer has these fields; anything else it throws where nobody can catch it. */
function refuse(error: unknown): never {
  throw Object.assign(new Error('the embedded database failed', { cause: error }), {
    statusCode: 500,
    body: {
      __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
      message: error instanceof Error ? error.message : String(error),
    },
  });
}

/** A table is made in two writes. Where the process ended between them it would be half made for ever. */
async function finishTables(database: Database): Promise<void> {
  for await (const [key, table] of database.iterator({ gte: 'table~', lt: 'table\u007f' })) {
    if (isHalfMade(table)) {
      await database.put(key, { ...table, TableStatus: 'ACTIVE' });
    }
  }
}

function isHalfMade(table: unknown): table is object {
  return (
    typeof table === 'object' && table !== null && 'TableStatus' in table && table.TableStatus === 'CREATING'
  );
}
