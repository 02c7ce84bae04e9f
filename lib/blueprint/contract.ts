import { CfnParameter } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';

import type { ContractDescription } from '../fleet/release-description';

/**
 * What a cell promises its tenants, by name. The values are write-once: a change of meaning or value needs `v2`
 * beside `v1`, so that no tenant is changed by a change of its cell.
 */
const CONTRACT_VERSION = 'v1';

const CONTRACT_NAMES = [
  'alarm-topic-arn',
  'api-origin-request-policy-id',
  'app-bucket-name',
  'app-cache-policy-id',
  'certificate-arn',
  'hosted-zone-id',
  'integration-origin-request-policy-id',
  'log-bucket-name',
  'media-bucket-name',
  'media-cache-policy-id',
  'origin-access-control-id',
  'provisioner-arn',
  'response-headers-policy-id',
  'table-name',
  'viewer-request-function-arn',
  'web-acl-arn',
] as const;

export type ContractName = (typeof CONTRACT_NAMES)[number];

/** The contract as data: what checks that a cell may hold a tenant of another release. */
export function describeContract(): ContractDescription {
  const names = CONTRACT_NAMES.map((name) => `${CONTRACT_VERSION}/${name}`);
  return { version: CONTRACT_VERSION, provides: names, reads: names, tenantRoles: true };
}

/** A cell is ahead of its tenants by this contract alone: no export, no import, no dependency. */
export interface CellContractProps {
  readonly fleet: string;
  readonly cell: string;
}

/** Writes the contract: one SSM parameter a value. */
export class CellContract extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: CellContractProps & { readonly values: Readonly<Partial<Record<ContractName, string>>> },
  ) {
    super(scope, id);
    for (const [name, value] of Object.entries(props.values)) {
      new ssm.CfnParameter(this, logicalName(name), {
        type: 'String',
        name: contractPath(props, name),
        value,
        description: `Contract ${CONTRACT_VERSION} between cell ${props.cell} and its tenants`,
      });
    }
  }
}

/** Reads the contract from a tenant's stack: a template parameter that CloudFormation resolves when it deploys. */
export class ContractReader extends Construct {
  private readonly props: CellContractProps;

  constructor(scope: Construct, id: string, props: CellContractProps) {
    super(scope, id);
    this.props = props;
  }

  /** The value, as a reference to a template parameter that is declared when it is first read. */
  read(name: ContractName): string {
    const existing = this.node.tryFindChild(logicalName(name));
    const parameter =
      existing instanceof CfnParameter
        ? existing
        : new CfnParameter(this, logicalName(name), {
            type: 'AWS::SSM::Parameter::Value<String>',
            default: contractPath(this.props, name),
          });
    parameter.overrideLogicalId(`Cell${logicalName(name)}`);
    return parameter.valueAsString;
  }
}

function contractPath(props: CellContractProps, name: string): string {
  return `/multiplex/${props.fleet}/cells/${props.cell}/${CONTRACT_VERSION}/${name}`;
}

/** `media-bucket-name` → `MediaBucketName`. */
function logicalName(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
