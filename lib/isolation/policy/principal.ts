import { textOf } from '../text';
import { isMapping, listOf } from '../template';
import type { Scope } from '../scope';
import type { Value } from '../template';

/** Somebody whom a policy names. */
export interface Principal {
  readonly kind: 'everyone' | 'aws' | 'service' | 'other';
  /** An ARN, an account, the name of a service; of another kind, the kind and the name. */
  readonly text: string;
}

/** Everybody whom `Principal` names. Whatever form is not known is somebody whom no rule accepts. */
export function readPrincipals(value: Value | undefined, scope: Scope): readonly Principal[] {
  if (!isMapping(value)) {
    const text = textOf(value, scope);
    return [{ kind: text === '*' ? 'everyone' : 'other', text }];
  }
  const principals = Object.entries(value).flatMap(([kind, named]) =>
    listOf(named).map((one) => principal(kind, textOf(one, scope))),
  );
  return principals.length === 0 ? [{ kind: 'other', text: 'nobody' }] : principals;
}

function principal(kind: string, text: string): Principal {
  if (text === '*') {
    return { kind: 'everyone', text };
  }
  switch (kind) {
    case 'AWS':
      return { kind: 'aws', text };
    case 'Service':
      return { kind: 'service', text };
    default:
      return { kind: 'other', text: `${kind} ${text}` };
  }
}

/** Whether the principal is the whole of the stack's own account, in either of the spellings that IAM takes. */
export function isOwnRoot({ kind, text }: Principal, { subject }: Scope): boolean {
  const { account } = subject.cell;
  return kind === 'aws' && (text === account || text === `arn:aws:iam::${account}:root`);
}
