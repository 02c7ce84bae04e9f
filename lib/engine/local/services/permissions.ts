import type { Json } from '../../../plan/value-changes';
import { isObject } from '../template/template';

/** One thing that somebody wants to do. */
export interface Deed {
  /** `dynamodb:PutItem`. */
  readonly action: string;
  /** ARN of what it is done to. */
  readonly resource: string;
  /** Values of condition keys, such as `dynamodb:LeadingKeys`. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/**
 * Whether policies allow a deed: a statement allows it, and none denies it. Conditions that this evaluator does not know
 * are not met where they allow, and met where they deny.
 *
 * @param documents Policy documents, with values instead of intrinsics.
 */
export function isAllowed(documents: readonly Json[], deed: Deed): boolean {
  const statements = documents.flatMap(statementsOf);
  const applies = (effect: 'Allow' | 'Deny'): boolean =>
    statements.some(
      (statement) => statement['Effect'] === effect && matches(statement, deed, effect === 'Deny'),
    );
  return applies('Allow') && !applies('Deny');
}

/** Whether a role may be assumed by one whose ARN is `principal`. */
export function isTrusted(trust: Json, principal: string): boolean {
  const account = principal.split(':')[4] ?? '';
  const deed = { action: 'sts:AssumeRole', resource: '', context: { 'aws:PrincipalArn': [principal] } };
  return statementsOf(trust).some((statement) => {
    const { Principal: named } = statement;
    const arns = isObject(named) ? texts(named['AWS']) : [];
    const isNamed = arns.some(
      (arn) => arn === principal || arn === account || arn === `arn:aws:iam::${account}:root`,
    );
    return (
      statement['Effect'] === 'Allow' && isNamed && matches({ ...statement, Resource: '*' }, deed, false)
    );
  });
}

type Statement = Readonly<Record<string, Json>>;

function statementsOf(document: Json): readonly Statement[] {
  const statements: Json | undefined = isObject(document) ? document['Statement'] : undefined;
  return (Array.isArray(statements) ? statements : [statements]).filter((statement) => isObject(statement));
}

function matches(statement: Statement, deed: Deed, unknownHolds: boolean): boolean {
  const hasAction = texts(statement['Action']).some((pattern) =>
    like(pattern.toLowerCase(), deed.action.toLowerCase()),
  );
  const hasResource = texts(statement['Resource']).some((pattern) => like(pattern, deed.resource));
  return hasAction && hasResource && holds(statement['Condition'], deed, unknownHolds);
}

function holds(conditions: Json | undefined, { context }: Deed, unknownHolds: boolean): boolean {
  if (!isObject(conditions)) {
    return true;
  }
  return Object.entries(conditions).every(([operator, tests]) =>
    Object.entries(isObject(tests) ? tests : {}).every(
      ([key, wanted]) => test(operator, texts(wanted), context[key]) ?? unknownHolds,
    ),
  );
}

/** Undefined for an operator that is not known. */
function test(
  operator: string,
  wanted: readonly string[],
  given: readonly string[] | undefined,
): boolean | undefined {
  const equals = (value: string): boolean => wanted.includes(value);
  const resembles = (value: string): boolean => wanted.some((pattern) => like(pattern, value));
  switch (operator) {
    case 'Null':
      return wanted.includes(String(given === undefined));
    case 'ForAllValues:StringEquals':
      return (given ?? []).every(equals);
    case 'ForAllValues:StringLike':
      return (given ?? []).every(resembles);
    case 'StringEquals':
    case 'Bool':
      return (given ?? []).some(equals);
    case 'StringLike':
    case 'ArnLike':
    case 'ArnEquals':
      return (given ?? []).some(resembles);
    default:
      return undefined;
  }
}

const patterns = new Map<string, RegExp>();
const PATTERNS_MAX = 10_000;

/** `*` stands for any characters, `?` for one. */
function like(pattern: string, value: string): boolean {
  let expression = patterns.get(pattern);
  if (expression === undefined) {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
    expression = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
    if (patterns.size >= PATTERNS_MAX) {
      patterns.clear();
    }
    patterns.set(pattern, expression);
  }
  return expression.test(value);
}

function texts(value: Json | undefined): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((member) => typeof member === 'string');
}
