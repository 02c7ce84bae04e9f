/**
 * Words that the blueprint itself says and that have the form of an id. A tenant may be called one of them: such an id
 * is then looked for only where a tenant is named (`tenant--<id>`, `TENANT#<id>`, `tenants/<id>`, `<id>.<domain of the
 * cell>`, headers, tags, the provisioner's requests), and not as a bare word. Any other id is found wherever it stands,
 * so one that is written into the blueprint is found even in a comment.
 *
 * Not every word of every description is here. Where a tenant is called like one that is missing, the proof says so, and
 * the word is added.
 */
const TEXT = `
  account ads ads-measurement alarm-topic-arn all allowed always and api app app-bucket-name
  app-cache-policy-id arm64 arn automatically aws base-uri between blob bootstrap brand buckets camera
  capacity cdk cdk-bootstrap cell cells certificate-arn cloudfront code connect-src const data default-src
  deployments distribution domains dynamodb email environment event every failed false feels file files
  fleet font-src for form-action frame-ancestors frame-src from function geolocation handler height
  hnb659fds hosted-zone-id http2and3 https https-only iam img-src integration items its kms
  log-bucket-name logs longer manifest-src media media-bucket-name media-cache-policy-id media-src metric
  metrics microphone minutes multiplex must new next none not origin-access-control-id origins own p90
  path payments player point prefix properties provisioner provisioner-arn recent redirect-to-https
  refused region release request requests required resources retrieved return role root run same-origin
  script-src security self server services shared sigv4 skip sni-only sns stack stat sts style-src table
  table-name ten tenant tenants than the there this tier title took type verification verified version
  viewer-request wait was web-acl web-acl-arn were what which whitelist widgets width with worker-src
  writes x-multiplex-tenant your
`;

const WORDS: ReadonlySet<string> = new Set(TEXT.trim().split(/\s+/));

/** Numbers, dates and Regions, which templates say as well. */
const TECHNICAL = /^(?:[0-9-]+|[a-z]{2}(?:-[a-z]+)+-[0-9])$/;

/** Whether the token says nothing about a tenant even where a tenant of that name exists. */
export function isWord(token: string): boolean {
  return WORDS.has(token) || TECHNICAL.test(token);
}
