import { isOfDocument, isRegular, partAt } from '../frame';
import type { Frame, Route, Stamped } from '../frame';
import { topPlace } from '../proof';
import type { At, Verdict } from '../proof';
import type { Scope } from '../scope';
import { intrinsicOf, isList, isMapping, mappingAt } from '../template';
import type { Template, Value } from '../template';
import { textOf } from '../text';
import { examineStrings, isPlainReference, isSuspect } from './own-strings';

/**
 * What has to be looked at in a template's strings when its frame is known: texts that are always the same and name
 * nobody need no second look.
 */
export class FrameStrings {
  private readonly isRegular: boolean;
  private readonly texts: string[] = [];
  private readonly intrinsics: Route[] = [];
  /** Those of the intrinsics that a value, the account or the like is a part of. */
  private readonly varying: readonly Route[];
  /** Indexes of the values that no intrinsic takes in. */
  private readonly values: readonly number[];
  /** By what the parameters of the template stand for. */
  private readonly settled = new Map<string, Settled>();

  /** @param withoutDocuments A resource without what the client wrote. */
  constructor(frame: Frame, withoutDocuments: (resource: Value) => Value) {
    this.isRegular = isRegular(frame);
    for (const [id, resource] of Object.entries(mappingAt(frame.template, 'Resources'))) {
      this.collect(withoutDocuments(resource), ['Resources', id]);
    }
    const computed = new Set(this.intrinsics.map((route) => JSON.stringify(route)));
    const takingIn = (place: Route): readonly string[] =>
      place.map((_, length) => JSON.stringify(place.slice(0, length))).filter((route) => computed.has(route));
    const takesIn = new Set(frame.places.flatMap(takingIn));
    this.varying = this.intrinsics.filter(
      (route) =>
        takesIn.has(JSON.stringify(route)) || PSEUDO.test(JSON.stringify(partAt(frame.template, route))),
    );
    this.values = [...frame.places.keys()].filter((index) => {
      const place = frame.places[index] ?? [];
      return place[0] === 'Resources' && !isOfDocument(frame, place) && takingIn(place).length === 0;
    });
  }

  /** Whether examining every string of the resources would find nothing; if not, only doing so says what. */
  areFine(template: Template, { filled }: Stamped, scope: Scope): boolean {
    const settled = this.settledIn(template, scope);
    if (!this.isRegular || holdsDomain(settled, scope.subject.cell.domain)) {
      return false;
    }
    const found: Verdict[] = [];
    const at: At = topPlace(scope, found, '', 'Resources');
    for (const text of settled.suspects) {
      examineStrings(text, at);
    }
    for (const route of settled.unsettled) {
      examineStrings(partAt(template, route) ?? null, at);
    }
    // The id and the like stand in many places.
    const seen = new Set<Value>();
    for (const index of this.values) {
      const value = filled[index] ?? null;
      if (!seen.has(value)) {
        seen.add(value);
        examineStrings(value, at);
      }
    }
    return found.length === 0;
  }

  private collect(value: Value, route: Route): void {
    if (typeof value === 'string') {
      this.texts.push(value);
    } else if (isList(value)) {
      value.forEach((part, index) => {
        this.collect(part, [...route, index]);
      });
    } else if (isMapping(value)) {
      if (intrinsicOf(value) !== undefined) {
        this.intrinsics.push(route);
        return;
      }
      for (const [key, part] of Object.entries(value)) {
        this.texts.push(key);
        this.collect(part, [...route, key]);
      }
    }
  }

  /** An intrinsic without a value says the same in every stack whose parameters stand for the same. */
  private settledIn(template: Template, scope: Scope): Settled {
    const key = [...scope.contract].join();
    const known = this.settled.get(key);
    if (known !== undefined) {
      return known;
    }
    const texts = [...this.texts];
    const unsettled = [...this.varying];
    for (const route of this.intrinsics.filter((one) => !this.varying.includes(one))) {
      const part = partAt(template, route) ?? null;
      if (isPlainReference(part, scope)) {
        texts.push(textOf(part, scope));
      } else {
        unsettled.push(route);
      }
    }
    const settled = {
      unsettled,
      suspects: texts.filter(isSuspect),
      all: texts.join('\n'),
      domains: new Map(),
    };
    this.settled.set(key, settled);
    return settled;
  }
}

/** What is known of the texts of a frame. */
interface Settled {
  /** Intrinsics that are computed in view of each stack. */
  readonly unsettled: readonly Route[];
  /** Texts that could break a rule in some stack. */
  readonly suspects: readonly string[];
  /** Every text that is always the same. */
  readonly all: string;
  /** Whether one of them holds a domain, by the domain. */
  readonly domains: Map<string, boolean>;
}

/** What CloudFormation tells a template of where it is deployed. */
const PSEUDO = /AWS::[A-Z]/;

function holdsDomain({ all, domains }: Settled, domain: string): boolean {
  const known = domains.get(domain) ?? all.includes(domain);
  domains.set(domain, known);
  return known;
}
