import type { Json } from '../../../plan/value-changes';
import type { Existing } from '../resources/resource-type';
import { textAt, textsAt } from '../resources/resource-type';
import { resourceType } from '../resources/resource-types';
import { functionClaim, POLICY, ROLE, roleClaim } from '../resources/services';
import type { FoundResource, StackDirectory } from '../stack-directory';
import { isObject, jsonText } from '../template/template';
import type { FoundFunction } from './functions';
import type { FoundRole } from './identity-commands';

/** What Lambda gives a function that does not say how long it takes. */
const TIMEOUT_SECONDS_DEFAULT = 3;

/** The function of this ARN, as its stack has it now. */
export function findFunction(arn: string, directory: StackDirectory): FoundFunction | undefined {
  const [, , , region = '', account = '', , name = ''] = arn.split(':');
  const found = directory.find(functionClaim(account, region, name));
  if (found === undefined) {
    return undefined;
  }
  const { properties } = found.existing;
  const role = findRole(textAt(properties, 'Role') ?? '', directory);
  const { Timeout: timeout } = properties;
  return role === undefined
    ? undefined
    : {
        name,
        code: {
          bucket: textAt(properties, 'Code', 'S3Bucket') ?? '',
          key: textAt(properties, 'Code', 'S3Key') ?? '',
        },
        handler: textAt(properties, 'Handler') ?? '',
        environment: environmentOf(found.existing),
        timeoutSeconds: typeof timeout === 'number' ? timeout : TIMEOUT_SECONDS_DEFAULT,
        role: { ...role, region },
        logGroup: textAt(properties, 'LoggingConfig', 'LogGroup') ?? `/aws/lambda/${name}`,
      };
}

/** The role of this ARN, path included. */
export function findRole(arn: string, directory: StackDirectory): FoundRole | undefined {
  const [, , , , account = '', path = ''] = arn.split(':');
  const claim = roleClaim(account, path.split('/').at(-1) ?? '');
  const found = directory.find(claim);
  if (found === undefined || resourceType(ROLE).attributes['Arn']?.(found.existing) !== arn) {
    return undefined;
  }
  return {
    arn,
    account,
    region: found.existing.address.region,
    trust: found.existing.properties['AssumeRolePolicyDocument'] ?? null,
    policies: () => {
      const role = directory.find(claim);
      return role === undefined ? [] : policiesOf(role);
    },
  };
}

/** Its own, and those of the same stack that name it. */
function policiesOf({ existing, view, record }: FoundResource): readonly Json[] {
  const { Policies: inline = [] } = existing.properties;
  const own = Array.isArray(inline) ? inline.map(documentOf) : [];
  const { resources } = view.state;
  const attached = [...resources].flatMap(([logicalId, { type }]) => {
    const policy = type === POLICY ? view.existing(logicalId) : undefined;
    const names = policy === undefined ? [] : textsAt(policy.properties, 'Roles');
    return policy === undefined || !names.includes(record.physicalId) ? [] : [documentOf(policy.properties)];
  });
  return [...own, ...attached];
}

function documentOf(policy: Json): Json {
  return isObject(policy) ? (policy['PolicyDocument'] ?? null) : null;
}

function environmentOf({ properties, address }: Existing): Readonly<Record<string, string>> {
  const { Environment: environment } = properties;
  const variables: Json | undefined = isObject(environment) ? environment['Variables'] : undefined;
  const given = Object.entries(isObject(variables) ? variables : {}).map(([name, value]) => [
    name,
    jsonText(value),
  ]);
  return { AWS_REGION: address.region, ...Object.fromEntries(given) };
}
