import type { Scope } from './scope';
import { intrinsicOf, isList, isMapping, member } from './template';
import type { Mapping, Value } from './template';

/**
 * A value as one text, with everything that CloudFormation fills in written between brackets that no template uses:
 *
 * - `⟨Bucket.Arn⟩`, `⟨Bucket⟩`: an attribute of, and a `Ref` to, a resource of the same template
 * - `⟨cell:table-name⟩`: a value of the cell's contract
 * - `⟨?Fn::If⟩`: what cannot be read, and so is never proved
 *
 * The account, Region and partition of the stack are known and are written out.
 */
export function textOf(value: Value | undefined, scope: Scope): string {
  switch (typeof value) {
    case 'string':
      return value.includes('⟨') || value.includes('⟩') ? unreadable('a bracket of the proof itself') : value;
    case 'number':
    case 'boolean':
      return String(value);
    case 'object':
      return isMapping(value) ? intrinsicText(value, scope) : unreadable(isList(value) ? 'a list' : 'null');
    default:
      return unreadable('nothing');
  }
}

/** How a text shows what the proof cannot read. */
export const UNREADABLE = '⟨?';

function unreadable(what: string): string {
  return `${UNREADABLE}${what}⟩`;
}

function intrinsicText(value: Mapping, scope: Scope): string {
  const name = intrinsicOf(value);
  const argument = name === undefined ? undefined : value[name];
  if (name === undefined || Object.keys(value).length !== 1) {
    return unreadable('a mapping');
  }
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' ? referenceText(argument, scope) : unreadable(name);
    case 'Fn::GetAtt':
      return attributeText(argument, scope);
    case 'Fn::Join':
      return joinText(argument, scope);
    case 'Fn::Sub':
      return substitutionText(argument, scope);
    default:
      return unreadable(name);
  }
}

function referenceText(name: string, scope: Scope): string {
  const contract = scope.contract.get(name);
  if (contract !== undefined) {
    return contract;
  }
  if (member(scope.resources, name) !== undefined) {
    return `⟨${name}⟩`;
  }
  const { account, region } = scope.subject.cell;
  switch (name) {
    case 'AWS::AccountId':
      return account;
    case 'AWS::Region':
      return region;
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::StackName':
      return scope.names.stackName;
    default:
      return unreadable(`Ref ${name}`);
  }
}

function attributeText(argument: Value | undefined, scope: Scope): string {
  const [id, ...attribute] =
    typeof argument === 'string' ? argument.split('.') : isList(argument) ? argument : [];
  if (typeof id !== 'string' || attribute.length === 0 || member(scope.resources, id) === undefined) {
    return unreadable('Fn::GetAtt');
  }
  return attribute.every((part) => typeof part === 'string')
    ? `⟨${id}.${attribute.join('.')}⟩`
    : unreadable('Fn::GetAtt');
}

function joinText(argument: Value | undefined, scope: Scope): string {
  const [separator, parts] = isList(argument) ? argument : [];
  if (typeof separator !== 'string' || !isList(parts)) {
    return unreadable('Fn::Join');
  }
  return parts.map((part) => textOf(part, scope)).join(separator);
}

const VARIABLE = /\$\{([^}]*)\}/g;

function substitutionText(argument: Value | undefined, scope: Scope): string {
  const [pattern, variables] = isList(argument) ? argument : [argument];
  if (typeof pattern !== 'string') {
    return unreadable('Fn::Sub');
  }
  return pattern.replace(VARIABLE, (_, name: string) => {
    if (name.startsWith('!')) {
      return `\${${name.slice(1)}}`;
    }
    const variable = member(variables, name);
    if (variable !== undefined) {
      return textOf(variable, scope);
    }
    return name.includes('.') ? attributeText(name, scope) : referenceText(name, scope);
  });
}
