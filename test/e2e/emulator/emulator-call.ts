/** Names the service to the emulator, which looks at nothing else of it. It would be worth nothing at AWS. */
function authorization(service: string): string {
  return `AWS4-HMAC-SHA256 Credential=test/20000101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

/** A call in AWS's JSON protocol, for services that the project has no client of. */
export function callJson(
  endpoint: string,
  service: string,
  target: string,
  body: object,
): Promise<Readonly<Record<string, unknown>>> {
  const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' };
  return call(endpoint, service, { method: 'POST', headers, body: JSON.stringify(body) }).then(
    (text) => JSON.parse(text) as Readonly<Record<string, unknown>>,
  );
}

/** A call in AWS's query protocol. Returns the answer as XML. */
export function callQuery(
  endpoint: string,
  service: string,
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  return call(endpoint, service, { method: 'POST', body: new URLSearchParams(parameters) });
}

/** A plain read. */
export function callRest(endpoint: string, service: string, path: string): Promise<string> {
  return call(new URL(path, endpoint).href, service, { method: 'GET' });
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams;
}

async function call(url: string, service: string, { method, headers, body }: Call): Promise<string> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, authorization: authorization(service) },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${service} answered ${response.status}: ${text.slice(0, 500)}`);
  }
  return text;
}
