import { diagnostic } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { violationsOf } from './proof';
import type { Proof, Verdict } from './proof';
import { proveStack } from './prove-stack';
import { RULES } from './rule-catalogue';
import type { Subject } from './subject';
import type { Template } from './template';

/** The violations of a proof as problems of the template, in the order found. `file` is what people know it as. */
export function isolationDiagnostics(proof: Proof, file: string): readonly Diagnostic[] {
  return violationsOf(proof).map((verdict) =>
    diagnostic({
      code: RULES[verdict.rule].code,
      place: { file },
      message: violationText(proof, verdict),
      next: nextStep(verdict),
      ...(verdict.target === undefined ? {} : { value: verdict.target }),
    }),
  );
}

/** A violation as a plugin of synthesis reports it. */
export interface StackFinding {
  readonly rule: string;
  readonly message: string;
  readonly next: string;
  readonly resource: string;
  readonly path: string;
}

/** Proves one template for a plugin of synthesis. */
export function stackFindings(template: Template, subject: Subject): readonly StackFinding[] {
  const proof = proveStack(template, subject);
  return violationsOf(proof).map((verdict) => ({
    rule: verdict.rule,
    message: violationText(proof, verdict),
    next: nextStep(verdict),
    resource: verdict.resource,
    path: verdict.path,
  }));
}

/** `tenants/rally-north Resources.Role…Statement[0] (TenantItems): dynamodb:Scan on … is covered by no rule: …` */
function violationText({ subject }: Proof, { path, sid, action, target, why }: Verdict): string {
  const statement = sid === undefined ? '' : ` (${sid})`;
  const what = action === undefined ? target : `${action}${target === undefined ? '' : ` on ${target}`}`;
  return `${subject} ${path}${statement}: ${what === undefined ? '' : `${what} is covered by no rule: `}${why}.`;
}

function nextStep({ rule }: Verdict): string {
  return `The nearest rule is ${rule}: ${RULES[rule].sentence}`;
}
