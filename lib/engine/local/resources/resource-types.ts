import { EDGE_TYPES } from './edge';
import type { ResourceType } from './resource-type';
import { SERVICE_TYPES, UNKNOWN_TYPE } from './services';
import { STORAGE_TYPES } from './storage';

const TYPES: ReadonlyMap<string, ResourceType> = new Map(
  Object.entries({ ...STORAGE_TYPES, ...EDGE_TYPES, ...SERVICE_TYPES }),
);

/** How resources of a type behave. Every type can be deployed; what is not known has an id and no attributes. */
export function resourceType(type: string): ResourceType {
  return TYPES.get(type) ?? UNKNOWN_TYPE;
}

/** Whether a Lambda function makes resources of this type. */
export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}
