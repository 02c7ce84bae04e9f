import { isolationDiagnostics } from '../../isolation/findings';
import { FleetProver } from '../../isolation/prove-fleet';
import type { Proof } from '../../isolation/proof';
import type { Subject } from '../../isolation/subject';
import { subjectName } from '../../isolation/subject';
import type { Template as ProvableTemplate } from '../../isolation/template';
import type { Shape } from '../../render/shape/shape';
import { ShapeTemplate } from '../../render/shape/shape-template';
import { stamp, StampValues } from '../../render/shape/stencil';
import type { Refusal } from '../plan-document';
import type { StackPair, StampedFrom } from '../stack-pair';
import { refuse } from './refusal-catalogue';

/** Proves stacks that are there afterwards and change, against everybody of the fleet. */
export interface StackProver {
  readonly take: (stack: ProvableStack) => void;
  /** What was found of all that were taken, in that order. */
  readonly refusals: () => Promise<readonly Refusal[]>;
}

/** A stack to prove. Plain data, for a thread. */
export interface ProvableStack {
  /** `tenants/rally-north`. */
  readonly stack: string;
  /** What its template is stamped from, or its text where that is not known. */
  readonly source: StampedFrom | string;
}

/** The stack as it is afterwards; undefined when it is gone. */
export function provableStack({ stack, after }: StackPair): ProvableStack | undefined {
  return after === undefined ? undefined : { stack, source: after.stamped ?? after.rendered.template };
}

/** Every cell and tenant that there is afterwards. */
export type Everyone = readonly Subject[];

/** Proves each stack as it is taken. */
export function directProver(everyone: Everyone): StackProver {
  const proofs = new IsolationRefusals(everyone);
  const found: Refusal[] = [];
  return {
    take: (stack) => found.push(...proofs.of(stack)),
    refusals: () => Promise.resolve(found),
  };
}

/** What stacks are refused for since they could reach others. */
export class IsolationRefusals {
  private readonly subjects: ReadonlyMap<string, Subject>;
  private readonly prover: FleetProver;
  private readonly shapes = new Map<Shape, ShapeTemplate | undefined>();

  constructor(everyone: Everyone) {
    this.subjects = new Map(everyone.map((subject) => [subjectName(subject), subject]));
    this.prover = new FleetProver(everyone);
  }

  of({ stack, source }: ProvableStack): readonly Refusal[] {
    const subject = this.subjects.get(stack);
    return subject === undefined
      ? []
      : isolationDiagnostics(this.prove(source, subject), stack).map(({ code, message }) =>
          refuse('isolation-broken', stack, stack, `${code} ${message}`),
        );
  }

  private prove(source: ProvableStack['source'], subject: Subject): Proof {
    const filled =
      typeof source === 'string' ? undefined : this.templateOf(source.shape)?.fill(source.values);
    const template = filled?.template ?? JSON.parse(templateText(source));
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

function templateText(source: ProvableStack['source']): string {
  return typeof source === 'string' ? source : stamp(source.shape.template, new StampValues(source.values));
}
