import type { Fleet, Tenant } from '../fleet/fleet';
import { accessSubject, cellSubject, tenantSubject } from '../isolation/subject';
import type { Subject, SubjectForm } from '../isolation/subject';
import { accessInput, tenantInputs } from '../render/stack-input';

/** Whose each stack of a fleet is, in the order in which they are rendered. */
export function fleetSubjects(fleet: Fleet, form: SubjectForm, rootFolder: string): readonly Subject[] {
  const inputOf = tenantInputs(fleet, rootFolder);
  const cells = new Map(fleet.cells.map((cell) => [cell.id, cell]));
  const accessOf = (tenant: Tenant): readonly Subject[] => {
    const cell = cells.get(tenant.cell);
    const input = cell === undefined ? undefined : accessInput(fleet, cell, tenant);
    return input === undefined ? [] : [accessSubject(input, form)];
  };
  return [
    ...fleet.cells.map((cell) => cellSubject({ fleet: fleet.name, cell }, form)),
    ...fleet.tenants.flatMap(accessOf),
    ...fleet.tenants.map((tenant) => tenantSubject(inputOf(tenant), form)),
  ];
}
