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
  access account acm ads ads-measurement alarm alarm-topic-arn all allowed always and api app
  app-bucket-name app-cache-policy-id arm64 arn aud automatically aws base-uri between blob bootstrap
  boundary brand buckets camera capacity cdk cdk-bootstrap cell cells certificate certificate-arn change
  changes cloudformation cloudfront cloudwatch code cognito-idp connect-src const dashboard data
  default-src deploy deployed deployers deployments deploys distribution domains dynamodb edge email
  environment event every execution failed false feels file files fleet font-src for form-action
  frame-ancestors frame-src from function geolocation global handler height hnb659fds hold holds
  hosted-zone-id hostedzone http2and3 https https-only iam img-src integration items its kms lambda
  log-bucket-name logs longer makes managedruleset manifest-src may media media-bucket-name
  media-cache-policy-id media-src metric metrics microphone minutes most multiplex must new next none
  not oidc-provider origin-access-control-id origins own p90 parameter path payments player point policy
  prefix properties provisioner provisioner-arn recent redirect-to-https refused region release repo
  request requests required resources response-headers-policy retrieved return role root route53 run
  same-origin script-src security self server services shared sigv4 skip sni-only sns ssm stack stat sts
  style-src sub table table-name tagged ten tenant tenant-boundary tenant-deploy tenant-execution
  tenant-execution-edge tenants than that the there this tier title took true type userpool verification
  verified version viewer-request wafv2 wait was web-acl web-acl-arn webacl were what which whitelist
  who widgets width with worker-src writes x-multiplex-tenant your
`;

const WORDS: ReadonlySet<string> = new Set(TEXT.trim().split(/\s+/));

/** Numbers, dates and Regions, which templates say as well. */
const TECHNICAL = /^(?:[0-9-]+|[a-z]{2}(?:-[a-z]+)+-[0-9])$/;

/** Whether the token says nothing about a tenant even where a tenant of that name exists. */
export function isWord(token: string): boolean {
  return WORDS.has(token) || TECHNICAL.test(token);
}
