import type { CatalogueEntry } from './catalogue-entry';

/** Problems of host names and of who may answer for them. */
export const DOMAIN_CODES = {
  'DOMAIN-001': {
    title: 'Not a domain',
    meaning:
      'The text is not a host name that a certificate can be made for: at least two labels, no scheme, port or path, and not an IP address. `*.` may stand in front.',
  },
  'DOMAIN-002': {
    title: 'A domain is claimed twice',
    meaning:
      'CloudFront lets one distribution answer for a domain. Domains are compared in their canonical spelling, so upper case, a trailing dot and letters outside ASCII make no difference.',
  },
  'DOMAIN-003': {
    title: 'A wildcard covers a domain that is claimed',
    meaning:
      'One claim is a wildcard and the other is a name directly under it. The wildcard would answer for the other name.',
  },
  'DOMAIN-004': {
    title: 'A domain under the domain of a cell',
    meaning:
      'Every name under the domain of a cell is the default host of a tenant, `<id>.<domain of the cell>`, now or later. No tenant may claim one.',
  },
  'DOMAIN-005': {
    title: 'A domain of the platform',
    meaning: 'The domain is, or its wildcard covers, the domain of a cell or of the platform API.',
  },
  'DOMAIN-006': {
    title: 'Domains without a certificate',
    meaning:
      'CloudFront answers for a domain only with a certificate that covers it. `certificateArn` names one in us-east-1.',
  },
  'DOMAIN-007': {
    title: 'A certificate without domains',
    meaning: 'The certificate covers nothing, because the tenant has no domain of its own.',
  },
  'DOMAIN-008': {
    title: 'The certificate of a tenant is in another account',
    meaning:
      'CloudFront takes a certificate only from the account of the distribution, which is the account of the cell.',
  },
  'DOMAIN-009': {
    title: 'The default host of a tenant is taken',
    meaning:
      'The tenant would answer at `<id>.<domain of the cell>`, but this is the domain of a cell or of the platform API.',
  },
  'DOMAIN-010': {
    title: 'A setting names a host of the platform',
    meaning:
      'An integration is called through the distribution of the tenant. A host of a cell, of the platform API or of another tenant is none: through it, viewers would reach what the distribution may only reach in its own ways.',
  },
} satisfies Record<`DOMAIN-${number}`, CatalogueEntry>;
