import type { Json } from '../value-changes';
import { list, mapping, resourcesOf, text } from './compared-stack';
import type { Resource, Template } from './compared-stack';

/** One action that one principal may do to one resource, taken out of an `Allow`. */
export interface Grant {
  /** Logical id of what holds the policy. */
  readonly holder: string;
  /** Route to the statement: `Properties.Policies[0].PolicyDocument.Statement[1]`. */
  readonly place: string;
  /** Empty for a policy of a role: whoever has the role. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Each condition as `operator key value`, sorted. */
  readonly conditions: readonly string[];
}

export interface Policies {
  readonly grants: readonly Grant[];
  /** `Deny` statements and whatever else cannot be taken apart, each as a text, by its holder. */
  readonly denials: ReadonlyMap<string, readonly string[]>;
  /** Statements with `NotAction` and the like, each as `holder text`. */
  readonly inverted: ReadonlyMap<string, readonly string[]>;
}

/** Where types of resources keep policies, and beside them what is a grant by itself. */
const DOCUMENT_KEYS = [
  'AssumeRolePolicyDocument',
  'KeyPolicy',
  'PolicyDocument',
  'ResourcePolicy',
  'AccessPolicies',
] as const;

/** Every property that holds a policy or a bound of one; of a permission of a function, all of it is one. */
export const POLICY_KEYS: readonly string[] = [
  ...DOCUMENT_KEYS,
  'ManagedPolicyArns',
  'PermissionsBoundary',
  'Policies',
];

/** All that a template allows, by every policy in it. */
export function policiesOf(template: Template): Policies {
  const grants: Grant[] = [];
  const denials = new Map<string, string[]>();
  const inverted = new Map<string, string[]>();
  for (const [holder, resource] of resourcesOf(template)) {
    for (const { place, document } of documentsOf(resource)) {
      list(mapping(document)['Statement']).forEach((value, index) => {
        const statement = mapping(value);
        const put = (into: Map<string, string[]>): void =>
          void into.set(holder, [...(into.get(holder) ?? []), canonical(statement)]);
        if (statement['Effect'] !== 'Allow') {
          put(denials);
        } else if (['NotAction', 'NotResource', 'NotPrincipal'].some((key) => key in statement)) {
          put(inverted);
        } else {
          grants.push(...grantsOf(holder, `${place}.Statement[${index}]`, statement));
        }
      });
    }
    grants.push(...plainGrants(holder, resource));
  }
  return { grants, denials, inverted };
}

function documentsOf({
  properties,
}: Resource): readonly { readonly place: string; readonly document: Json }[] {
  const own = DOCUMENT_KEYS.flatMap((key) => {
    const document = properties[key];
    return document === undefined ? [] : [{ place: `Properties.${key}`, document }];
  });
  const inline = list(properties['Policies']).flatMap((policy, index) => {
    const document = mapping(policy)['PolicyDocument'];
    return document === undefined
      ? []
      : [{ place: `Properties.Policies[${index}].PolicyDocument`, document }];
  });
  return [...own, ...inline];
}

function grantsOf(holder: string, place: string, statement: Template): readonly Grant[] {
  const conditions = conditionsOf(statement['Condition']);
  const resources = list(statement['Resource'] ?? '').map(canonical);
  return principalsOf(statement['Principal']).flatMap((principal) =>
    list(statement['Action']).flatMap((action) =>
      resources.map((resource) => ({
        holder,
        place,
        principal,
        action: text(action).toLowerCase(),
        resource,
        conditions,
      })),
    ),
  );
}

function principalsOf(principal: Json | undefined): readonly string[] {
  if (principal === undefined) {
    return [''];
  }
  return typeof principal === 'string'
    ? [principal]
    : Object.entries(mapping(principal)).flatMap(([kind, who]) =>
        list(who).map((one) => (one === '*' ? '*' : `${kind} ${canonical(one)}`)),
      );
}

function conditionsOf(condition: Json | undefined): readonly string[] {
  return Object.entries(mapping(condition))
    .flatMap(([operator, keys]) =>
      Object.entries(mapping(keys)).map(
        ([key, values]) => `${operator} ${key} ${list(values).map(canonical).sort().join(' or ')}`,
      ),
    )
    .sort();
}

/** Managed policies of a role, and the permission of a function, which are no documents. */
function plainGrants(holder: string, { type, properties }: Resource): readonly Grant[] {
  const plain = { holder, conditions: [] };
  const managed = list(properties['ManagedPolicyArns']).map((arn) => ({
    ...plain,
    place: 'Properties.ManagedPolicyArns',
    principal: '',
    action: 'all of the policy',
    resource: canonical(arn),
  }));
  if (type !== 'AWS::Lambda::Permission') {
    return type.startsWith('AWS::IAM::') ? managed : [];
  }
  return [
    {
      holder,
      place: 'Properties',
      principal: text(properties['Principal']),
      action: text(properties['Action']).toLowerCase(),
      resource: canonical(properties['FunctionName'] ?? ''),
      conditions: ['SourceArn', 'SourceAccount', 'PrincipalOrgID', 'EventSourceToken'].flatMap((key) =>
        properties[key] === undefined ? [] : [`StringEquals ${key} ${canonical(properties[key])}`],
      ),
    },
  ];
}

/** Plain text as it is; a reference as JSON with sorted keys. */
function canonical(value: Json): string {
  if (typeof value === 'string') {
    return value;
  }
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
