import { documentsOf } from './frame';
import type { Frame, Stamped } from './frame';
import { breaks, holds, inside, topPlace } from './proof';
import type { At, Proof, Verdict } from './proof';
import { proveTemplate, withoutDocuments } from './prove-stack';
import { makeScope } from './scope';
import type { Scope, Witnessing } from './scope';
import { fleetNames, hostConflicts } from './strings/fleet-names';
import type { FleetNames } from './strings/fleet-names';
import { ForeignNames } from './strings/foreign-names';
import { FrameStrings } from './strings/frame-strings';
import type { Subject } from './subject';
import { isMapping, member } from './template';
import type { Template, Value } from './template';

/** A stack of the fleet, with its template when it is asked for: a fleet's templates need not all be in memory. */
export interface FleetStack {
  readonly subject: Subject;
  readonly template: () => Template;
}

/**
 * Proves stacks of a fleet one after the other: each by itself, and then against everybody in `everyone`, who may be
 * more than the stacks that are proved. What holds among the tenants of today is only checked here; what holds for
 * those to come is proved by the stack itself.
 */
export function* proveFleet(
  stacks: Iterable<FleetStack>,
  everyone: readonly Subject[],
): Generator<Proof, void, void> {
  const prover = new FleetProver(everyone);
  for (const { subject, template } of stacks) {
    yield prover.prove(template(), subject);
  }
}

/** Proves stacks against everybody who is there. */
export class FleetProver {
  private readonly names: FleetNames;
  private readonly foreignNames: ForeignNames;
  private readonly strings = new WeakMap<Frame, FrameStrings>();

  constructor(everyone: readonly Subject[]) {
    this.names = fleetNames(everyone);
    this.foreignNames = new ForeignNames(this.names);
  }

  /**
   * @param stamped How the template was made, where that is known: the proof is the same, and sooner found.
   * @param witness Whether to record what is covered by a rule as well, or violations only. @default all
   */
  prove(template: Template, subject: Subject, stamped?: Stamped, witness: Witnessing = 'all'): Proof {
    const scope = makeScope(template, subject, witness);
    const areStringsFine =
      stamped !== undefined && this.stringsOf(stamped.frame).areFine(template, stamped, scope);
    const { verdicts, ...proof } = proveTemplate(template, scope, areStringsFine);
    const isNobodyNamed = stamped !== undefined && this.foreignNames.areNone(stamped, subject);
    const foreign = isNobodyNamed ? [] : namedOthers(template, scope, this.foreignNames);
    const place = topPlace(scope, [], '', 'Resources');
    if (foreign.length === 0) {
      holds(place, 'no-foreign-name', `none of ${this.names.tenants.size} tenants but its own is named`);
    }
    proveHosts(subject, this.names, place);
    return { ...proof, verdicts: [...verdicts, ...foreign, ...place.verdicts] };
  }

  private stringsOf(frame: Frame): FrameStrings {
    const strings = this.strings.get(frame) ?? new FrameStrings(frame, withoutDocuments);
    this.strings.set(frame, strings);
    return strings;
  }
}

function namedOthers(template: Template, scope: Scope, foreignNames: ForeignNames): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  for (const [section, value] of Object.entries(template)) {
    if (section === 'Resources') {
      for (const id of Object.keys(scope.resources)) {
        const at = topPlace(scope, verdicts, id, `Resources.${id}`);
        examineResource(scope.resources[id] ?? null, foreignNames, at);
      }
    } else {
      foreignNames.examine(value, topPlace(scope, verdicts, '', section), 'stack');
    }
  }
  return verdicts;
}

function proveHosts(subject: Subject, names: FleetNames, at: At): void {
  if (subject.kind !== 'tenant') {
    return;
  }
  const conflicts = hostConflicts(subject, names);
  if (conflicts.length === 0) {
    holds(at, 'unique-hosts', 'no other tenant answers at its hosts');
  }
  conflicts.forEach(({ host, why }) => {
    breaks(at, 'unique-hosts', why, { target: host });
  });
}

function examineResource(resource: Value, foreignNames: ForeignNames, at: At): void {
  const documents = documentsOf(resource);
  const properties = member(resource, 'Properties');
  if (!isMapping(resource) || !isMapping(properties)) {
    foreignNames.examine(resource, at, 'stack');
    return;
  }
  for (const key in resource) {
    if (key !== 'Properties') {
      foreignNames.examine(resource[key] ?? null, inside(at, key), 'stack');
    }
  }
  const within = inside(at, 'Properties');
  for (const key in properties) {
    const kind = documents.includes(key) ? 'documents' : 'stack';
    foreignNames.examine(properties[key] ?? null, inside(within, key), kind);
  }
}
