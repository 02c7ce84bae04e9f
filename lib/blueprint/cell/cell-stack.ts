import { Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

import { EDGE_REGION } from '../../fleet/schema/fleet-file';
import { TenantPolicies } from '../access/tenant-policies';
import { CellContract } from '../contract';
import type { CellInput } from '../input';
import { cellStackName } from '../names';
import { edgeWebAcl } from '../web-acl';
import { CellAlarms } from './cell-alarms';
import { CellBuckets } from './cell-buckets';
import { CellEdge } from './cell-edge';
import { CellProvisioner } from './cell-provisioner';
import { CellTable } from './cell-table';

/** The construct id of every cell's stack: the cell is in `stackName`, so that no name is derived from it. */
const CELL_CONSTRUCT_ID = 'Cell';

/** One pool of shared infrastructure in one account and Region, and the contract that tenants read. */
export class CellStack extends Stack {
  constructor(scope: Construct, input: CellInput) {
    const { fleet, cell } = input;
    super(scope, CELL_CONSTRUCT_ID, {
      stackName: cellStackName(cell.id),
      description: `Multiplex cell ${cell.id} of fleet ${fleet}`,
      env: { account: cell.account, region: cell.region },
      terminationProtection: true,
    });
    const { table } = new CellTable(this, 'Table');
    const buckets = new CellBuckets(this, 'Buckets', { account: cell.account });
    const edge = new CellEdge(this, 'Edge', { cell: cell.id, region: cell.region });
    const provisioner = new CellProvisioner(this, 'Provisioner', {
      fleet,
      cell,
      tableName: table.tableName,
      code: input.provisioner,
    });
    const alarms = new CellAlarms(this, 'Alarms', { table, provisioner: provisioner.handler });
    const webAclArn = this.webAclArn(input);
    if (cell.access !== undefined) {
      new TenantPolicies(this, 'TenantPolicies', {
        fleet,
        cell,
        tableArn: table.tableArn,
        mediaBucketArn: buckets.media.bucketArn,
        logBucketArn: buckets.logs.bucketArn,
        provisionerArn: provisioner.handler.functionArn,
        ...(webAclArn === undefined ? {} : { webAclArn }),
      });
    }

    new CellContract(this, 'Contract', {
      fleet,
      cell: cell.id,
      values: {
        'alarm-topic-arn': alarms.topic.topicArn,
        'app-bucket-name': buckets.app.bucketName,
        'certificate-arn': cell.certificateArn,
        'hosted-zone-id': cell.hostedZoneId,
        'log-bucket-name': buckets.logs.bucketName,
        'media-bucket-name': buckets.media.bucketName,
        'provisioner-arn': provisioner.handler.functionArn,
        'table-name': table.tableName,
        ...edge.contractValues,
        ...(webAclArn === undefined ? {} : { 'web-acl-arn': webAclArn }),
      },
    });
    Tags.of(this).add('multiplex:fleet', fleet);
    Tags.of(this).add('multiplex:cell', cell.id);
    Tags.of(this).add('multiplex:release', cell.release);
  }

  /** A web ACL for CloudFront can be made in us-east-1 only; elsewhere the cell names one, or has none. */
  private webAclArn({ cell }: CellInput): string | undefined {
    return cell.region === EDGE_REGION
      ? edgeWebAcl(this, 'WebAcl', { name: cellStackName(cell.id) }).attrArn
      : cell.webAclArn;
  }
}
