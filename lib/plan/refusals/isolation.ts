import { isolationDiagnostics } from '../../isolation/findings';
import { FleetProver } from '../../isolation/prove-fleet';
import type { Proof } from '../../isolation/proof';
import type { Subject } from '../../isolation/subject';
import { subjectName } from '../../isolation/subject';
import type { Template as ProvableTemplate } from '../../isolation/template';
import type { Shape } from '../../render/shape/shape';
import { ShapeTemplate } from '../../render/shape/shape-template';
import type { Refusal } from '../plan-document';
import type { StackPair, StackSide } from '../stack-pair';
import { refuse } from './refusal-catalogue';

/** Proves stacks that are there afterwards and change, against everybody of the fleet. */
export class IsolationRefusals {
  private readonly subjects: ReadonlyMap<string, Subject>;
  private readonly prover: FleetProver;
  private readonly shapes = new Map<Shape, ShapeTemplate | undefined>();

  constructor(everyone: readonly Subject[]) {
    this.subjects = new Map(everyone.map((subject) => [subjectName(subject), subject]));
    this.prover = new FleetProver(everyone);
  }

  of({ stack, after }: StackPair): readonly Refusal[] {
    const subject = this.subjects.get(stack);
    if (after === undefined || subject === undefined) {
      return [];
    }
    return isolationDiagnostics(this.prove(after, subject), stack).map(({ code, message }) =>
      refuse('isolation-broken', stack, stack, `${code} ${message}`),
    );
  }

  private prove({ rendered, stamped }: StackSide, subject: Subject): Proof {
    const filled = stamped === undefined ? undefined : this.templateOf(stamped.shape)?.fill(stamped.values);
    const template = filled?.template ?? JSON.parse(rendered.template);
    return this.prover.prove(template as ProvableTemplate, subject, filled, 'violations');
  }

  /** Parsed once for all stacks of the shape. */
  private templateOf(shape: Shape): ShapeTemplate | undefined {
    if (!this.shapes.has(shape)) {
      this.shapes.set(shape, ShapeTemplate.of(shape));
    }
    return this.shapes.get(shape);
  }
}
