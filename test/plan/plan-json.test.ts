import fc from 'fast-check';

import type { Plan } from '../../lib/plan/plan-document';
import { planDigest, canonicalJson, sha256 } from '../../lib/plan/plan-digest';
import { planJson } from '../../lib/plan/plan-json';

const SEED = 20_261_126;

/** Whatever JSON can hold, as a plan: how it is written does not depend on what a plan says. */
const anyPlan = fc
  .dictionary(fc.string(), fc.jsonValue())
  .map(
    (value) => JSON.parse(JSON.stringify({ ...value, base: 1, notes: ['x'], scope: { by: 'x' } })) as Plan,
  );

test('a plan is written in parts as it would be in one', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      expect([...planJson(plan)].join('')).toBe(`${JSON.stringify(plan, undefined, 2)}\n`);
    }),
    { seed: SEED },
  );
});

test('the digest is that of the canonical JSON in one', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const { digest: _, base: _base, notes: _notes, scope, ...rest } = plan;
      const { by: _by, ...declared } = scope;
      expect(planDigest(plan)).toBe(sha256(canonicalJson({ ...rest, scope: declared })));
    }),
    { seed: SEED },
  );
});
