import { breaks, holds, inside } from '../proof';
import type { At } from '../proof';
import { UNREADABLE, textOf } from '../text';
import { isMapping, listOf } from '../template';
import type { Mapping, Value } from '../template';
import { readConditions } from './condition';
import type { Conditions } from './condition';
import { readPrincipals } from './principal';
import type { Principal } from './principal';

/** Where a policy sits decides what its statements must name. */
export type PolicyKind = 'identity' | 'trust' | 'resource';

/** One action on one target by one principal: what a rule covers or does not. */
export interface Grant {
  readonly at: At;
  readonly sid: string | undefined;
  /** As it is written. */
  readonly action: string;
  /** In lower case, as IAM compares actions. */
  readonly actionKey: string;
  /** Empty in a trust policy, whose target is the role. */
  readonly target: string;
  /** Undefined in a policy of a role, whose principal is the role. */
  readonly principal: Principal | undefined;
  readonly conditions: Conditions;
}

const VERSION = '2012-10-17';

const DOCUMENT_KEYS: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement']);

const STATEMENT_KEYS: Readonly<Record<PolicyKind, ReadonlySet<string>>> = {
  identity: new Set(['Sid', 'Effect', 'Action', 'Resource', 'Condition']),
  trust: new Set(['Sid', 'Effect', 'Action', 'Principal', 'Condition']),
  resource: new Set(['Sid', 'Effect', 'Action', 'Principal', 'Resource', 'Condition']),
};

/**
 * Every grant of every Allow in the document. A statement that cannot be read whole is recorded as a violation and
 * grants nothing further; a Deny is recorded as one.
 */
export function readGrants(document: Value | undefined, kind: PolicyKind, at: At): readonly Grant[] {
  if (!isMapping(document) || Object.keys(document).some((key) => !DOCUMENT_KEYS.has(key))) {
    breaks(at, 'readable-policy', 'the document is not plain Version and Statement');
    return [];
  }
  if (document['Version'] !== VERSION) {
    breaks(at, 'readable-policy', `the version is not ${VERSION}`);
  }
  const statements = document['Statement'];
  return listOf(statements).flatMap((statement, index) =>
    readStatement(statement, kind, inside(inside(at, 'Statement'), index)),
  );
}

function readStatement(statement: Value, kind: PolicyKind, at: At): readonly Grant[] {
  if (!isMapping(statement)) {
    breaks(at, 'readable-policy', 'the statement is no mapping');
    return [];
  }
  const sid = typeof statement['Sid'] === 'string' ? statement['Sid'] : undefined;
  const witness = sid === undefined ? {} : { sid };
  if (statement['Effect'] === 'Deny') {
    holds(at, 'denial', 'its effect is Deny', witness);
    return [];
  }
  const odd = Object.keys(statement).find((key) => !STATEMENT_KEYS[kind].has(key));
  if (odd !== undefined) {
    breaks(at, 'readable-policy', oddElement(odd, kind), witness);
    return [];
  }
  if (statement['Effect'] !== 'Allow') {
    breaks(at, 'readable-policy', 'its effect is neither Allow nor Deny', witness);
    return [];
  }
  return grantsOf(statement, kind, sid, at);
}

function oddElement(key: string, kind: PolicyKind): string {
  return key.startsWith('Not')
    ? `${key} says what is left out, so nobody can say what is granted; name it with ${key.slice(3)}`
    : `the element ${key} is not known in a ${kind} policy`;
}

function grantsOf(statement: Mapping, kind: PolicyKind, sid: string | undefined, at: At): readonly Grant[] {
  const conditions = readConditions(statement['Condition'], inside(at, 'Condition'));
  const actions = textsOf(statement['Action'], 'Action', at);
  const targets = kind === 'trust' ? [''] : textsOf(statement['Resource'], 'Resource', at);
  const principals = kind === 'identity' ? [undefined] : readPrincipals(statement['Principal'], at.scope);
  const grants: Grant[] = [];
  for (const action of actions) {
    const actionKey = action.toLowerCase();
    for (const target of targets) {
      for (const principal of principals) {
        grants.push({ at, sid, action, actionKey, target, principal, conditions });
      }
    }
  }
  return grants;
}

function textsOf(value: Value | undefined, element: string, at: At): readonly string[] {
  const texts = listOf(value).map((one) => textOf(one, at.scope));
  if (texts.length === 0) {
    breaks(at, 'readable-policy', `the statement has no ${element}`);
  }
  return texts.filter((text) => {
    const isReadable = !text.includes(UNREADABLE);
    if (!isReadable) {
      breaks(
        at,
        'readable-policy',
        `${element} cannot be read: write it out, or by Ref, GetAtt, Join or Sub`,
        {
          target: text,
        },
      );
    }
    return isReadable;
  });
}
