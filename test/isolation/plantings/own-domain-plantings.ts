import { OWN_DOMAINS, added, plantingsIn, property } from '../planting';
import type { Row } from '../planting';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';

const ROWS: readonly Row[] = [
  [
    'it answers for another host as well',
    property(DISTRIBUTION, 'DistributionConfig.Aliases.0', 'watch.somebody.example'),
    'own-hosts',
    'it is none of',
  ],
  [
    'it uses what is not its certificate',
    property(DISTRIBUTION, 'DistributionConfig.ViewerCertificate.AcmCertificateArn', {
      Ref: 'CellProvisionerArn',
    }),
    'own-certificate',
    'it is not arn:aws:acm',
  ],
  [
    'it has a record in the zone of the cell',
    added('AWS::Route53::RecordSet', {
      HostedZoneId: { Ref: 'CellProvisionerArn' },
      Name: 'www.us-2.northlight.example',
      AliasTarget: {},
    }),
    'own-record',
    'this tenant has no host under the cell’s domain',
  ],
];

/** Faults in the stack of a tenant that has domains of its own. */
export const OWN_DOMAIN_PLANTINGS = plantingsIn(OWN_DOMAINS, ROWS);
