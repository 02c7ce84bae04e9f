import { resourceChanges } from '../../../plan/resource-changes';
import type { PropertyChange } from '../../../plan/resource-changes';
import type { Json } from '../../../plan/value-changes';

const LOGICAL_ID = 'Resource';

/**
 * What another value of a property does to a resource of a type, by the service's own schema. The schemas depend on
 * neither the resource nor the value, so each property is asked for once.
 */
export class ReplacementRules {
  private readonly impacts = new Map<string, PropertyChange['impact']>();

  impactOf(type: string, property: string, value: Json): PropertyChange['impact'] {
    const key = `${type} ${property}`;
    const known = this.impacts.get(key);
    if (known !== undefined) {
      return known;
    }
    const impact = ask(type, { [property]: value });
    this.impacts.set(key, impact);
    return impact;
  }
}

function ask(type: string, properties: Readonly<Record<string, Json>>): PropertyChange['impact'] {
  const template = (given: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> => ({
    Resources: { [LOGICAL_ID]: { Type: type, Properties: given } },
  });
  const [change] = resourceChanges(template({}), template(properties)).resources;
  return change?.properties[0]?.impact ?? 'changed';
}
