import { isolationDiagnostics } from '../../isolation/findings';
import { proveFleet } from '../../isolation/prove-fleet';
import type { Subject } from '../../isolation/subject';
import { subjectName } from '../../isolation/subject';
import type { Template as ProvableTemplate } from '../../isolation/template';
import type { Refusal } from '../plan-document';
import type { StackPair } from '../stack-pair';
import { refuse } from './refusal-catalogue';

/** Proves every stack that is there afterwards and changes, against everybody of the fleet. */
export function isolationRefusals(
  changed: readonly StackPair[],
  everyone: readonly Subject[],
): readonly Refusal[] {
  const subjects = new Map(everyone.map((subject) => [subjectName(subject), subject]));
  const stacks = changed.flatMap(({ stack, after }) => {
    const subject = subjects.get(stack);
    return after === undefined || subject === undefined
      ? []
      : [{ subject, template: () => JSON.parse(after.rendered.template) as ProvableTemplate }];
  });
  return [...proveFleet(stacks, everyone)].flatMap((proof) =>
    isolationDiagnostics(proof, proof.subject).map(({ code, message }) =>
      refuse('isolation-broken', proof.subject, proof.subject, `${code} ${message}`),
    ),
  );
}
