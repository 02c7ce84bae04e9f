import { stackNamed } from '../render/stack-name';
import type { StackKind } from '../render/stack-name';
import type { Plan } from './plan-document';

/** A matrix as a workflow takes it: one job an entry. */
export interface AffectedStacks {
  readonly include: readonly AffectedStack[];
}

interface AffectedStack {
  /** `tenants/rally-north`. */
  readonly stack: string;
  readonly kind: StackKind;
  /** `rally-north`. */
  readonly id: string;
  readonly change: 'added' | 'changed';
  /** `cells/us-1`: whose environment lets the roles of a tenant be changed. Left out for what has one of its own. */
  readonly cell?: string;
}

/** The stacks that a plan has to be deployed. What is removed is nothing to deploy, and stays for a person to delete. */
export function affectedStacks({ changed }: Plan): AffectedStacks {
  return {
    include: changed.flatMap(({ stack, kind: change, reach }): readonly AffectedStack[] => {
      const { kind, id } = stackNamed(stack);
      const approvedBy = reach.kind === 'access' ? { cell: reach.cell } : {};
      return change === 'removed' ? [] : [{ stack, kind, id, change, ...approvedBy }];
    }),
  };
}
