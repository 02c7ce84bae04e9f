import { describeEdge } from '../../../lib/preview/edge/edge-description';
import { drawnEdge, edgeStacks } from './edge-stacks';

const API = { PathPattern: '/api/*', TargetOriginId: 'api', AllowedMethods: ['GET', 'HEAD', 'POST'] };

describe('behaviours and origins', () => {
  test('the first behaviour whose pattern fits answers, and else the default', async () => {
    const { ask, asked } = drawnEdge({
      behaviors: [API, { PathPattern: '/api/v2/*', TargetOriginId: 'app' }],
    });
    await ask('/api/v2/x');
    await ask('/logo.svg');
    expect(asked.map(({ origin }) => origin)).toEqual(['api', 'app']);
  });

  test('an origin is asked below its own path, with the query, and with its headers over the viewer’s', async () => {
    const { ask, asked } = drawnEdge({ behaviors: [API] });
    await ask('/api/items?page=2', { headers: { 'x-tenant': 'rally-south', accept: '*/*' } });
    expect(asked[0]).toMatchObject({
      path: '/v7/api/items',
      query: 'page=2',
      headers: { 'x-tenant': 'rally-north', accept: '*/*' },
    });
  });

  test('a path with dots is matched as what it means and asked for as it was sent', async () => {
    const { ask, asked } = drawnEdge({ behaviors: [API] });
    await ask('/x/../api/items');
    expect(asked[0]).toMatchObject({ origin: 'api', path: '/v7/x/../api/items' });
  });

  test('a method that a behaviour does not allow never reaches an origin', async () => {
    const { ask, asked } = drawnEdge({ behaviors: [API] });
    expect((await ask('/index.html', { method: 'POST' })).status).toBe(403);
    expect((await ask('/api/x', { method: 'POST' })).status).toBe(200);
    expect(asked).toHaveLength(1);
  });

  test('the root means the root object', async () => {
    const { ask, asked } = drawnEdge({});
    await ask('/');
    expect(asked[0]?.path).toBe('/index.html');
  });

  test('what is no path at all is refused', async () => {
    const { ask, asked } = drawnEdge({});
    expect((await ask('http://evil.example/')).status).toBe(400);
    expect(asked).toEqual([]);
  });
});

describe('the viewer-request function', () => {
  test('rewrites what is asked for', async () => {
    const functionCode = `function handler({ request }) { request.uri = '/other.html'; request.querystring.b = { value: '2' }; return request; }`;
    const { ask, asked } = drawnEdge({ functionCode });
    await ask('/x?a=1&a=3');
    expect(asked[0]).toMatchObject({ path: '/other.html', query: 'a=1&a=3&b=2' });
  });

  test('may redirect, with the headers of the policy on its answer', async () => {
    const functionCode = `function handler() { return { statusCode: 302, headers: { location: { value: 'https://www.example/' } } }; }`;
    const policy = {
      CustomHeadersConfig: { Items: [{ Header: 'X-Frame-Options', Value: 'DENY', Override: true }] },
    };
    const { ask, asked } = drawnEdge({ functionCode, policy });
    expect(await ask('/')).toMatchObject({
      status: 302,
      headers: { location: 'https://www.example/', 'x-frame-options': 'DENY' },
    });
    expect(asked).toEqual([]);
  });

  test('may deny by what it sees of the viewer', async () => {
    const functionCode = `function handler({ request, viewer }) {
      const { cookies, headers, querystring, method } = request;
      const seen = [viewer.ip, cookies.a.value, headers.host.value, querystring.q.multiValue[1].value, method];
      return { statusCode: 403, body: { encoding: 'text', data: seen.join(' ') } };
    }`;
    const { ask } = drawnEdge({ functionCode });
    const answer = await ask('/x?q=1&q=2', { headers: { host: 'www.example', cookie: 'a=b; c=d' } });
    expect(answer.status).toBe(403);
    expect(Buffer.from(answer.body).toString()).toBe('127.0.0.1 b www.example 2 GET');
  });

  test.each([
    ['throws', 'function handler() { throw new Error("no"); }', 503],
    ['returns nothing', 'function handler() {}', 502],
    [
      'returns a path without a slash',
      'function handler({ request }) { request.uri = "x"; return request; }',
      502,
    ],
    ['returns a status that is none', 'function handler() { return { statusCode: 7 }; }', 502],
  ])('one that %s is answered as CloudFront does', async (_, functionCode, status) => {
    const { ask, asked } = drawnEdge({ functionCode });
    expect((await ask('/')).status).toBe(status);
    expect(asked).toEqual([]);
  });
});

describe('headers', () => {
  const item = (Header: string, Value: string, Override: boolean): object => ({ Header, Value, Override });

  test('a policy sets its headers, over the origin’s only where it says so, and removes', async () => {
    const policy = {
      CustomHeadersConfig: { Items: [item('X-One', 'policy', true), item('X-Two', 'policy', false)] },
      RemoveHeadersConfig: { Items: [{ Header: 'Server' }] },
    };
    const headers = { 'x-one': 'origin', 'x-two': 'origin', server: 'S3' };
    const { ask } = drawnEdge({ policy, answers: () => ({ headers }) });
    expect((await ask('/')).headers).toEqual({ 'x-one': 'policy', 'x-two': 'origin' });
  });
});

describe('error pages', () => {
  const distribution = {
    CustomErrorResponses: [
      { ErrorCode: 403, ResponseCode: 404, ResponsePagePath: '/missing.html' },
      { ErrorCode: 500, ErrorCachingMinTTL: 10 },
    ],
  };

  test('take the place of an origin’s answer, with their own status', async () => {
    const answers = (_: string, path: string): { status: number } => ({
      status: path === '/missing.html' ? 200 : 403,
    });
    const { ask } = drawnEdge({ distribution, answers });
    const answer = await ask('/nothing.js');
    expect(answer.status).toBe(404);
    expect(Buffer.from(answer.body).toString()).toBe('app /missing.html');
  });

  test('are left out when the page is not there, or when none is named', async () => {
    expect((await drawnEdge({ distribution, answers: () => ({ status: 403 }) }).ask('/x')).status).toBe(403);
    expect((await drawnEdge({ distribution, answers: () => ({ status: 500 }) }).ask('/x')).status).toBe(500);
  });
});

describe('what the reader does not know is never guessed', () => {
  test.each([
    [
      'a function at another moment',
      { defaultBehavior: { FunctionAssociations: [{ EventType: 'viewer-response', FunctionARN: 'x' }] } },
      'viewer-response',
    ],
    [
      'a policy that is named by its id',
      { defaultBehavior: { ResponseHeadersPolicyId: '67f7725c' } },
      '67f7725c',
    ],
    [
      'an origin by another value of the contract',
      { distribution: { Origins: [{ Id: 'app', DomainName: { Ref: 'Function' } }] } },
      'neither a host nor a bucket',
    ],
  ])('%s', (_, drawn, says) => {
    expect(() => describeEdge(edgeStacks(drawn))).toThrow(says);
  });

  test('settings that nothing acts on are listed', () => {
    const drawn = { defaultBehavior: { CachePolicyId: 'x' }, distribution: { WebACLId: 'y' } };
    expect(describeEdge(edgeStacks(drawn)).notActedOn).toEqual(['CachePolicyId', 'WebACLId']);
  });
});
