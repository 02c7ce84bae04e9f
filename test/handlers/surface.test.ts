import fc from 'fast-check';

import { ANSWER_BYTES_MAX } from '../../lib/handlers/protocol/custom-resource-answer';
import { provision } from '../../lib/handlers/provision';
import { brandEvent, partitionEvent, responseUrl } from './fakes/events';
import { REMAINING_MS, world } from './fakes/world';

const REQUEST_TYPES = ['Create', 'Update', 'Delete', 'Other'];

/** Any value, or now and then one that is nearly right. */
function nearly(...values: unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(fc.constantFrom(...values), fc.anything());
}

describe('whatever the event', () => {
  it('nothing is thrown, and one with an address gets exactly one answer of the right form', async () => {
    const sound = partitionEvent();
    const event = fc.record(
      {
        RequestType: nearly(...REQUEST_TYPES),
        StackId: nearly(sound['StackId'], 'arn:aws:cloudformation:us-east-1:111122223333:stack/tenant--a/x'),
        RequestId: nearly('request-1'),
        ResourceType: nearly('Custom::TenantPartition', 'Custom::TenantBranding'),
        LogicalResourceId: nearly('Partition'),
        PhysicalResourceId: nearly('TENANT#acme', 'TENANT#other'),
        ResourceProperties: nearly(sound['ResourceProperties'], brandEvent('x')['ResourceProperties']),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(event, async (fields) => {
        const here = world();
        await provision({ ...fields, ResponseURL: responseUrl(0) }, REMAINING_MS, here.ports);
        expect(here.answers).toHaveLength(1);
        const text = here.answers[0]?.text ?? '';
        const body: Readonly<Record<string, unknown>> = here.answers[0]?.body ?? {};
        expect(['SUCCESS', 'FAILED']).toContain(body['Status']);
        expect(String(body['PhysicalResourceId']).length).toBeGreaterThan(0);
        expect(body['Status'] === 'FAILED').toBe(typeof body['Reason'] === 'string');
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(ANSWER_BYTES_MAX);
        for (const key of here.memory.owned.keys()) {
          expect(key).toMatch(/^TENANT#acme /);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('nothing is thrown and nothing is answered where there is no address', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (event) => {
        const here = world();
        await provision(event, REMAINING_MS, here.ports);
        expect(here.answers).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('properties of any form are answered and reach no other tenant', async () => {
    const properties = fc.dictionary(
      fc.constantFrom(
        'Tenant',
        'Release',
        'Configuration',
        'Entitlements',
        'Catalogue',
        'Homepage',
        'Accounts',
      ),
      fc.anything(),
    );
    await fc.assert(
      fc.asyncProperty(properties, fc.constantFrom('Create', 'Update', 'Delete'), async (changed, type) => {
        const here = world();
        await here.send({ ...partitionEvent({ properties: changed }), RequestType: type });
        for (const key of here.memory.owned.keys()) {
          expect(key).toMatch(/^TENANT#acme /);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('whatever the configuration', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 });
  const name = text.filter((value) => value !== '' && value !== '__proto__');
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, text, fc.array(tie('tree'), { maxLength: 4 }), tie('map')),
    map: fc.dictionary(name, tie('tree'), { maxKeys: 4 }),
  }));
  const configuration = fc.dictionary(name, tree, { maxKeys: 6 });

  it('what is stored is what was given, and giving it again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(configuration, async (given) => {
        const here = world();
        const properties = { Configuration: given };
        expect(await here.send(partitionEvent({ properties }))).toMatchObject({ Status: 'SUCCESS' });
        const stored = here.memory.owned.get('TENANT#acme CONFIGURATION');
        expect(JSON.stringify(stored?.content['settings'])).toBe(JSON.stringify(given));
        const shuffled = Object.fromEntries(Object.entries(given).toReversed());
        const again = partitionEvent({
          type: 'Update',
          issuedAfter: 10,
          properties: { Configuration: shuffled },
        });
        expect(await here.send(again)).toMatchObject({ Data: { Version: '1' } });
      }),
      { numRuns: 150 },
    );
  });
});
