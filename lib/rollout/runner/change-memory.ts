import { stackToken } from '../../render/stack-name';
import type { LedgerRecord } from '../ports';

/** The operation of a plan on a stack: one that was intended and has no outcome, or the next. */
export interface PlanOperation {
  readonly token: string;
  readonly isIntended: boolean;
}

/** What the ledger says about the operations of one plan. */
export class ChangeMemory {
  readonly #plan: string;
  readonly #purpose: string;
  readonly #intents = new Set<string>();
  readonly #outcomes = new Set<string>();

  constructor(planDigest: string, purpose: string) {
    this.#plan = planDigest.slice(0, 12);
    this.#purpose = purpose;
  }

  take(record: LedgerRecord): void {
    if (record.kind === 'intent') {
      this.#intents.add(record.token);
    } else if (record.kind === 'outcome') {
      this.#outcomes.add(record.token);
    }
  }

  holds(record: LedgerRecord): boolean {
    return (
      (record.kind === 'intent' && this.#intents.has(record.token)) ||
      (record.kind === 'outcome' && this.#outcomes.has(record.token))
    );
  }

  /**
   * Tokens are worked out from the plan, so that a process that takes over names the same operation the same way. At
   * most 58 characters: `0123456789ab-tenant-rally-north-rollback-1`.
   */
  operationOn(stack: string): PlanOperation {
    for (let attempt = 1; ; attempt += 1) {
      const token = `${this.#plan}-${stackToken(stack)}-${this.#purpose}-${attempt}`;
      if (!this.#outcomes.has(token)) {
        return { token, isIntended: this.#intents.has(token) };
      }
    }
  }
}
