import { createHash } from 'node:crypto';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** One call of the SDK: whose access key signed it, and what it asked for. */
interface ServedCall {
  readonly accessKeyId: string;
  /** `PUT /bucket/key` and the like; DynamoDB's calls by their target, STS's by their action. */
  readonly what: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Just enough of S3, STS, CloudFront and CloudFormation's ear on one address; DynamoDB is passed on to a real API. */
export interface AwsServer {
  readonly endpoint: string;
  readonly calls: ServedCall[];
  /** Objects by `/<bucket>/<key>`. */
  readonly objects: Map<string, Buffer>;
  /** Answers with this status instead, once, the next call whose `what` starts so. */
  failOnce(what: string, status: number, code: string): void;
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function awsServer(dynamoDbEndpoint: string): Promise<AwsServer> {
  const calls: ServedCall[] = [];
  const objects = new Map<string, Buffer>();
  const failures = new Map<string, Reply>();
  const server = createServer((incoming, outgoing) => {
    void collect(incoming).then(async (body) => {
      const call = describeCall(incoming, body);
      calls.push(call);
      const failure = [...failures.keys()].find((what) => call.what.startsWith(what));
      if (call.what.startsWith('DynamoDB') && failure === undefined) {
        return passOn(dynamoDbEndpoint, incoming, body, outgoing);
      }
      const reply = failure === undefined ? serve(objects, incoming, call, body) : failures.get(failure);
      if (failure !== undefined) {
        failures.delete(failure);
      }
      outgoing.writeHead(reply?.status ?? 500, reply?.headers).end(reply?.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    calls,
    objects,
    failOnce: (what, status, code) => void failures.set(what, { status, body: errorXml(code) }),
    close: () => closeServer(server),
  };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

async function collect(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

function describeCall({ method, url, headers }: IncomingMessage, body: Buffer): ServedCall {
  const target = headers['x-amz-target'];
  const action = /(?:^|&)Action=(\w+)/.exec(body.toString())?.[1];
  return {
    accessKeyId: /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '',
    what: typeof target === 'string' ? target : (action ?? `${method} ${url}`),
    headers,
    body: body.toString(),
  };
}

function passOn(endpoint: string, incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): void {
  const { method = 'POST', headers } = incoming;
  const passed = request(endpoint, { method, headers }, (response) => {
    outgoing.writeHead(response.statusCode ?? 500, response.headers);
    response.pipe(outgoing);
  });
  passed.end(body);
}

function serve(
  objects: Map<string, Buffer>,
  incoming: IncomingMessage,
  call: ServedCall,
  body: Buffer,
): Reply {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  if (call.what === 'AssumeRole') {
    return { status: 200, body: credentialsXml(body.toString()) };
  }
  if (url.pathname.startsWith('/2020-05-31/')) {
    return { status: 201, body: invalidationXml() };
  }
  if (url.pathname.startsWith('/answer')) {
    return { status: 200 };
  }
  if (incoming.method === 'PUT') {
    return putObject(objects, url.pathname, incoming.headers, body);
  }
  return url.searchParams.has('list-type') ? listObjects(objects, url) : getObject(objects, url.pathname);
}

function etag(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

function putObject(
  objects: Map<string, Buffer>,
  path: string,
  headers: IncomingMessage['headers'],
  body: Buffer,
): Reply {
  const present = objects.get(path);
  const refused =
    (headers['if-none-match'] === '*' && present !== undefined) ||
    (headers['if-match'] !== undefined && (!present || etag(present) !== headers['if-match']));
  if (refused) {
    return { status: 412, body: errorXml('PreconditionFailed') };
  }
  objects.set(path, body);
  return { status: 200, headers: { etag: etag(body) } };
}

function getObject(objects: Map<string, Buffer>, path: string): Reply {
  const body = objects.get(path);
  if (body === undefined) {
    return { status: 404, body: errorXml('NoSuchKey') };
  }
  return { status: 200, body, headers: { etag: etag(body), 'content-length': String(body.length) } };
}

function listObjects(objects: Map<string, Buffer>, url: URL): Reply {
  const bucket = `${url.pathname.replace(/\/$/, '')}/`;
  const prefix = `${bucket}${url.searchParams.get('prefix') ?? ''}`;
  const found = [...objects.keys()].filter((path) => path.startsWith(prefix)).sort();
  // Pages of one object, so that whoever lists has to turn them.
  const at = Number(url.searchParams.get('continuation-token') ?? 0);
  const path = found[at];
  const contents =
    path === undefined
      ? ''
      : `<Contents><Key>${path.slice(bucket.length)}</Key><Size>${objects.get(path)?.length}</Size></Contents>`;
  const more = at + 1 < found.length;
  const token = more ? `<NextContinuationToken>${at + 1}</NextContinuationToken>` : '';
  return {
    status: 200,
    body: `<ListBucketResult><IsTruncated>${more}</IsTruncated>${contents}${token}</ListBucketResult>`,
  };
}

function credentialsXml(body: string): string {
  const tenant = /tenant--(.+)--data/.exec(decodeURIComponent(body))?.[1];
  return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
    <AccessKeyId>ASIA-${tenant}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
    <SessionToken>token</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration>
  </Credentials></AssumeRoleResult></AssumeRoleResponse>`;
}

function invalidationXml(): string {
  return '<Invalidation xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Id>I1</Id></Invalidation>';
}

function errorXml(code: string): string {
  return `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error><Code>${code}</Code></ErrorResponse>`;
}
