import { entryDigest } from '../../../lib/ledger/entry-chain';
import { canonicalJson, sha256 } from '../../../lib/plan/plan-digest';
import { LeaseLost, LedgerUnavailable } from '../../../lib/rollout/ports';
import type {
  Inbox,
  Lease,
  LeaseRefusal,
  Ledger,
  LedgerEntry,
  LedgerRecord,
  OperatorRequest,
} from '../../../lib/rollout/ports';
import type { Instant } from '../../../lib/rollout/rollout-plan';
import type { Life } from './life';
import { SECOND } from './world';
import type { World } from './world';

interface Held {
  readonly lease: Lease;
  readonly until: Instant;
}

/** What a process knows of the ledger: the last entry that it has seen. */
interface Reader {
  readonly life: Life;
  seen: number;
}

/** A ledger in memory, of which each process sees as much as it has asked for, with everything that goes wrong. */
export class SimulatedLedger {
  readonly entries: LedgerEntry[] = [];
  readonly #world: World;
  readonly #documents = new Map<string, unknown>();
  readonly #requests: OperatorRequest[] = [];
  #held: Held | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  seenBy(life: Life): Ledger {
    const reader: Reader = { life, seen: 0 };
    const call = <Value>(port: 'acquire' | 'read' | 'append', answer: () => Value): Promise<Value> =>
      life.call(port, async () => {
        await this.#delay();
        return answer();
      });
    return {
      acquire: (owner, seconds) => call('acquire', () => this.#acquire(reader, owner, seconds)),
      renew: (lease, seconds) => call('acquire', () => this.#renew(lease, seconds)),
      release: (lease) => call('acquire', () => this.#release(lease)),
      append: (lease, records) => call('append', () => this.#append(reader, lease, records)),
      read: (after = 0) => this.#read(reader, after, call),
      putDocument: (document) => call('append', () => this.#put(document)),
      getDocument: (digest) => call('read', () => this.#documents.get(digest)),
    };
  }

  inboxOf(life: Life): Inbox {
    return {
      post: (request) =>
        life.call('inbox', () => {
          if (!this.#requests.some(({ id }) => id === request.id)) {
            this.#requests.push(request);
          }
        }),
      pending: (rollout) =>
        life.call('inbox', () => this.#requests.filter((request) => request.rollout === rollout)),
      remove: (requests) =>
        life.call('inbox', () => {
          for (const { id } of requests) {
            const index = this.#requests.findIndex((request) => request.id === id);
            if (index !== -1) {
              this.#requests.splice(index, 1);
            }
          }
        }),
    };
  }

  /** Something that was written before the simulation. */
  write(at: Instant, record: LedgerRecord): void {
    this.#add(0, [record], at);
  }

  /** Entries of somebody who does not ask whether he may. */
  force(owner: string, records: readonly LedgerRecord[]): readonly LedgerEntry[] {
    return this.#add(Number(owner.replace('process-', '')), records);
  }

  async #delay(): Promise<void> {
    const number = this.#world.count('ledger');
    const { faults, time } = this.#world;
    const slow = faults.strike('ledger-slow', `call ${number}`, ({ call }) => call === number);
    await time.after((slow?.seconds ?? 0) * SECOND);
    if (faults.strike('ledger-refuses', `call ${number}`, ({ call }) => call === number)) {
      throw new LedgerUnavailable('the ledger is not available');
    }
  }

  #acquire(reader: Reader, owner: string, seconds: number): Lease | LeaseRefusal {
    const { now } = this.#world.time;
    if (this.#held !== undefined && this.#held.until > now) {
      return { kind: 'held', owner: this.#held.lease.owner, until: this.#held.until };
    }
    const [entry] = this.#add(reader.life.number, [{ kind: 'taken', owner }]);
    const lease: Lease = { kind: 'lease', owner, fence: entry?.seq ?? 0 };
    this.#held = { lease, until: now + seconds * SECOND };
    reader.seen = this.entries.length;
    return lease;
  }

  #renew(lease: Lease, seconds: number): void {
    this.#check(lease);
    this.#held = { lease, until: this.#world.time.now + seconds * SECOND };
  }

  #release(lease: Lease): void {
    this.#check(lease);
    this.#held = undefined;
  }

  #check(lease: Lease): void {
    if (this.#held?.lease.fence !== lease.fence) {
      throw new LeaseLost(`the fleet was taken by ${this.#held?.lease.owner ?? 'nobody'}`);
    }
  }

  #append(reader: Reader, lease: Lease, records: readonly LedgerRecord[]): readonly LedgerEntry[] {
    this.#check(lease);
    const number = this.#world.count('append');
    const { faults, time } = this.#world;
    const isHere = ({ append }: { readonly append: number }): boolean => append === number;
    const what = `append ${number}`;
    if (this.entries.length > reader.seen) {
      throw new LedgerUnavailable('an entry stands there that was not read');
    }
    if (faults.strike('append-refused', what, isHere)) {
      throw new LedgerUnavailable('the entry was not written');
    }
    const late = faults.strike('append-late', what, isHere);
    if (late !== undefined) {
      const place = this.entries.length;
      time.at(time.now + late.seconds * SECOND, () => {
        if (this.entries.length === place) {
          this.#add(reader.life.number, records);
        }
      });
      throw new LedgerUnavailable('no answer');
    }
    const entries = this.#add(reader.life.number, records);
    if (faults.strike('append-unsure', what, isHere)) {
      throw new LedgerUnavailable('no answer');
    }
    reader.seen = this.entries.length;
    return entries;
  }

  #add(life: number, records: readonly LedgerRecord[], at = this.#world.time.now): readonly LedgerEntry[] {
    return records.map((record) => {
      const content: Omit<LedgerEntry, 'digest'> = {
        seq: this.entries.length + 1,
        at,
        fleet: this.#world.scenario.plan.fleet,
        actor: { caller: `local:process-${life}` },
        record,
        previous: this.entries.at(-1)?.digest ?? '0'.repeat(64),
      };
      const entry: LedgerEntry = { ...content, digest: entryDigest({ ...content, digest: '' }) };
      this.entries.push(entry);
      this.#world.note({ kind: 'entry', entry, life });
      return entry;
    });
  }

  async *#read(
    reader: Reader,
    after: number,
    call: <Value>(port: 'read', answer: () => Value) => Promise<Value>,
  ): AsyncGenerator<LedgerEntry> {
    const entries = await call('read', () => {
      reader.seen = this.entries.length;
      return this.entries.slice(after);
    });
    yield* entries;
  }

  #put(document: unknown): string {
    const digest = sha256(canonicalJson(document));
    this.#documents.set(digest, structuredClone(document));
    return digest;
  }
}
