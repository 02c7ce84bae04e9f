import type { DiagnosticCode } from '../../diagnostics/catalogue';
import { printable } from '../../diagnostics/printable';
import type { Refusal } from '../plan-document';

interface RefusalEntry {
  readonly code: DiagnosticCode;
  /** What must be so before it may be overridden, or what to do instead. */
  readonly next: string;
  /** Left out where it can be overridden by its name, with a reason. */
  readonly isFinal?: true;
}

/** Every refusal, by the name that overrides it. */
export const REFUSALS = {
  'data-replaced': {
    code: 'PLAN-001',
    next: 'Change it in place, or move its data first and override this with the reason.',
  },
  'data-removed': {
    code: 'PLAN-002',
    next: 'Keep it in the stack, or override this with what becomes of its data.',
  },
  'contract-changed': {
    code: 'PLAN-003',
    next: 'Add the value under a new version of the contract, and leave this one as it is.',
  },
  'host-removed': {
    code: 'PLAN-004',
    next: 'Keep the name beside the new one until nobody comes by it, or override this with the client’s consent.',
  },
  'permission-widened': {
    code: 'PLAN-005',
    next: 'Narrow the statement, or override this with why it must be wider.',
  },
  'isolation-broken': {
    code: 'PLAN-006',
    next: 'Correct it: there is no override.',
    isFinal: true,
  },
  'protection-removed': {
    code: 'PLAN-007',
    next: 'Keep the protection, or override this with why it is not needed any more.',
  },
  'stack-removed': {
    code: 'PLAN-008',
    next: 'Bring the folder back under its old name, or override this once the client has left.',
  },
  'stack-moved': {
    code: 'PLAN-009',
    next: 'Leave it where it is, or move it with its data: npx multiplex dedicate <tenant>',
  },
  'scope-exceeded': {
    code: 'PLAN-010',
    next: 'Narrow the change, or declare what is meant with --scope.',
    isFinal: true,
  },
  'override-unused': {
    code: 'PLAN-011',
    next: 'Leave the override out.',
    isFinal: true,
  },
  'accounts-left': {
    code: 'PLAN-012',
    next: 'Settle how viewers get accounts in the new stack, and override this with how.',
  },
} satisfies Record<string, RefusalEntry>;

export type RefusalName = keyof typeof REFUSALS;

/** Names that `--override` takes. */
export const OVERRIDABLE: readonly string[] = Object.entries<RefusalEntry>(REFUSALS)
  .filter(([, { isFinal }]) => isFinal !== true)
  .map(([name]) => name);

/** A refusal of something at a place: `Resources.TableItems4E2090AD.Properties.TableName`. */
export function refuse(refusal: RefusalName, stack: string, place: string, message: string): Refusal {
  const { code, next } = REFUSALS[refusal];
  return { refusal, code, stack, place: printable(place), message: printable(message), next };
}
