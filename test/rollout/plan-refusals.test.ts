import type { StackChange } from '../../lib/plan/plan-document';
import { alteredAccess } from '../../lib/rollout/plan-refusals';
import { fleetOf, problems, requestFor } from './requests';

describe('the plan', () => {
  const fleet = fleetOf([{ id: 'able' }, { id: 'baker' }]);

  test('is refused where nobody would move, with the reasons', () => {
    const held = fleetOf([
      { id: 'able' },
      { id: 'baker' },
      { id: 'charlie', hold: { reason: 'lawsuit' } },
      { id: 'delta' },
    ]);
    expect(
      problems(
        requestFor(
          held,
          {},
          {
            'tenants/able': '2026.11.0',
            'tenants/baker': 'next',
            'tenants/delta': undefined,
          },
        ),
      ),
    ).toEqual([
      'ROLLOUT-001 nobody would move to 2026.11.0: 1 at it already, 1 at a newer one, 1 held, 1 not deployed.',
    ]);
    expect(problems(requestFor(fleetOf([])))).toEqual(['ROLLOUT-001 nobody would move to 2026.11.0.']);
  });

  test('is refused where a cell that has to move is not deployed', () => {
    const request = requestFor(
      fleetOf([{ id: 'able' }], { cells: fleet.cells.map((cell) => ({ ...cell, release: '2026.10.0' })) }),
      {},
      { 'cells/us-1': undefined },
    );
    expect(problems(request)).toEqual([
      'ROLLOUT-002 cell "us-1" has to move to 2026.11.0 before its tenants, and is not deployed.',
    ]);
  });

  test('is refused where an override is for nobody, or gives no reason', () => {
    const override = (stack: string, reason: string) =>
      ({ rule: 'window', stack, reason, by: 'operations' }) as const;
    const overrides = [
      override('tenants/abel', 'agreed'),
      override('tenants/able', ' '),
      override('cells/us-1', 'agreed'),
    ];
    expect(problems(requestFor(fleet, { overrides }))).toEqual([
      'ROLLOUT-003 the override of window is for "tenants/abel", which is not in this fleet.',
      'ROLLOUT-004 the override of window gives no reason.',
    ]);
    const traffic = { rule: 'traffic', stack: 'tenants/able', reason: 'night', by: 'operations' } as const;
    expect(problems(requestFor(fleet, { overrides: [traffic] }))).toEqual([
      'ROLLOUT-010 the override of traffic is for "tenants/able" alone.',
    ]);
  });

  test('is refused where the release has other roles for tenants, which comes first and apart', () => {
    const change: StackChange = {
      stack: 'access/able',
      kind: 'changed',
      environment: 'aws://111122223333/us-east-1',
      release: { before: '2026.10.0', after: '2026.11.0' },
      template: {},
      manifest: {},
      assets: { added: [], removed: [] },
      resources: [],
      others: [],
      causes: [],
      reach: { kind: 'access', cell: 'cells/us-1', tenant: 'tenants/able' },
    };
    const tenant: StackChange = {
      ...change,
      stack: 'tenants/able',
      reach: { kind: 'tenant', cell: 'cells/us-1', reads: [], altered: [] },
    };
    expect(alteredAccess({ changed: [change, tenant] }, '2026.11.0')).toMatchObject([
      {
        code: 'ROLLOUT-011',
        place: { file: 'access/able' },
        message: 'release 2026.11.0 has other roles for the tenant, and a roll-out moves none.',
      },
    ]);
  });
});
