import { violationsOf } from '../isolation/proof';
import type { Proof, Verdict } from '../isolation/proof';
import { RULES } from '../isolation/rule-catalogue';
import type { RuleName } from '../isolation/rule-catalogue';
import { plural } from './plural';
import { table } from './table';

/** What a proof of many stacks came to, without the verdicts that are as they should be. Plain data. */
export interface ProofReport {
  readonly ok: boolean;
  /** `tenants/rally-north`, when one tenant was asked about. @default the whole fleet */
  readonly about?: string;
  readonly stacks: { readonly tenants: number; readonly cells: number };
  /** Kinds of stacks that were proved with marks in place of values. */
  readonly shapes: number;
  /** Tenants of the fleet. */
  readonly everyone: number;
  readonly rules: readonly RuleCount[];
  readonly violations: readonly ProvedVerdict[];
}

export interface RuleCount {
  readonly rule: RuleName;
  /** Grants, properties and strings that it covers. */
  readonly count: number;
}

/** A verdict and whose it is. */
export interface ProvedVerdict extends Verdict {
  readonly subject: string;
}

/** Counts proofs one after the other, so that those of a large fleet need not be kept. */
export class ProofCount {
  private readonly counts = new Map<RuleName, number>();
  private readonly broken: ProvedVerdict[] = [];

  add(proof: Proof): void {
    for (const { rule, verdict } of proof.verdicts) {
      if (verdict !== 'violation') {
        this.counts.set(rule, (this.counts.get(rule) ?? 0) + 1);
      }
    }
    this.broken.push(...violationsOf(proof).map((verdict) => ({ subject: proof.subject, ...verdict })));
  }

  /** In the order of the page about the rules. */
  rules(): readonly RuleCount[] {
    const names = Object.keys(RULES) as readonly RuleName[];
    return names.flatMap((rule) => {
      const count = this.counts.get(rule);
      return count === undefined ? [] : [{ rule, count }];
    });
  }

  violations(): readonly ProvedVerdict[] {
    return this.broken;
  }
}

/** The answer, what it rests on by rule, and every violation with its witness. */
export function proofSummary(report: ProofReport): string {
  const proved = report.rules.map(({ rule, count }) => [
    rule,
    RULES[rule].verdict,
    String(count),
    RULES[rule].sentence.replaceAll('`', ''),
  ]);
  return [
    `${answer(report)}\n`,
    table(['RULE', 'VERDICT', 'COUNT', 'WHAT HOLDS'], proved),
    ...(report.ok ? [] : [report.violations.map(violationText).join('\n')]),
    report.ok
      ? 'Every verdict with its witness: npx multiplex prove --witness\n'
      : `${plural(report.violations.length, 'violation')}. Nothing may be deployed from this state; docs/isolation.md has the rules.\n`,
  ].join('\n');
}

function answer({ ok, about, stacks, shapes, everyone, violations }: ProofReport): string {
  const proved = [
    ...(stacks.tenants === 0 ? [] : [plural(stacks.tenants, 'tenant')]),
    ...(stacks.cells === 0 ? [] : [plural(stacks.cells, 'cell')]),
  ].join(' and ');
  if (!ok) {
    const subjects = new Set(violations.map(({ subject }) => subject));
    return `Not isolated: ${[...subjects].sort().join(', ')}.`;
  }
  const claim =
    about === undefined
      ? `no tenant reaches another, of the ${everyone} of today or of those to come`
      : `${about} lets nobody reach another tenant, of the ${everyone} of today or of those to come`;
  return (
    `Isolated: ${claim}.\n` +
    `Proved of ${proved}, and of ${plural(shapes, 'shape')} whoever is stamped from them.`
  );
}

function violationText(verdict: ProvedVerdict): string {
  return `${RULES[verdict.rule].code} ${verdictText(verdict)}`;
}

/** One verdict with its witness, over a few lines. */
export function verdictText(verdict: ProvedVerdict): string {
  const { subject, verdict: found, rule, path, sid, action, target, why } = verdict;
  const lines = [
    `${subject}: ${found === 'violation' ? 'no rule covers this' : `${found}, by ${rule}`}`,
    `  place   ${path}${sid === undefined ? '' : ` (${sid})`}`,
    ...(action === undefined ? [] : [`  action  ${action}`]),
    ...(target === undefined ? [] : [`  target  ${target}`]),
    `  why     ${why}`,
    ...(found === 'violation' ? [`  nearest ${rule}: ${RULES[rule].sentence}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
