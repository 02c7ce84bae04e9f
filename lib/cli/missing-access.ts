import { ProblemError } from '../diagnostics/problem-error';
import { recordedVersions } from '../ledger/stack-versions';
import { patientLook } from '../rollout/runner/patient-look';
import type { Clock, Engine, Ledger, StackTarget } from '../rollout/ports';

/** Stacks that are asked about at the same time. */
const QUESTIONS_MAX = 4;

/** The roles that a tenant is deployed with. */
export interface NeededAccess {
  /** `access/rally-north`, and where it is. */
  readonly target: StackTarget;
  /** SHA-256 of the template that it must have. @default any will do */
  readonly digest?: string;
}

/** As much of operations as it takes to look. */
interface LookedIn {
  readonly engine: Pick<Engine, 'describe'>;
  readonly ledger: Pick<Ledger, 'read'>;
  readonly clock: Clock;
}

/**
 * The roles among those that are needed which are not there, or not as they must be. What the ledger has is not asked
 * for again.
 *
 * @throws EngineUnavailable when the engine does not answer.
 */
export async function missingAccess(
  needed: readonly NeededAccess[],
  operations: LookedIn,
): Promise<readonly StackTarget[]> {
  if (needed.length === 0) {
    return [];
  }
  const recorded = await recordedVersions(operations.ledger.read());
  const asked = needed.filter(({ target, digest }) => {
    const version = recorded.get(target.stack)?.version;
    return version === undefined || (digest !== undefined && digest !== version.digest);
  });
  const missing = new Set<NeededAccess>();
  const waiting = asked.values();
  const ask = async (): Promise<void> => {
    for (const one of waiting) {
      if (!(await isThere(one, operations))) {
        missing.add(one);
      }
    }
  };
  await Promise.all(Array.from({ length: QUESTIONS_MAX }, ask));
  return asked.filter((one) => missing.has(one)).map(({ target }) => target);
}

async function isThere({ target, digest }: NeededAccess, operations: LookedIn): Promise<boolean> {
  try {
    const found = await patientLook(operations, target);
    return found.kind === 'present' && (digest === undefined || digest === found.digest);
  } catch (error) {
    if (error instanceof ProblemError) {
      // Who may not look holds the role of a tenant, which is there then, or is told at the next call.
      return true;
    }
    throw error;
  }
}
