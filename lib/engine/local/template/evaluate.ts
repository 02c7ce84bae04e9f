import type { Json } from '../../../plan/value-changes';
import { Refused } from './refused';
import { isObject } from './template';

/** What intrinsics are evaluated with. */
export interface Scope {
  /** Value of `Ref`: of a parameter, a pseudo parameter or a resource; undefined where there is none of that name. */
  ref(name: string): Json | undefined;
  /** @throws Refused when the resource, or its attribute, is not there. */
  attribute(logicalId: string, name: string): Json;
  /** @throws Refused when there is no such condition. */
  condition(name: string): boolean;
  readonly mappings: Readonly<Record<string, Json>>;
}

/** What `AWS::NoValue` stands for: the property, or the member of the list, is left out. */
const NO_VALUE = Symbol('AWS::NoValue');
type Value = Json | typeof NO_VALUE;

const VARIABLE = /\$\{(!?)([^}]+)\}/g;

/**
 * A value of a template with every intrinsic evaluated; undefined where it comes to no value.
 *
 * @throws Refused when something is referred to that is not there, or an intrinsic is not known.
 */
export function evaluate(value: Json, scope: Scope): Json | undefined {
  const result = resolve(value, scope);
  return result === NO_VALUE ? undefined : result;
}

function resolve(value: Json, scope: Scope): Value {
  if (Array.isArray(value)) {
    return value.map((member: Json) => resolve(member, scope)).filter((member) => member !== NO_VALUE);
  }
  if (!isObject(value)) {
    return value;
  }
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && isIntrinsic(only[0])) {
    return call(only[0], only[1], scope);
  }
  const members: [string, Json][] = [];
  for (const [key, member] of entries) {
    const result = resolve(member, scope);
    if (result !== NO_VALUE) {
      members.push([key, result]);
    }
  }
  return Object.fromEntries(members);
}

function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');
}

function call(name: string, argument: Json, scope: Scope): Value {
  switch (name) {
    case 'Ref':
      return refer(text(argument), scope);
    case 'Condition':
      // Statements of policies have a member of this name as well.
      return typeof argument === 'string'
        ? scope.condition(argument)
        : { Condition: resolved(argument, scope) };
    case 'Fn::GetAtt':
      return attribute(argument, scope);
    case 'Fn::Sub':
      return substitute(argument, scope);
    case 'Fn::If': {
      const [condition, then = null, otherwise = null] = list(argument);
      return resolve(scope.condition(text(condition)) ? then : otherwise, scope);
    }
    default:
      return compute(name, resolved(argument, scope), scope);
  }
}

/** Functions of values alone. */
function compute(name: string, argument: Json, scope: Scope): Json {
  switch (name) {
    case 'Fn::Join': {
      const [delimiter, parts] = list(argument);
      return list(parts).map(text).join(text(delimiter));
    }
    case 'Fn::Select':
      return select(argument);
    case 'Fn::Split': {
      const [delimiter, source] = list(argument);
      return text(source).split(text(delimiter));
    }
    case 'Fn::Base64':
      return Buffer.from(text(argument)).toString('base64');
    case 'Fn::FindInMap':
      return find(list(argument).map(text), scope.mappings);
    default:
      return decide(name, argument);
  }
}

/** Functions of conditions and rules. */
function decide(name: string, argument: Json): boolean {
  switch (name) {
    case 'Fn::Equals': {
      const [left, right] = list(argument);
      return JSON.stringify(left) === JSON.stringify(right);
    }
    case 'Fn::Not':
      return list(argument)[0] !== true;
    case 'Fn::And':
      return list(argument).every((member) => member === true);
    case 'Fn::Or':
      return list(argument).some((member) => member === true);
    case 'Fn::Contains': {
      const [members, member] = list(argument);
      return list(members).includes(member ?? null);
    }
    default:
      throw new Refused(`Template error: the local engine does not know the function ${name}`);
  }
}

function refer(name: string, scope: Scope): Value {
  if (name === 'AWS::NoValue') {
    return NO_VALUE;
  }
  const value = scope.ref(name);
  if (value === undefined) {
    throw new Refused(`Template error: Unresolved resource dependencies [${name}]`);
  }
  return value;
}

function attribute(argument: Json, scope: Scope): Json {
  const [logicalId = '', ...path] =
    typeof argument === 'string' ? argument.split('.') : list(argument).map(text);
  return scope.attribute(logicalId, path.join('.'));
}

function substitute(argument: Json, scope: Scope): string {
  const [source, given] = Array.isArray(argument) ? list(argument) : [argument];
  const own = isObject(given) ? given : {};
  return text(source).replace(VARIABLE, (_, literal: string, variable: string) => {
    const name = variable.trim();
    if (literal === '!') {
      return `\${${name}}`;
    }
    if (Object.hasOwn(own, name)) {
      return text(resolved(own[name] ?? null, scope));
    }
    return text(
      name.includes('.') && !name.startsWith('AWS::')
        ? attribute(name, scope)
        : resolved({ Ref: name }, scope),
    );
  });
}

function select(argument: Json): Json {
  const [index, members] = list(argument);
  const member = list(members)[Number(index)];
  if (member === undefined) {
    throw new Refused(`Template error: Fn::Select cannot select nonexistent value at index ${text(index)}`);
  }
  return member;
}

function find(keys: readonly string[], mappings: Readonly<Record<string, Json>>): Json {
  let value: Json | undefined = mappings;
  for (const key of keys) {
    value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  if (value === undefined) {
    throw new Refused(`Template error: Unable to get mapping for ${keys.join('::')}`);
  }
  return value;
}

function resolved(value: Json, scope: Scope): Json {
  return evaluate(value, scope) ?? null;
}

function list(value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value)) {
    throw new Refused(`Template error: ${JSON.stringify(value)} stands where a list must`);
  }
  return value;
}

function text(value: Json | undefined): string {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw new Refused(`Template error: ${JSON.stringify(value)} stands where a text must`);
  }
  return String(value);
}
