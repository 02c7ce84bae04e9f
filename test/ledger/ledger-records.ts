import type { Ledger, LedgerEntry, LedgerRecord, Lease } from '../../lib/rollout/ports';

const OLD = { release: '2026.11.0', digest: 'a'.repeat(64) };
const NEW = { release: '2026.11.1', digest: 'b'.repeat(64) };

/** The intent of an operation, and its outcome: `n` tells one from another. */
export function intent(n: number): LedgerRecord {
  return {
    kind: 'intent',
    purpose: 'rollout',
    rollout: 'r1',
    stack: `tenants/rally-${n}`,
    token: `r1-rally-${n}`,
    from: OLD,
    to: NEW,
    overrides: [],
  };
}

export function outcome(n: number): LedgerRecord {
  return {
    kind: 'outcome',
    rollout: 'r1',
    stack: `tenants/rally-${n}`,
    token: `r1-rally-${n}`,
    outcome: { kind: 'succeeded', digest: NEW.digest, operation: `op-${n}` },
  };
}

export async function entriesOf(ledger: Ledger, after?: number): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const entry of ledger.read(after)) {
    entries.push(entry);
  }
  return entries;
}

/** Takes the fleet, which nobody has. */
export async function taken(ledger: Ledger, owner = 'runner-1', leaseSeconds = 60): Promise<Lease> {
  const lease = await ledger.acquire(owner, leaseSeconds);
  if (lease.kind === 'held') {
    throw new Error(`${lease.owner} has it`);
  }
  return lease;
}
