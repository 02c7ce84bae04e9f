import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { diagnostic } from '../diagnostics/diagnostic';
import type { Problem } from '../diagnostics/diagnostic';
import { firstLine } from '../diagnostics/first-line';
import { ProblemError } from '../diagnostics/problem-error';
import { planDigest } from '../plan/plan-digest';
import { parsePlan } from '../plan/plan-document';
import type { Plan, StackChange } from '../plan/plan-document';
import { OVERRIDABLE } from '../plan/refusals/refusal-catalogue';
import type { AgreedChange } from '../rollout/runner/agreed-change';
import type { StackVersion } from '../rollout/rollout-plan';
import { targetIn } from '../rollout/stack-target';

/**
 * The plan that a JSON document is, and that may be applied.
 *
 * @throws ProblemError when it is none, was edited since, or is refused.
 */
export function agreedPlan(value: unknown, file: string): Plan {
  const plan = soundPlan(value, file);
  requireClear(plan, file, 'Change the fleet, or plan with');
  return plan;
}

/**
 * Reads a plan that `multiplex plan --out` wrote.
 *
 * @throws ProblemError when it is none, or was edited since.
 */
export function readPlan(cwd: string, file: string): Plan {
  return soundPlan(readJson(cwd, file), file);
}

function soundPlan(value: unknown, file: string): Plan {
  const parsed = parsePlan(value);
  if (parsed.kind === 'no-plan') {
    throw refused({
      code: 'APPLY-001',
      place: { file },
      message: `the file is no plan of this version: ${parsed.why}.`,
      next: `Write one: npx multiplex plan --deployed --out ${file}`,
    });
  }
  const { plan } = parsed;
  const digest = planDigest(plan);
  if (digest !== plan.digest) {
    throw refused({
      code: 'APPLY-002',
      place: { file },
      message: `the plan says that its digest is ${plan.digest.slice(0, 12)}, and it is ${digest.slice(0, 12)}.`,
      next: 'Plan again; a plan is not edited.',
      value: plan.digest,
    });
  }
  return plan;
}

/**
 * @param way What leads on, in front of the options that let the refusals pass: a command line, or words.
 * @throws ProblemError when a refusal of the plan stands.
 */
export function requireClear({ verdict, refusals }: Plan, file: string, way: string): void {
  if (verdict === 'refused') {
    const standing = new Set(
      refusals.filter(({ reason }) => reason === undefined).map(({ refusal }) => refusal),
    );
    const passable = [...standing].filter((refusal) => OVERRIDABLE.includes(refusal));
    throw refused({
      code: 'APPLY-003',
      place: { file },
      message: `the plan is refused: ${[...standing].join(', ')}.`,
      next:
        passable.length < standing.size
          ? 'Change the fleet: what is said above cannot be overridden.'
          : `${way} --override ${passable.join(' ')} --reason "…"`,
    });
  }
}

/** What the plan says is to be done, stack by stack. */
export function agreedChanges(plan: Plan): readonly AgreedChange[] {
  return plan.changed.map((change) => {
    const [from, to] = [versionOf(change, 'before'), versionOf(change, 'after')];
    return {
      target: targetIn(change.environment, change.stack),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(onlyTakesAway(change) ? { onlyTakesAway: true } : {}),
      overrides: plan.refusals
        .filter(({ stack }) => stack === change.stack)
        .flatMap(({ refusal, reason }) => (reason === undefined ? [] : [{ refusal, reason }])),
    };
  });
}

function onlyTakesAway({ kind, resources }: StackChange): boolean {
  return kind === 'changed' && resources.length > 0 && resources.every(({ change }) => change === 'removed');
}

function versionOf({ release, template }: StackChange, side: 'before' | 'after'): StackVersion | undefined {
  const [version, digest] = [release[side], template[side]];
  return version === undefined || digest === undefined ? undefined : { release: version, digest };
}

/** @throws ProblemError when it cannot be read, or is no JSON. */
export function readJson(cwd: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(resolve(cwd, file), 'utf8')) as unknown;
  } catch (error) {
    throw refused({
      code: 'APPLY-001',
      place: { file },
      message: `the plan cannot be read: ${firstLine(error)}.`,
      next: `Write one: npx multiplex plan --deployed --out ${file}`,
    });
  }
}

function refused(problem: Problem): ProblemError {
  return new ProblemError([diagnostic(problem)]);
}
