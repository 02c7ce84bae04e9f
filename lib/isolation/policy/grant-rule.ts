import { breaks, holds } from '../proof';
import type { RuleName } from '../rule-catalogue';
import type { Scope } from '../scope';
import type { Grant } from './statement';

/** A rule for one kind of grant. */
export interface GrantRule {
  readonly name: RuleName;
  readonly match: (grant: Grant, scope: Scope) => Match;
}

export type Match =
  | { readonly kind: 'match'; readonly why: string }
  /** `near` orders rules by how much of the grant they would have covered; `why` is only asked of the nearest. */
  | { readonly kind: 'miss'; readonly near: Nearness; readonly why: () => string };

/** Nothing of it; its kind; its target; all but a condition. */
export type Nearness = 0 | 1 | 2 | 3;

export function match(why: string): Match {
  return { kind: 'match', why };
}

export function miss(near: Nearness, why: () => string): Match {
  return { kind: 'miss', near, why };
}

/** Records the first rule that covers the grant, or the violation with the rule that came nearest. */
export function decide(grant: Grant, rules: readonly [GrantRule, ...GrantRule[]]): void {
  const { at, sid, action, target, principal } = grant;
  const on = principal === undefined ? target : `${principal.text}${target === '' ? '' : ` on ${target}`}`;
  const witness = sid === undefined ? { action, target: on } : { sid, action, target: on };
  if (principal?.kind === 'everyone') {
    breaks(at, 'no-everyone', 'it names everyone as the principal', witness);
    return;
  }
  let nearest: { readonly rule: GrantRule; readonly near: Nearness; readonly why: () => string } | undefined;
  for (const rule of rules) {
    const found = rule.match(grant, at.scope);
    if (found.kind === 'match') {
      holds(at, rule.name, found.why, witness);
      return;
    }
    if (nearest === undefined || found.near > nearest.near) {
      nearest = { rule, near: found.near, why: found.why };
    }
  }
  const { rule, why } = nearest ?? { rule: rules[0], why: () => 'no rule is for it' };
  breaks(at, rule.name, why(), witness);
}
