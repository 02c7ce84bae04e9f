import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic';
import { quoted } from '../diagnostics/printable';
import { nextStepFor } from '../diagnostics/suggest';
import type { Cell } from '../fleet/fleet';
import type { Plan } from '../plan/plan-document';
import { LEFT_TEXT } from './left-text';
import { cellStack, tenantStack } from './plan-candidates';
import type { RolloutRequest } from './rollout-request';
import type { LeftStack } from './rollout-plan';

const FLEET = { file: 'fleet.yaml' };

/** Overrides that would set nothing aside, or that give no reason. */
export function overrideProblems({ fleet, overrides }: RolloutRequest): readonly Diagnostic[] {
  const stacks = [...fleet.cells.map(cellStack), ...fleet.tenants.map(tenantStack)];
  const known = new Set(stacks);
  return overrides.flatMap(({ rule, stack, reason }) => [
    ...(stack === undefined || known.has(stack)
      ? []
      : [
          diagnostic({
            code: 'ROLLOUT-003',
            place: FLEET,
            message: `the override of ${rule} is for ${quoted(stack)}, which is not in this fleet.`,
            next: nextStepFor(stack, stacks),
            value: stack,
          }),
        ]),
    ...(stack !== undefined && rule === 'traffic'
      ? [
          diagnostic({
            code: 'ROLLOUT-010',
            place: FLEET,
            message: `the override of traffic is for ${quoted(stack)} alone.`,
            next: 'Leave out the stack: a ring counts the requests of all its tenants together.',
            value: stack,
          }),
        ]
      : []),
    ...(reason.trim() === ''
      ? [
          diagnostic({
            code: 'ROLLOUT-004',
            place: FLEET,
            message: `the override of ${rule} gives no reason.`,
            next: 'Say why the rule is set aside; the ledger keeps it.',
          }),
        ]
      : []),
  ]);
}

/** Cells that have to move before their tenants, but of which nobody knows what they run. */
export function unknownVersions(
  { versions, to }: RolloutRequest,
  cells: readonly Cell[],
): readonly Diagnostic[] {
  return cells
    .filter((cell) => !versions.has(cellStack(cell)))
    .map((cell) =>
      diagnostic({
        code: 'ROLLOUT-002',
        place: FLEET,
        message: `cell ${quoted(cell.id)} has to move to ${to} before its tenants, and is not deployed.`,
        next: 'Deploy the cell first.',
        value: cell.id,
      }),
    );
}

/** Roles that the move would change. A roll-out moves tenants, and cells for them, and never who may deploy. */
export function alteredAccess({ changed }: Pick<Plan, 'changed'>, to: string): readonly Diagnostic[] {
  return changed.flatMap(({ stack, reach }) =>
    reach.kind === 'access'
      ? [
          diagnostic({
            code: 'ROLLOUT-011',
            place: { file: stack },
            message: `release ${to} has other roles for the tenant, and a roll-out moves none.`,
            next: `Pin ${to} for ${reach.cell} in fleet.yaml, apply what npx multiplex plan --deployed --scope ${reach.cell} --out plan.json says, and start the roll-out then.`,
            value: to,
          }),
        ]
      : [],
  );
}

/** Why there is nothing to roll out. */
export function nobodyMoves({ to }: RolloutRequest, left: readonly LeftStack[]): Diagnostic {
  const counts = new Map<LeftStack['why'], number>();
  for (const { why } of left) {
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  const reasons = [...counts].map(([why, count]) => `${count} ${LEFT_TEXT[why]}`);
  return diagnostic({
    code: 'ROLLOUT-001',
    place: FLEET,
    message: `nobody would move to ${to}${reasons.length === 0 ? '' : `: ${reasons.join(', ')}`}.`,
    next: 'Name a newer release, or release tenants from their hold.',
    value: to,
  });
}
