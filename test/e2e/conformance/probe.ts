import type { Lane } from '../lane';

/** What a probe may look at: the stacks of the lane and the emulator that they are in. */
export interface ProbeContext {
  readonly lane: Lane;
  readonly endpoint: string;
  /** Prefix of the names of what a probe makes. */
  readonly prefix: string;
  /** Physical ids by type, of the cell and of a tenant with every feature. */
  readonly cell: ReadonlyMap<string, readonly string[]>;
  readonly tenant: ReadonlyMap<string, readonly string[]>;
  readonly tenantId: string;
  /** Another tenant of the cell. */
  readonly otherId: string;
}

/** Something that AWS does, and whether the emulator does it too. */
export interface Probe {
  /** A sentence that is true of AWS. */
  readonly behaviour: string;
  /** @throws when it cannot tell. */
  readonly holds: (context: ProbeContext) => Promise<boolean>;
  /** What is open when it does not hold, after "It remains to be shown on AWS that". */
  readonly remains: string;
}

/** A property of a resource in the templates, and whether it can be read back. */
export interface PropertyProbe {
  readonly type: string;
  /** The property in words. */
  readonly property: string;
  readonly isKept: (context: ProbeContext) => Promise<boolean>;
}

/** The only or first physical id of a type. */
export function idOf(ids: ReadonlyMap<string, readonly string[]>, type: string): string {
  const [id] = ids.get(type) ?? [];
  if (id === undefined) {
    throw new Error(`there is no ${type} to look at`);
  }
  return id;
}

/** Whether the work is refused, for whatever reason. */
export async function isRefused(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return false;
  } catch {
    return true;
  }
}

/** What a read gives, or `undefined` where the answer is that there is nothing. */
export async function unlessMissing<T>(work: Promise<T>, missing: string): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && error.name === missing) {
      return undefined;
    }
    throw error;
  }
}
