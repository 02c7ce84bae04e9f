import { RULES } from './rule-catalogue';
import type { RuleName } from './rule-catalogue';
import type { Scope } from './scope';
import type { SubjectForm } from './subject';

/** What was found of one grant or one property, with its witness. Plain data. */
export interface Verdict {
  /** `own` belongs to the subject alone, `shared` is held apart by a rule; anything else is a `violation`. */
  readonly verdict: 'own' | 'shared' | 'violation';
  /** The rule that covers it; of a violation the nearest one. */
  readonly rule: RuleName;
  /** Logical id; empty for a part of the template that is no resource. */
  readonly resource: string;
  /** Route from the root of the template: `Resources.Role.Properties.Policies[0].PolicyDocument.Statement[1]`. */
  readonly path: string;
  /** One sentence without a full stop: how the rule covers it, or why no rule does. */
  readonly why: string;
  /** The statement's own name. */
  readonly sid?: string;
  readonly action?: string;
  /** What the action is on, or the value that was looked at, in the form of `lib/isolation/text.ts`. */
  readonly target?: string;
}

/** All that was found in one template. */
export interface Proof {
  /** `tenants/rally-north`. */
  readonly subject: string;
  readonly form: SubjectForm;
  readonly verdicts: readonly Verdict[];
}

export function violationsOf({ verdicts }: Proof): readonly Verdict[] {
  return verdicts.filter(({ verdict }) => verdict === 'violation');
}

/** A place in a template under examination. */
export interface At {
  readonly scope: Scope;
  /** Where verdicts are collected, in the order in which they are found. */
  readonly verdicts: Verdict[];
  readonly resource: string;
  /** The place that this one is inside; its path is only spelled out when something is recorded. */
  readonly parent: At | undefined;
  readonly key: string | number;
}

export function inside(at: At, key: string | number): At {
  return { scope: at.scope, verdicts: at.verdicts, resource: at.resource, parent: at, key };
}

/** A place at the top of the template: a section, or one resource. */
export function topPlace(scope: Scope, verdicts: Verdict[], resource: string, path: string): At {
  return { scope, verdicts, resource, parent: undefined, key: path };
}

function pathOf({ parent, key }: At): string {
  if (parent === undefined) {
    return String(key);
  }
  return typeof key === 'number' ? `${pathOf(parent)}[${key}]` : `${pathOf(parent)}.${key}`;
}

type Witness = Pick<Verdict, 'sid' | 'action' | 'target'>;

/** Records that the rule covers what is at this place. */
export function holds(at: At, rule: RuleName, why: string, witness: Witness = {}): void {
  if (at.scope.witness === 'all') {
    record(at, RULES[rule].verdict, rule, why, witness);
  }
}

/** Records that no rule covers what is at this place; `rule` is the nearest and `why` says what it misses. */
export function breaks(at: At, rule: RuleName, why: string, witness: Witness = {}): void {
  record(at, 'violation', rule, why, witness);
}

function record(
  at: At,
  verdict: Verdict['verdict'],
  rule: RuleName,
  why: string,
  { sid, action, target }: Witness,
): void {
  // Written out: spreading the witness of a hundred verdicts takes longer than finding them.
  const found: Found = { verdict, rule, resource: at.resource, path: pathOf(at), why };
  if (sid !== undefined) {
    found.sid = sid;
  }
  if (action !== undefined) {
    found.action = action;
  }
  if (target !== undefined) {
    found.target = target;
  }
  at.verdicts.push(found);
}

/** A verdict that is being written down. */
type Found = { -readonly [key in keyof Verdict]: Verdict[key] };
