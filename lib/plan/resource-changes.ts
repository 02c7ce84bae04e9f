import { ResourceImpact, fullDiff } from '@aws-cdk/cloudformation-diff';
import type { Difference, ResourceDifference } from '@aws-cdk/cloudformation-diff';

import { valueChanges } from './value-changes';
import type { Json, ValueChange } from './value-changes';

/** What an update of a stack from one template to another does. Plain data. */
export interface TemplateChanges {
  /** By logical id, sorted. */
  readonly resources: readonly ResourceChange[];
  /** Paths begin with the name of the part: `Parameters.CellTableName.Default`. In the order of the template. */
  readonly parameters: readonly ValueChange[];
  readonly outputs: readonly ValueChange[];
  readonly conditions: readonly ValueChange[];
  /** Whatever else a template holds: `Description`, `Mappings`. */
  readonly others: readonly ValueChange[];
}

/** What becomes of one resource. */
export interface ResourceChange {
  readonly logicalId: string;
  /** `AWS::CloudFront::Distribution`; of one that changes its type, the new one. */
  readonly type: string;
  readonly change: ResourceChangeKind;
  /** Whether the old resource stays in the account when it is replaced or removed. */
  readonly isRetained: boolean;
  /** None for a resource that is added or removed. */
  readonly properties: readonly PropertyChange[];
}

export type ResourceChangeKind =
  | 'added'
  /** In place: it is the same resource afterwards. */
  | 'changed'
  /** In place or by another one, as its service decides. */
  | 'may-be-replaced'
  /** By another one, which is made first. */
  | 'replaced'
  | 'removed';

/**
 * A value of a resource that differs. Paths begin as the template does: `Properties.Enabled`, `DeletionPolicy`. A
 * reference to a resource that is replaced differs as well, although it is written the same: what it says afterwards
 * ends in `(replaced)`.
 */
export interface PropertyChange extends ValueChange {
  /** What this value by itself does to the resource. */
  readonly impact: 'changed' | 'may-be-replaced' | 'replaced';
}

type Template = Readonly<Record<string, Json>>;

const SECTIONS = ['Parameters', 'Outputs', 'Conditions'] as const;

/** What of a resource is for people and tools and changes nothing. */
const WITHOUT_EFFECT = new Set(['Metadata']);

/** What an update from `before` to `after` does, resource by resource: two templates as `JSON.parse` gives them. */
export function resourceChanges(before: Template, after: Template): TemplateChanges {
  const resources: ResourceChange[] = [];
  fullDiff(before, after).resources.forEachDifference((logicalId, difference) => {
    const change = changeOf(logicalId, difference);
    if (change !== undefined) {
      resources.push(change);
    }
  });
  const section = (name: string): readonly ValueChange[] => valueChanges(before[name], after[name], name);
  const known = new Set<string>([...SECTIONS, 'Resources', 'Metadata', 'Rules']);
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return {
    resources: resources.sort((a, b) => (a.logicalId < b.logicalId ? -1 : 1)),
    parameters: section('Parameters'),
    outputs: section('Outputs'),
    conditions: section('Conditions'),
    others: [...names].filter((name) => !known.has(name)).flatMap(section),
  };
}

function changeOf(logicalId: string, difference: ResourceDifference): ResourceChange | undefined {
  const type = difference.newResourceType ?? difference.oldResourceType ?? '';
  if (difference.isAddition) {
    return { logicalId, type, change: 'added', isRetained: false, properties: [] };
  }
  if (difference.isRemoval) {
    const isRetained = difference.changeImpact === ResourceImpact.WILL_ORPHAN;
    return { logicalId, type, change: 'removed', isRetained, properties: [] };
  }
  const properties = propertyChanges(difference);
  if (properties.length === 0) {
    return undefined;
  }
  const change = worst(properties);
  return {
    logicalId,
    type,
    change,
    isRetained: change !== 'changed' && isReplacementRetained(difference),
    properties,
  };
}

function propertyChanges(difference: ResourceDifference): readonly PropertyChange[] {
  if (difference.resourceTypeChanged) {
    const { oldValue, newValue } = difference;
    return valueChanges(oldValue as Json | undefined, newValue as Json | undefined, '').map((part) => ({
      ...part,
      impact: 'replaced',
    }));
  }
  const changes: PropertyChange[] = [];
  difference.forEachDifference((kind, name, change) => {
    if (kind === 'Other' && WITHOUT_EFFECT.has(name)) {
      return;
    }
    const path = kind === 'Property' ? `Properties.${name}` : name;
    const [before, after] = [change.oldValue as Json | undefined, change.newValue as Json | undefined];
    const impact = impactOf(change);
    changes.push(...valueChanges(before, after, path).map((part) => ({ ...part, impact })));
  });
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function impactOf(change: Difference<unknown>): PropertyChange['impact'] {
  const impact = 'changeImpact' in change ? change.changeImpact : undefined;
  switch (impact) {
    case ResourceImpact.WILL_REPLACE:
      return 'replaced';
    case ResourceImpact.MAY_REPLACE:
      return 'may-be-replaced';
    default:
      return 'changed';
  }
}

function worst(properties: readonly PropertyChange[]): PropertyChange['impact'] {
  const impacts = properties.map(({ impact }) => impact);
  return (['replaced', 'may-be-replaced'] as const).find((impact) => impacts.includes(impact)) ?? 'changed';
}

/** By default CloudFormation deletes the old one. Which of the two templates it asks is not written anywhere. */
function isReplacementRetained({ oldValue, newValue }: ResourceDifference): boolean {
  return [oldValue, newValue].every((resource) => resource?.['UpdateReplacePolicy'] === 'Retain');
}
