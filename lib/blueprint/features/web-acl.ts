import { EDGE_REGION } from '../../fleet/schema/fleet-file';
import { defineFeature } from '../feature';
import { tenantStackName } from '../names';
import { edgeWebAcl } from '../web-acl';

const REQUESTS_PER_ADDRESS_MAX = 2000;

/** A web ACL of the tenant's own, with a rate limit, in place of its cell's. */
export const webAcl = defineFeature({
  name: 'web-acl',
  summary: 'A web ACL of the tenant’s own, with a rate limit.',
  region: EDGE_REGION,
  standIn: 'webAclArn',
  resources: (scope, { tenant, edge }) => {
    const acl = edgeWebAcl(scope, 'WebAcl', {
      name: tenantStackName(tenant),
      requestsPerAddress: REQUESTS_PER_ADDRESS_MAX,
    });
    edge.protectWith(acl.attrArn);
  },
});
