// The package answers for whole templates alone, and reads their policies as well; one property has none to read.
import { diffResource } from '@aws-cdk/cloudformation-diff/lib/diff/index';
import { ResourceImpact } from '@aws-cdk/cloudformation-diff/lib/diff/types';

/** Whether a resource is changed in place, replaced by another, or either, as its service decides. */
export type Replacement = 'False' | 'True' | 'Conditional';

/**
 * What another value of a property does to a resource of a type, by the service's own schema. The schemas depend on
 * neither the resource nor the value, so each property is asked for once.
 */
export class ReplacementRules {
  private readonly known = new Map<string, Replacement>();

  replacementBy(type: string, property: string): Replacement {
    const key = `${type} ${property}`;
    const known = this.known.get(key) ?? ask(type, property);
    this.known.set(key, known);
    return known;
  }
}

function ask(type: string, property: string): Replacement {
  const resource = (value: string): { Type: string; Properties: Record<string, string> } => ({
    Type: type,
    Properties: { [property]: value },
  });
  const { propertyUpdates } = diffResource(resource('before'), resource('after'));
  switch (propertyUpdates[property]?.changeImpact) {
    case ResourceImpact.WILL_REPLACE:
      return 'True';
    case ResourceImpact.MAY_REPLACE:
      return 'Conditional';
    default:
      return 'False';
  }
}
