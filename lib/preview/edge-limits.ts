/**
 * What an edge would do and the preview does not: shown on the page about a tenant, and in docs/preview.md, which a test
 * compares with this list.
 */
export const EDGE_LIMITS: readonly string[] = [
  'Nothing is encrypted. An edge answers over TLS only and sends viewers on to it; here everything is plain HTTP on loopback, and a browser ignores Strict-Transport-Security.',
  'Nothing is cached. Cache policies, the Cache-Control of objects and invalidations are not applied; every answer says no-store.',
  'Nothing is compressed, and only HTTP/1.1 is spoken.',
  'No web ACL and no rate limit stands in front, no alarm watches, and no request is logged.',
  'The platform API is a stand-in. It answers /api/configuration with what the tenant’s items would hold, and 501 otherwise; nobody can sign in, and nothing is stored.',
  'There is no media, and no third party is called. /media/* and the paths of integrations answer 501 and say what would be there.',
  'Programmes are placeholders made from the names of categories.',
  'The player is the small one of this project. What your own build puts into the app bucket of a cell is what viewers get.',
  'The viewer-request function runs in Node.js, not in CloudFront’s own runtime: its limits on time, memory and size, key-value stores and modules are not there.',
  'The folder of a version below /brand/ has other digits than the one that the provisioner gives it.',
  'A tenant is checked against fleet.yaml and not against other tenants: two that claim one domain are found by multiplex validate.',
  'Both templates are rendered from the files as they are, the cell’s too. What is deployed may be older: multiplex plan shows the difference.',
];
