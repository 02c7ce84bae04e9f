import { without as withoutProperty, property } from './planting';
import type { Editable, Planting } from './planting';

/** The role that a tenant's data is read and written in, and its statements by their place. */
export const ROLE = 'AWS::IAM::Role';

const STATEMENTS = 'Policies.0.PolicyDocument.Statement';

export const STATEMENT = {
  items: `${STATEMENTS}.0`,
  media: `${STATEMENTS}.1`,
  list: `${STATEMENTS}.2`,
  brand: `${STATEMENTS}.3`,
  edge: `${STATEMENTS}.5`,
} as const;

export const ID = 'northlight-canary';

export function join(...parts: readonly Editable[]): Editable {
  return { 'Fn::Join': ['', [...parts]] };
}

export function role(path: string, value: Editable): Planting['plant'] {
  return property(ROLE, path, value);
}

export function withoutOfRole(path: string): Planting['plant'] {
  return withoutProperty(ROLE, path);
}

/** One more statement. */
export function statement(written: Editable): Planting['plant'] {
  return (edit) => {
    edit.push(ROLE, STATEMENTS, written);
  };
}

/** One more Allow. */
export function allow(action: Editable, resource: Editable): Planting['plant'] {
  return statement({ Effect: 'Allow', Action: action, Resource: resource });
}
