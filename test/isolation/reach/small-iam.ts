import type { IamRequest, IamStatement } from './iam-request';

/**
 * As much of how IAM decides as the policies of a cell need: wildcards, policy variables, and the operators below. Any
 * other operator throws. It knows nothing of the prover, and the prover nothing of it.
 */
export class SmallIam {
  /** By the service of their actions. */
  private readonly byService = new Map<string, CompiledStatement[]>();

  /** @param principalTags Tags of the role that holds the statements. */
  constructor(statements: readonly IamStatement[], principalTags: Readonly<Record<string, string>>) {
    for (const statement of statements.map((one) => compiled(one, principalTags))) {
      for (const service of new Set(statement.actions.map((action) => action.split(':')[0] ?? ''))) {
        this.byService.set(service, [...(this.byService.get(service) ?? []), statement]);
      }
    }
  }

  /** The statements that allow the request, by name. Without one, IAM refuses. */
  allowing(request: IamRequest): readonly string[] {
    const covering = this.of(request.action).filter((one) => one.covers(request));
    return covering.some(({ effect }) => effect === 'Deny') ? [] : covering.map(({ sid }) => sid);
  }

  /** The actions of the resource's service, as written, of every statement that speaks of the resource. */
  actionsOn(resource: string): readonly string[] {
    return this.of(resource.split(':')[2] ?? '').flatMap((one) => (one.isAbout(resource) ? one.actions : []));
  }

  private of(action: string): readonly CompiledStatement[] {
    return this.byService.get(action.split(':')[0] ?? '') ?? [];
  }
}

interface CompiledStatement {
  readonly sid: string;
  readonly effect: IamStatement['Effect'];
  readonly actions: readonly string[];
  readonly isAbout: (resource: string) => boolean;
  readonly covers: (request: IamRequest) => boolean;
}

function compiled(statement: IamStatement, tags: Readonly<Record<string, string>>): CompiledStatement {
  const actions = list(statement.Action);
  const resources = list(statement.Resource).map((text) => pattern(text, tags));
  const actionPatterns = actions.map((text) => pattern(text.toLowerCase(), {}));
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, tests]) =>
    Object.entries(tests).map(([key, values]) => condition(operator, key, list(values), tags)),
  );
  const isAbout = (resource: string): boolean => resources.some((one) => one.test(resource));
  return {
    sid: statement.Sid ?? '',
    effect: statement.Effect,
    actions,
    isAbout,
    covers: ({ action, resource, context }) =>
      isAbout(resource) &&
      actionPatterns.some((one) => one.test(action.toLowerCase())) &&
      conditions.every((holds) => holds(context)),
  };
}

type Test = (context: IamRequest['context']) => boolean;

function condition(
  operator: string,
  key: string,
  values: readonly string[],
  tags: Readonly<Record<string, string>>,
): Test {
  const name = key.toLowerCase();
  if (operator === 'Null') {
    return (context) => (context[name] === undefined) === (values[0] === 'true');
  }
  const isForAll = operator.startsWith('ForAllValues:');
  const isIfExists = operator.endsWith('IfExists');
  const compares = comparison(operator.replace(/^ForAllValues:|IfExists$/g, ''), values, tags);
  return (context) => {
    const given = context[name];
    if (given === undefined) {
      return isForAll || isIfExists;
    }
    if (!isForAll && typeof given !== 'string') {
      throw new Error(`${key} has several values, and ${operator} compares one`);
    }
    return list(given).every(compares);
  };
}

function comparison(
  operator: string,
  values: readonly string[],
  tags: Readonly<Record<string, string>>,
): (given: string) => boolean {
  switch (operator) {
    case 'StringEquals': {
      const exact = new Set(values.map((value) => substituted(value, tags)));
      return (given) => exact.has(given);
    }
    case 'StringLike':
    case 'ArnLike':
    case 'ArnEquals': {
      const patterns = values.map((value) => pattern(value, tags));
      return (given) => patterns.some((one) => one.test(given));
    }
    default:
      throw new Error(`the operator ${operator} is not known here`);
  }
}

/** What is substituted is never read as a wildcard: ids hold none. */
function substituted(text: string, tags: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{aws:PrincipalTag\/([^}]+)\}/g, (_, tag: string) => {
    const value = tags[tag];
    if (value === undefined || /[*?$]/.test(value)) {
      throw new Error(`the tag ${tag} is no plain text`);
    }
    return value;
  });
}

function pattern(text: string, tags: Readonly<Record<string, string>>): RegExp {
  const parts = substituted(text, tags)
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${parts}$`, 's');
}

function list(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
