import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../lib/cli/main';
import { invariant } from '../../lib/diagnostics/invariant';
import { fakeHost } from '../cli/fake-host';
import { PROJECT } from '../render/example-fleet';
import { scratchPreview } from './scratch-preview';
import type { ScratchPreview } from './scratch-preview';

let scratch: ScratchPreview;
let templates: (stack: string) => Template;

beforeAll(async () => {
  scratch = await scratchPreview();
  invariant((await run(['render'], fakeHost(scratch.fleet.folder))) === 0, 'the example fleet renders');
  templates = (stack) =>
    JSON.parse(
      readFileSync(join(scratch.fleet.folder, 'cdk.out', `${stack}.template.json`), 'utf8'),
    ) as Template;
});

afterAll(() => scratch.end());

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Policy }>>;
}

interface Policy {
  readonly ResponseHeadersPolicyConfig: {
    readonly SecurityHeadersConfig: {
      readonly ContentSecurityPolicy: { readonly ContentSecurityPolicy: string };
      readonly FrameOptions: { readonly FrameOption: string };
      readonly ReferrerPolicy: { readonly ReferrerPolicy: string };
    };
    readonly CustomHeadersConfig: {
      readonly Items: readonly { readonly Header: string; readonly Value: string }[];
    };
  };
}

/** The policy that a tenant's stack has or, without one of its own, its cell's. */
function renderedPolicy(tenant: string, cell: string): Policy['ResponseHeadersPolicyConfig'] | undefined {
  const policies = [`tenant--${tenant}`, `cell--${cell}`].flatMap((stack) =>
    Object.values(templates(stack).Resources).filter(
      ({ Type }) => Type === 'AWS::CloudFront::ResponseHeadersPolicy',
    ),
  );
  return policies[0]?.Properties.ResponseHeadersPolicyConfig;
}

const TENANTS = readdirSync(join(PROJECT, 'tenants'));

describe.each(TENANTS)('%s', (id) => {
  const host = `${id}.localhost`;

  test.each(['/', '/player.js', '/brand/current.json', '/api/configuration', '/media/x.m3u8', '/nothing.js'])(
    '%s has the headers of the rendered policy, and no other policy than that',
    async (path) => {
      const { headers } = await scratch.get(host, path);
      const cell = /^cell: ([a-z0-9-]+)$/m.exec(
        readFileSync(join(PROJECT, 'tenants', id, 'tenant.yaml'), 'utf8'),
      )?.[1];
      const policy = renderedPolicy(id, cell ?? '');
      expect(headers).toMatchObject({
        'content-security-policy': policy?.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy,
        'x-frame-options': policy?.SecurityHeadersConfig.FrameOptions.FrameOption,
        'referrer-policy': policy?.SecurityHeadersConfig.ReferrerPolicy.ReferrerPolicy,
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        ...Object.fromEntries(
          (policy?.CustomHeadersConfig.Items ?? []).map(({ Header, Value }) => [Header.toLowerCase(), Value]),
        ),
      });
    },
  );

  test('its configuration is what its items would hold', async () => {
    const { text } = await scratch.get(host, '/api/configuration');
    const { tenant, catalogue, homepage } = JSON.parse(text) as {
      tenant: string;
      catalogue: { categories: unknown[] };
      homepage: { rows: unknown[] };
    };
    const items = Object.values(templates(`tenant--${id}`).Resources).find(
      ({ Type }) => Type === 'Custom::TenantPartition',
    )?.Properties as unknown as { Catalogue: object; Homepage: object };
    expect({ tenant, catalogue, rows: homepage.rows }).toEqual({
      tenant: id,
      catalogue: items.Catalogue,
      rows: items.Homepage,
    });
  });

  test('its brand files are those of its folder, below the version that is shown', async () => {
    const { version, files } = JSON.parse((await scratch.get(host, '/brand/current.json')).text) as {
      version: string;
      files: string[];
    };
    expect(files).toEqual(['favicon.svg', 'logo.svg', 'theme.css']);
    for (const file of files) {
      const { text, headers } = await scratch.get(host, `/brand/${version}/${file}`);
      expect(text).toBe(readFileSync(join(PROJECT, 'tenants', id, 'brand', file), 'utf8'));
      expect(headers['content-type']).toBe(
        file.endsWith('.css') ? 'text/css; charset=utf-8' : 'image/svg+xml',
      );
    }
  });
});

const NORTH = 'rally-north.localhost';

describe('who answers', () => {
  test('a path without an ending is a screen of the player, and anything else is a file', async () => {
    const screen = await scratch.get(NORTH, '/category/live');
    expect(screen).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect((await scratch.get(NORTH, '/player.css')).headers['content-type']).toBe('text/css; charset=utf-8');
    expect(await scratch.get(NORTH, '/nothing.js')).toMatchObject({ status: 403 });
  });

  test('media says which object would be there, below the tenant’s own path', async () => {
    const { status, text } = await scratch.get(NORTH, '/media/live/1.m3u8');
    expect(status).toBe(501);
    expect(text).toContain('tenants/rally-north/media/live/1.m3u8');
  });

  test('an integration says who would be there', async () => {
    const { status, text } = await scratch.get(NORTH, '/ads/break');
    expect(status).toBe(501);
    expect(text).toContain('ads.fairground-media.example');
    expect((await scratch.get('little-lanterns.localhost', '/ads/break')).status).toBe(200);
  });

  test('the API knows its tenant by what the distribution says, whatever a viewer says', async () => {
    const headers = { 'x-multiplex-tenant': 'rally-south' };
    const { text } = await scratch.get(NORTH, '/api/configuration', { headers });
    expect(JSON.parse(text)).toMatchObject({ tenant: 'rally-north' });
    expect((await scratch.get(NORTH, '/api/orders', { method: 'POST' })).status).toBe(501);
  });

  test('what only some may do is refused before anyone is asked', async () => {
    expect((await scratch.get(NORTH, '/', { method: 'DELETE' })).status).toBe(403);
    expect((await scratch.get(NORTH, '/', { method: 'HEAD' })).text).toBe('');
  });

  test('nothing is kept by a browser', async () => {
    for (const path of ['/', '/player.js', '/brand/current.json', '/.preview/live.js', '/.preview/']) {
      expect((await scratch.get(NORTH, path)).headers).toMatchObject({ 'cache-control': 'no-store' });
    }
  });
});

describe('hosts', () => {
  test.each([
    ['the id', 'vela-stream.localhost'],
    ['the id and the port', 'vela-stream.localhost:80'],
    ['the id in capitals', 'VELA-STREAM.LOCALHOST'],
    ['a domain of its own', 'www.vela.example'],
  ])('%s leads to the tenant', async (_, host) => {
    expect(JSON.parse((await scratch.get(host, '/api/configuration')).text)).toMatchObject({
      tenant: 'vela-stream',
    });
  });

  test('a tenant without domains is at its id below the domain of its cell', async () => {
    const { text } = await scratch.get('rally-north.us-1.northlight.example', '/api/configuration');
    expect(JSON.parse(text)).toMatchObject({ tenant: 'rally-north' });
  });

  test.each([
    'attacker.example',
    'rally-north.localhost.attacker.example',
    'rally-nord.localhost',
    '..localhost',
    'a/b.localhost',
    '%2e%2e.localhost',
    '127.0.0.1.nip.example',
    '10.0.0.7',
  ])('a page that leads %j to this machine is told nothing', async (host) => {
    const { status, text } = await scratch.get(host, '/api/configuration');
    expect(status).toBe(421);
    expect(text).not.toContain('Rally');
  });

  test.each(['localhost', '127.0.0.1', '[::1]'])(
    '%s lists the fleet with a link to each tenant',
    async (host) => {
      const { status, text } = await scratch.get(host, '/');
      expect(status).toBe(200);
      for (const id of TENANTS) {
        expect(text).toContain(`href="${scratch.preview.urlOf(id)}"`);
      }
    },
  );

  test('the list finds tenants by a part of their id', async () => {
    const { text } = await scratch.get('localhost', '/?q=RALLY-N');
    expect(text).toContain('Rally North');
    expect(text).not.toContain('Rally South');
    expect((await scratch.get('localhost', '/?q=%3Cb%3E&page=-3')).text).toContain(
      'No tenant has “&lt;b&gt;”',
    );
  });
});

describe('nothing outside is ever served', () => {
  test.each([
    '/../../../package.json',
    '/..%2f..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/brand/../tenant.yaml',
    '/brand/..%2ftenant.yaml',
    '/brand/%2e%2e%5ctenant.yaml',
    '/.preview/../../../package.json',
    '/.preview/..%2fpreview.ts',
    '/.preview//etc/passwd',
    '/player.js%00.html',
    '/brand/%ff.svg',
    '//etc/passwd.txt',
  ])('%s', async (path) => {
    for (const host of [NORTH, 'localhost']) {
      const { status, text } = await scratch.get(host, path);
      expect([400, 403, 404]).toContain(status);
      expect(text).not.toMatch(/root:|"private"|owners:|startPreview/);
    }
  });
});

test('nobody but this machine is answered: the server is at 127.0.0.1 and at no other address', async () => {
  const elsewhere = `http://127.0.0.2:${scratch.preview.port}/`;
  await expect(fetch(elsewhere)).rejects.toThrow('fetch failed');
});

test('the preview said nothing was wrong with itself', () => {
  expect(scratch.told).toEqual([]);
});
