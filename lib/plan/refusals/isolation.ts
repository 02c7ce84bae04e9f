import { isolationDiagnostics } from '../../isolation/findings';
import { FleetProver } from '../../isolation/prove-fleet';
import type { Subject } from '../../isolation/subject';
import { subjectName } from '../../isolation/subject';
import type { Template as ProvableTemplate } from '../../isolation/template';
import type { Refusal } from '../plan-document';
import type { StackPair } from '../stack-pair';
import { refuse } from './refusal-catalogue';

/** Proves stacks that are there afterwards and change, against everybody of the fleet. */
export class IsolationRefusals {
  private readonly subjects: ReadonlyMap<string, Subject>;
  private readonly prover: FleetProver;

  constructor(everyone: readonly Subject[]) {
    this.subjects = new Map(everyone.map((subject) => [subjectName(subject), subject]));
    this.prover = new FleetProver(everyone);
  }

  of({ stack, after }: StackPair): readonly Refusal[] {
    const subject = this.subjects.get(stack);
    if (after === undefined || subject === undefined) {
      return [];
    }
    const proof = this.prover.prove(JSON.parse(after.rendered.template) as ProvableTemplate, subject);
    return isolationDiagnostics(proof, stack).map(({ code, message }) =>
      refuse('isolation-broken', stack, stack, `${code} ${message}`),
    );
  }
}
