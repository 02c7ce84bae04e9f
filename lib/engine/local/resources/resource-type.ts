import { createHash } from 'node:crypto';

import type { Json } from '../../../plan/value-changes';
import type { StackAddress } from '../state/stack-record';
import { isObject } from '../template/template';

export type Properties = Readonly<Record<string, Json>>;

/** A resource that is there, or is about to be: its properties have their values. */
export interface Existing {
  readonly address: StackAddress;
  readonly physicalId: string;
  readonly properties: Properties;
}

/** What a new resource gets its physical id from. The same always gives the same, so that an operation can be resumed. */
export interface Birth {
  readonly address: StackAddress;
  readonly logicalId: string;
  readonly properties: Properties;
  /** Of this resource and no other, for ever. */
  readonly seed: string;
}

/** How resources of a type behave, as far as anybody else can see. */
export interface ResourceType {
  /** The name that its properties give it; undefined where it gets one that nobody chose. */
  readonly givenName?: (properties: Properties) => string | undefined;
  readonly physicalId: (birth: Birth) => string;
  /** What `Fn::GetAtt` can ask for. */
  readonly attributes: Readonly<Record<string, (resource: Existing) => Json>>;
  /** Names that no other resource may have meanwhile. */
  readonly claims?: (resource: Existing) => readonly string[];
}

/** `length` characters out of `alphabet` that look like chance and are not. */
export function drawn(seed: string, length: number, alphabet = UPPER_CASE): string {
  const digest = createHash('sha256').update(seed).digest();
  return Array.from(
    { length },
    (_, at) => alphabet[(digest[at % digest.length] ?? 0) % alphabet.length],
  ).join('');
}

const UPPER_CASE = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const LOWER_CASE = '0123456789abcdefghijklmnopqrstuvwxyz';
const HEXADECIMAL = '0123456789abcdef';

/** `tenant--rally-north-AnalyticsErrors-1A2B3C4D5E6F`, as CloudFormation names what has no name. */
export function generatedName({ address, logicalId, seed }: Birth, lengthMax: number): string {
  const random = drawn(seed, 12);
  return `${`${address.stackName}-${logicalId}`.slice(0, lengthMax - random.length - 1)}-${random}`;
}

export function uuid(seed: string): string {
  const digits = drawn(seed, 32, HEXADECIMAL);
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}

/** A text among properties, by the route to it; undefined where there is none. */
export function textAt(properties: Properties, ...route: readonly string[]): string | undefined {
  let value: Json | undefined = properties;
  for (const key of route) {
    value = isObject(value) ? value[key] : undefined;
  }
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a list among properties; none where there is no such list. */
export function textsAt(properties: Properties, ...route: readonly string[]): readonly string[] {
  let value: Json | undefined = properties;
  for (const key of route) {
    value = isObject(value) ? value[key] : undefined;
  }
  return Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
}

/** A type whose resources are named by a property, or else by CloudFormation, and whose `Ref` is that name. */
export function named(
  property: string,
  lengthMax: number,
): Required<Pick<ResourceType, 'givenName'>> & Pick<ResourceType, 'physicalId'> {
  return {
    givenName: (properties) => textAt(properties, property),
    physicalId: (birth) => textAt(birth.properties, property) ?? generatedName(birth, lengthMax),
  };
}

/** `arn:aws:sns:us-east-1:111122223333:`. */
export function arnPrefix(service: string, { account, region }: StackAddress): string {
  return `arn:aws:${service}:${region}:${account}:`;
}

/** A name that is unique in an account and Region. */
export function regionalClaim(kind: string, { account, region }: StackAddress, name: string): string {
  return `${kind}/${account}/${region}/${name}`;
}

/** A name that is unique in an account, as those of services without Regions are. */
export function accountClaim(kind: string, { account }: StackAddress, name: string): string {
  return `${kind}/${account}/${name}`;
}
