import { EDGE_REGION } from '../../fleet/fleet-file';
import { defineFeature } from '../feature';
import { tenantStackName } from '../names';
import { edgeWebAcl } from '../web-acl';

const REQUESTS_PER_ADDRESS_MAX = 2000;

/**
 * A web ACL of the tenant's own, with a rate limit. One for CloudFront can be made in us-east-1 only, so a cell
 * elsewhere keeps the one that its `webAclArn` names, if any.
 */
export const feature = defineFeature({
  name: 'web-acl',
  summary: 'A web ACL of the tenant’s own, with a rate limit (cells in us-east-1 only).',
  resources: (scope, { tenant, cell, edge }) => {
    if (cell.region === EDGE_REGION) {
      const acl = edgeWebAcl(scope, 'WebAcl', {
        name: tenantStackName(tenant),
        requestsPerAddress: REQUESTS_PER_ADDRESS_MAX,
      });
      edge.protectWith(acl.attrArn);
    }
  },
});
