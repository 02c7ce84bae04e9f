import type { Plan } from './plan-document';

const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';

/** Names what the predicate is. Nothing needs to be found there. */
const PREDICATE_TYPE = 'https://multiplex.invalid/plan/v1';

/** A statement that tools which sign and verify in-toto attestations take. */
export interface PlanStatement {
  readonly _type: typeof STATEMENT_TYPE;
  /** Each template that the plan deploys. */
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicateType: typeof PREDICATE_TYPE;
  readonly predicate: {
    readonly plan: { readonly digest: { readonly sha256: string } };
    readonly verdict: Plan['verdict'];
    readonly base: Plan['base'];
    readonly scope: readonly string[];
    readonly changed: readonly {
      readonly stack: string;
      readonly kind: string;
      readonly manifest?: string;
    }[];
    readonly unchanged: Plan['unchanged'];
    readonly overrides: Plan['overrides'];
  };
}

/** What a plan says, as an in-toto Statement v1 whose subjects are the templates. */
export function planStatement({
  digest,
  verdict,
  base,
  scope,
  changed,
  unchanged,
  overrides,
}: Plan): PlanStatement {
  return {
    _type: STATEMENT_TYPE,
    subject: changed.flatMap(({ stack, template: { after } }) =>
      after === undefined ? [] : [{ name: stack, digest: { sha256: after } }],
    ),
    predicateType: PREDICATE_TYPE,
    predicate: {
      plan: { digest: { sha256: digest } },
      verdict,
      base,
      scope: scope.declared,
      changed: changed.map(({ stack, kind, manifest: { after } }) => ({
        stack,
        kind,
        ...(after === undefined ? {} : { manifest: after }),
      })),
      unchanged,
      overrides,
    },
  };
}
