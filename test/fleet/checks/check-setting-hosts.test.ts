import { exampleWith, problemLines } from '../../fixtures/fleet-files';

const TENANT = 'tenants/rally-north/tenant.yaml';

function advertisedBy(host: string): readonly string[] {
  return problemLines(exampleWith(TENANT, 'ads.spotlane.example', host));
}

test('an ad server of somebody else is no problem', () => {
  expect(advertisedBy('ads.example.com')).toEqual([]);
});

test.each([
  ['api.us-1.northlight.example', 'the platform API of cell "us-1"'],
  ['us-1.northlight.example', 'the domain of cell "us-1"'],
  ['rally-south.us-1.northlight.example', 'under the domain of cell "us-1"'],
  ['US-1.Northlight.example', 'the domain of cell "us-1"'],
])('a host of the platform as an integration is refused: %s', (host, whose) => {
  expect(advertisedBy(host).filter((line) => line.includes('DOMAIN-010'))).toEqual([
    expect.stringContaining(`DOMAIN-010 the setting names "${host}", which is ${whose}.`),
  ]);
});
