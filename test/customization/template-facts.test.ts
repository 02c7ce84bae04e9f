import { propertyInteractions } from '../../lib/customization/property-interactions';
import { shapedResources } from '../../lib/customization/shaped-resources';
import { TemplateFacts } from '../../lib/customization/template-facts';

type Properties = Readonly<Record<string, unknown>>;

/** A template with one distribution, and with whatever else is given. */
function facts(properties: Properties, others: object = {}, release = '2026.11.0'): TemplateFacts {
  const Edge = { Type: 'AWS::CloudFront::Distribution', Properties: properties };
  return new TemplateFacts(JSON.stringify({ Resources: { Edge, ...others } }), release);
}

/** What a key shapes in the distribution, by the properties without it and with it. */
function shaped(without: Properties, within: Properties): readonly string[] {
  return shapedResources(facts(without), facts(within)).flatMap(({ properties }) => properties);
}

/** What an upgrade meets of a key, by the properties without and with it, before and after. */
function met(...four: readonly [Properties, Properties, Properties, Properties]): readonly string[] {
  const [a, b, c, d] = four;
  return propertyInteractions([facts(a), facts(b), facts(c), facts(d)], () => false).interactions.map(
    ({ path, what }) => `${what} ${path}`,
  );
}

const behaviour = (path: string, rest: object = {}): object => ({
  PathPattern: path,
  Compress: true,
  ...rest,
});

describe('what a key shapes', () => {
  test('an item in front of others is the one that is shaped, as a whole', () => {
    const others = [behaviour('/brand/*'), behaviour('/api/*')];
    expect(shaped({ Behaviours: others }, { Behaviours: [behaviour('/ads/*'), ...others] })).toEqual([
      'Behaviours[/ads/*]',
    ]);
  });

  test('items that only differ in what they are have no name, and are not told apart by place', () => {
    expect(shaped({ Names: ['a', 'b'] }, { Names: ['c', 'a', 'b'] })).toEqual(['Names[]']);
    expect(shaped({ Names: ['a', 'a'] }, { Names: ['a'] })).toEqual(['Names[]']);
  });

  test('JSON in a text is taken apart, also where it is joined of pieces', () => {
    const joined = (stat: string): Properties => ({
      Body: { 'Fn::Join': ['', [`{"stat":"${stat}","id":"`, { Ref: 'Edge' }, '"}']] },
    });
    expect(shaped(joined('Sum'), joined('Average'))).toEqual(['Body.stat']);
    expect(
      shaped({ Body: '{"a":1,"b":[{"Id":"x","n":1}]}' }, { Body: '{"a":1,"b":[{"Id":"x","n":2}]}' }),
    ).toEqual(['Body.b[x].n']);
  });

  test('text that looks like JSON and is none stays text', () => {
    expect(shaped({ Body: '{broken' }, { Body: '{"fixed":1}' })).toEqual(['Body', 'Body.fixed']);
  });

  test('the directives of a content security policy are told apart', () => {
    const policy = (connect: string): Properties => ({ Csp: `default-src 'self'; connect-src ${connect}` });
    expect(shaped(policy("'self'"), policy("'self' https://ads.example"))).toEqual(['Csp.connect-src[]']);
  });

  test('a reference is one value', () => {
    expect(shaped({ Id: { Ref: 'A' } }, { Id: { 'Fn::GetAtt': ['B', 'Id'] } })).toEqual(['Id']);
  });

  test('a resource that comes or goes is named as a whole, and metadata is nothing', () => {
    const dns = { Dns: { Type: 'AWS::Route53::RecordSet', Properties: {} } };
    const made = (change: string): object => ({
      logicalId: 'Dns',
      type: 'AWS::Route53::RecordSet',
      change,
      properties: [],
    });
    expect(shapedResources(facts({}), facts({}, dns))).toEqual([made('added')]);
    expect(shapedResources(facts({}, dns), facts({}))).toEqual([made('removed')]);
    const noted = { Dns: { ...dns.Dns, Metadata: { note: 'a' } } };
    expect(shapedResources(facts({}, dns), facts({}, noted))).toEqual([]);
  });
});

describe('where a key and a release meet', () => {
  test('what the key made is altered', () => {
    expect(met({}, { Price: 1 }, {}, { Price: 2 })).toEqual(['altered Price']);
    const slow = { Origins: [{ Id: 'ads' }] };
    expect(met({}, slow, {}, { Origins: [{ Id: 'ads', Timeout: 5 }] })).toEqual([
      'altered Origins[ads].Timeout',
    ]);
  });

  test('the default below a value moves', () => {
    expect(met({ Breaks: 4 }, { Breaks: 6 }, { Breaks: 5 }, { Breaks: 6 })).toEqual(['default-moved Breaks']);
  });

  test('the key begins to count, or no longer counts', () => {
    expect(met({ Ttl: 1 }, { Ttl: 1 }, { Ttl: 1 }, { Ttl: 9 })).toEqual(['newly-shaped Ttl']);
    expect(met({ Ttl: 1 }, { Ttl: 9 }, { Ttl: 1 }, { Ttl: 1 })).toEqual(['no-longer-shaped Ttl']);
  });

  test('the same effect at both releases is no matter, nor is a change of something else', () => {
    const found = propertyInteractions(
      [
        facts({ Aliases: ['a'] }),
        facts({ Aliases: ['b'] }),
        facts({ Aliases: ['a'], HttpVersion: 'http2' }),
        facts({ Aliases: ['b'], HttpVersion: 'http2' }),
      ],
      () => false,
    );
    expect(found).toEqual({ interactions: [], harmless: ['Edge'] });
  });

  test('another item that a release puts in front is no matter', () => {
    const [own, other, fresh] = ['/ads/*', '/api/*', '/new/*'].map((path) => behaviour(path));
    expect(
      met(
        { Behaviours: [other] },
        { Behaviours: [own, other] },
        { Behaviours: [fresh, other] },
        { Behaviours: [fresh, own, other] },
      ),
    ).toEqual([]);
  });

  test('the release that a resource is tagged with is in every template and no change', () => {
    const dashboard = (release: string): object => ({
      Dashboard: {
        Type: 'AWS::CloudWatch::Dashboard',
        Properties: { Tags: [{ Key: 'release', Value: release }] },
      },
    });
    const [old, fresh] = ['2026.11.0', '2026.11.1'] as const;
    const found = propertyInteractions(
      [
        facts({}, {}, old),
        facts({}, dashboard(old), old),
        facts({}, {}, fresh),
        facts({}, dashboard(fresh), fresh),
      ],
      () => false,
    );
    expect(found.interactions).toEqual([]);
  });

  test('values that are a tenant’s own are not shown, since others share the answer', () => {
    const host = (name: string): Properties => ({ Host: name, Port: 443 });
    const [interaction] = propertyInteractions(
      [facts({}), facts(host('ads.example')), facts({}), facts(host('proxy.example'))],
      (leaf) => leaf.includes('ads.example'),
    ).interactions;
    expect(interaction).toEqual({
      kind: 'property',
      logicalId: 'Edge',
      type: 'AWS::CloudFront::Distribution',
      path: 'Host',
      what: 'altered',
      after: 'proxy.example',
    });
  });
});
