import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';

import type { ContractReader } from '../contract';

/** The zone of every CloudFront distribution, wherever it is. */
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

export interface TenantDnsProps {
  readonly host: string;
  readonly contract: ContractReader;
  readonly target: string;
}

/** The records of a tenant that answers under its cell's domain, for IPv4 and IPv6. */
export class TenantDns extends Construct {
  constructor(scope: Construct, id: string, props: TenantDnsProps) {
    super(scope, id);
    for (const type of ['A', 'AAAA']) {
      new route53.CfnRecordSet(this, type, {
        type,
        name: props.host,
        hostedZoneId: props.contract.read('hosted-zone-id'),
        aliasTarget: { dnsName: props.target, hostedZoneId: CLOUDFRONT_ZONE },
      });
    }
  }
}
