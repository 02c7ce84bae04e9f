import type { CatalogueEntry } from './catalogue-entry';

/** Problems of the cells, tiers and rings in `fleet.yaml`. */
export const FLEET_CODES = {
  'FLEET-001': {
    title: 'The fleet has no cell',
    meaning: 'A tenant lives in a cell, so a fleet needs at least one.',
  },
  'FLEET-002': {
    title: 'The fleet has no tier',
    meaning: 'A tenant has the features of its tier, so a fleet needs at least one.',
  },
  'FLEET-003': {
    title: 'The fleet has no ring',
    meaning: 'A roll-out crosses rings in order, so a fleet needs at least one.',
  },
  'FLEET-010': {
    title: 'A cell pins an unknown release',
    meaning:
      'The release is neither under `releases/` nor `next`. A cell can only be rendered from a release that exists.',
  },
  'FLEET-011': {
    title: 'Two cells have the same domain',
    meaning:
      'Tenants without a domain of their own answer at `<id>.<domain of the cell>`. Two cells with the same domain would answer for each other.',
  },
  'FLEET-012': {
    title: 'The certificate of a cell is in another account',
    meaning:
      'CloudFront takes a certificate only from the account of the distribution. The ARN names another account than the cell.',
  },
  'FLEET-013': {
    title: 'A web ACL is named for a cell in us-east-1',
    meaning:
      'A cell in us-east-1 makes its own web ACL. Only a cell elsewhere names one that was made in us-east-1 beforehand.',
  },
  'FLEET-014': {
    title: 'The web ACL of a cell is in another account',
    meaning:
      'CloudFront takes a web ACL only from the account of the distribution. The ARN names another account than the cell.',
  },
  'FLEET-015': {
    title: 'A cell has too many tenants',
    meaning:
      'CloudFront lets 100 distributions share one policy, function, origin access control or web ACL. A cell holds at most 90 tenants, so that there is room to replace one. Open another cell and move tenants or send new ones there.',
  },
  'FLEET-016': {
    title: 'A dedicated cell has several tenants',
    meaning: 'A dedicated cell is promised to one tenant alone. Move the others, or make the cell shared.',
  },
  'FLEET-017': {
    title: 'A dedicated cell has no tenant',
    meaning:
      'The cell costs money and serves nobody. This is normal only shortly before its tenant is added.',
    severity: 'warning',
  },
  'FLEET-020': {
    title: 'A tier extends an unknown tier',
    meaning: 'The tier named under `extends` does not exist in this fleet.',
  },
  'FLEET-021': {
    title: 'Tiers extend each other in a circle',
    meaning:
      'Following `extends` leads back to the tier it began with. The message shows the route; cut it at one tier.',
  },
  'FLEET-022': {
    title: 'A tier grants an unknown feature',
    meaning: 'No release that may be pinned has a feature of this name.',
  },
  'FLEET-023': {
    title: 'A tier lists a feature twice',
    meaning: 'The second mention changes nothing.',
    severity: 'warning',
  },
  'FLEET-024': {
    title: 'A tier lists a feature that it inherits',
    meaning: 'A tier that this one extends grants the feature already, so listing it again changes nothing.',
    severity: 'warning',
  },
  'FLEET-030': {
    title: 'Two rings have the same order',
    meaning: 'Rings are crossed one after the other. With the same order, nothing says which goes first.',
  },
  'FLEET-040': {
    title: 'A freeze ends before it begins',
    meaning:
      'A freeze lasts from its first day to its last, and both are part of it. A freeze of one day names the same day twice.',
  },
  'FLEET-041': {
    title: 'A freeze names somebody who is not there',
    meaning:
      'The tenant or the cell does not exist in this fleet, so the freeze would protect nobody. Mend the name, or take it out when the tenant is gone.',
  },
  'FLEET-050': {
    title: 'Nobody may deploy',
    meaning:
      '`access` gives each tenant a deploy role and names neither a repository nor a role that may take it. Nobody could deploy any tenant.',
  },
  'FLEET-051': {
    title: 'The provider of workflows is in another account',
    meaning:
      'IAM trusts an OpenID Connect provider only for roles of the same account. The ARN names another account than the cell.',
  },
  'FLEET-052': {
    title: 'The release of a cell knows of no roles of tenants',
    meaning:
      'What deploy roles of tenants may do is said by the stack of their cell, and the release that the cell pins was cut before there was any.',
  },
  'FLEET-060': {
    title: 'A quota is written for an account without a cell',
    meaning:
      '`quotas.accounts` names an account that no cell of this fleet is in, so the value would count for nobody. Mend the number, or take it out.',
  },
} satisfies Record<`FLEET-${number}`, CatalogueEntry>;
