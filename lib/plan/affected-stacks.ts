import type { Plan } from './plan-document';

/** A matrix as a workflow takes it: one job an entry. */
export interface AffectedStacks {
  readonly include: readonly AffectedStack[];
}

interface AffectedStack {
  /** `tenants/rally-north`. */
  readonly stack: string;
  readonly kind: 'tenant' | 'cell';
  /** `rally-north`. */
  readonly id: string;
  readonly change: 'added' | 'changed';
}

/** The stacks that a plan has to be deployed. What is removed is nothing to deploy, and stays for a person to delete. */
export function affectedStacks({ changed }: Plan): AffectedStacks {
  return {
    include: changed.flatMap(({ stack, kind }): readonly AffectedStack[] => {
      const [folder, id = ''] = stack.split('/');
      return kind === 'removed'
        ? []
        : [{ stack, kind: folder === 'cells' ? 'cell' : 'tenant', id, change: kind }];
    }),
  };
}
