import { createHash } from 'node:crypto';

import { accepted, refused } from '../../../lib/handlers/outcome';
import { provision } from '../../../lib/handlers/provision';
import type { CellAccess, ProvisionerPorts } from '../../../lib/handlers/provisioner-ports';
import type { TenantItems } from '../../../lib/handlers/partition/tenant-items';
import type { TenantCredentials } from '../../../lib/handlers/tenant-role';
import { distributionOf } from './events';
import { bucketAccess, fakeBucket, type FakeBucket } from './fake-bucket';
import { fakeClock, type FakeClock } from './fake-clock';
import { faults, serviceError, type Faults } from './faults';
import { memoryItems, type MemoryItems } from './memory-items';

/** An answer as CloudFormation receives it. */
interface ReceivedAnswer {
  readonly url: string;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Invalidation {
  readonly distributionId: string;
  readonly paths: readonly string[];
  readonly reference: string;
}

/** A small account: roles that open one tenant's things each, a table, buckets, caches, and CloudFormation's ear. */
export interface World {
  readonly clock: FakeClock;
  readonly faults: Faults;
  readonly memory: MemoryItems;
  readonly buckets: Map<string, FakeBucket>;
  readonly assets: Map<string, Buffer>;
  readonly invalidations: Invalidation[];
  readonly answers: ReceivedAnswer[];
  readonly sessions: { readonly roleArn: string; readonly sessionName: string }[];
  readonly lines: string[];
  readonly ports: ProvisionerPorts;
  /** Stores an archive the way a deployment does and gives its key. */
  upload(archive: Buffer): string;
  /** Serves an event and gives the answer's body; fails unless there was exactly one. */
  send(event: unknown, remainingMs?: number): Promise<Readonly<Record<string, unknown>>>;
}

export const ROLE_PATH_ARN = 'arn:aws:iam::111122223333:role/multiplex/fleet/cell/tenants/';
export const REMAINING_MS = 120_000;

export function world(table?: TenantItems): World {
  const clock = fakeClock();
  const chaos = faults(clock);
  const memory = memoryItems();
  const made = {
    clock,
    faults: chaos,
    memory,
    buckets: new Map<string, FakeBucket>(),
    assets: new Map<string, Buffer>(),
    invalidations: [] as Invalidation[],
    answers: [] as ReceivedAnswer[],
    sessions: [] as World['sessions'],
    lines: [] as string[],
  };
  const ports: ProvisionerPorts = {
    clock,
    chance: { fraction: fractions() },
    sink: (line) => void made.lines.push(line),
    answers: {
      put: (address, text) =>
        chaos.take('answer.put', undefined, () => {
          made.answers.push({ url: address.href, text, body: JSON.parse(text) });
          return 200;
        }),
    },
    cell: accepted(cellAccess(made, table ?? memory)),
  };
  return {
    ...made,
    ports,
    upload: (archive) => {
      const key = `${createHash('sha256').update(archive).digest('hex')}.zip`;
      made.assets.set(key, archive);
      return key;
    },
    send: async (event, remainingMs = REMAINING_MS) => {
      const before = made.answers.length;
      await provision(event, remainingMs, ports);
      expect(made.answers).toHaveLength(before + 1);
      return made.answers[before]?.body ?? {};
    },
  };
}

type Account = Omit<World, 'ports' | 'upload' | 'send'>;

function cellAccess(account: Account, table: TenantItems): CellAccess {
  return {
    fleet: 'fleet',
    cell: 'cell',
    rolePathArn: ROLE_PATH_ARN,
    roles: {
      assume: (roleArn, sessionName, signal) =>
        account.faults.take('role.assume', signal, () => {
          account.sessions.push({ roleArn, sessionName });
          const tenant = /\/tenants\/tenant--(.+)--data$/.exec(roleArn)?.[1];
          if (tenant === undefined) {
            throw serviceError('AccessDenied', 'not authorized to perform: sts:AssumeRole');
          }
          return credentialsOf(tenant);
        }),
    },
    assets: {
      read: (key, signal) =>
        account.faults.take('asset.read', signal, () => {
          const archive = account.assets.get(key);
          return archive === undefined ? refused(`No archive is stored under ${key}.`) : accepted(archive);
        }),
    },
    connect: (credentials) => tenantServices(account, table, tenantOf(credentials)),
  };
}

/** Every service looks at the credentials, as IAM does, and never at what the request says. */
function tenantServices(
  account: Account,
  table: TenantItems,
  tenant: string,
): ReturnType<CellAccess['connect']> {
  return {
    items: itemsAccess(table, tenant, account.faults),
    bucket: (name) => {
      const bucket = account.buckets.get(name) ?? fakeBucket();
      account.buckets.set(name, bucket);
      return bucketAccess(bucket, name === `brand-${tenant}`, account.faults);
    },
    edge: {
      invalidate: (distributionId, paths, reference, signal) =>
        account.faults.take('edge.invalidate', signal, () => {
          if (distributionId !== distributionOf(tenant)) {
            throw serviceError('AccessDenied', 'not authorized to perform: cloudfront:CreateInvalidation');
          }
          account.invalidations.push({ distributionId, paths, reference });
        }),
    },
    close: () => undefined,
  };
}

/** The condition on `dynamodb:LeadingKeys` of a tenant's data role. */
function itemsAccess(table: TenantItems, tenant: string, chaos: Faults): TenantItems {
  const guard = (pk: string): void => {
    if (pk !== `TENANT#${tenant}` && !pk.startsWith(`TENANT#${tenant}#`)) {
      throw serviceError('AccessDeniedException', 'not authorized to perform: dynamodb:PutItem');
    }
  };
  return {
    read: (key, signal) =>
      chaos.take('items.read', signal, () => {
        guard(key.pk);
        return table.read(key, new AbortController().signal);
      }),
    write: (write, signal) =>
      chaos.take('items.write', signal, () => {
        guard(write.item.pk);
        return table.write(write, new AbortController().signal);
      }),
  };
}

function credentialsOf(tenant: string): TenantCredentials {
  return {
    accessKeyId: `ASIAEXAMPLE${tenant.toUpperCase()}`,
    secretAccessKey: `secret-of-${tenant}`,
    sessionToken: `token-of-${tenant}`,
  };
}

function tenantOf({ sessionToken }: TenantCredentials): string {
  return sessionToken.replace(/^token-of-/, '');
}

/** The same uneven numbers in every run, so that two who wait do not wait in step. */
function fractions(): () => number {
  let at = 0;
  return () => ((at += 1) * 0.618_034) % 1;
}
