import { documentsOf } from './frame';
import { topPlace } from './proof';
import type { Proof, Verdict } from './proof';
import { ACCESS_TYPES, CELL_TYPES, TENANT_TYPES } from './resources/type-table';
import { examineResource } from './resources/type-rule';
import { makeScope } from './scope';
import type { Scope } from './scope';
import { examineSections } from './sections';
import { accessSubject, cellSubject, subjectName, tenantSubject } from './subject';
import type { AccessFacts, CellFacts, Subject, TenantFacts } from './subject';
import { examineStrings } from './strings/own-strings';
import { isMapping } from './template';
import type { Template, Value } from './template';

/**
 * Proves one template: every grant and every property is covered by a rule, or is a violation. Of a symbolic subject the
 * proof holds for every stack of the shape, since values pass into a template unchanged and no rule looks at an id but
 * as a whole that ends where no id can go on.
 */
export function proveStack(template: Template, subject: Subject): Proof {
  return proveTemplate(template, makeScope(template, subject));
}

/**
 * The same of a template whose scope is known.
 *
 * @param areStringsFine Whether examining the strings of its resources is known to find nothing. @default false
 */
export function proveTemplate(template: Template, scope: Scope, areStringsFine = false): Proof {
  const { subject } = scope;
  const verdicts: Verdict[] = [];
  examineSections(template, scope, verdicts);
  for (const id in scope.resources) {
    const at = topPlace(scope, verdicts, id, `Resources.${id}`);
    const resource = scope.resources[id] ?? null;
    examineResource(resource, TYPES[subject.kind], at);
    if (!areStringsFine) {
      examineStrings(withoutDocuments(resource), at);
    }
  }
  return { subject: subjectName(subject), form: subject.form, verdicts };
}

const TYPES = { access: ACCESS_TYPES, cell: CELL_TYPES, tenant: TENANT_TYPES } as const;

/** Proves the template of the roles that a tenant is deployed with, for every tenant that will be stamped from it. */
export function proveAccessShape(template: Template, marked: AccessFacts): Proof {
  return proveStack(template, accessSubject(marked, 'symbolic'));
}

/** Proves the template that a tenant’s shape gave for marked input, for every tenant that will be stamped from it. */
export function proveTenantShape(template: Template, marked: TenantFacts): Proof {
  return proveStack(template, tenantSubject(marked, 'symbolic'));
}

/** Proves the template that a cell’s shape gave for marked input, for every cell that will be stamped from it. */
export function proveCellShape(template: Template, marked: CellFacts): Proof {
  return proveStack(template, cellSubject(marked, 'symbolic'));
}

/** The resource without what the client wrote in it. */
export function withoutDocuments(resource: Value): Value {
  const documents = documentsOf(resource);
  if (documents.length === 0 || !isMapping(resource) || !isMapping(resource['Properties'])) {
    return resource;
  }
  const properties = Object.entries(resource['Properties']).filter(([key]) => !documents.includes(key));
  return { ...resource, Properties: Object.fromEntries(properties) };
}
