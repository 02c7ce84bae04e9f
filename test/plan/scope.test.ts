import { scopeOfFiles, stacksInScope } from '../../lib/plan/scope';
import type { ChangedFiles, DeclaredScope } from '../../lib/plan/scope';

/** Whether a stack of us-1 may change where that is declared. */
function meant(...declared: readonly string[]): (stack: string) => boolean {
  const isInScope = stacksInScope({ declared, by: 'option' });
  return (stack) => isInScope({ stack, after: { cell: 'us-1' } });
}

function scopeOf(changes: Partial<ChangedFiles>): DeclaredScope['declared'] {
  return scopeOfFiles({ paths: [], fleetKeys: [], access: [], next: [], ...changes }).declared;
}

describe('who may deploy a tenant', () => {
  test('is not meant by who means the tenant, nor the tenant by who means that', () => {
    expect(meant('tenants/rally-north')('access/rally-north')).toBe(false);
    expect(meant('access/rally-north')('tenants/rally-north')).toBe(false);
    expect(meant('access/rally-north')('access/rally-south')).toBe(false);
    expect(meant('access/rally-north')('access/rally-north')).toBe(true);
  });

  test('is meant by who means its cell, or everything', () => {
    expect(meant('cells/us-1')('access/rally-north')).toBe(true);
    expect(meant('cells/us-2')('access/rally-north')).toBe(false);
    expect(meant('fleet')('access/rally-north')).toBe(true);
  });
});

describe('the changed files', () => {
  const paths = ['tenants/rally-north/tenant.yaml', 'tenants/rally-north/brand/logo.svg'];

  test('of a tenant that is there are about it and not about who deploys it', () => {
    expect(scopeOf({ paths })).toEqual(['tenants/rally-north']);
  });

  test('of one that comes or goes are about both', () => {
    expect(scopeOf({ paths, access: ['access/rally-north'] })).toEqual([
      'access/rally-north',
      'tenants/rally-north',
    ]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['who may deploy in a cell', ['cells/us-1'], ['cells', 'us-1', 'access', 'github']],
    ['who may deploy anywhere', ['fleet'], ['access', 'principals']],
    ['when stacks change', [], ['rings', 'early', 'bakeMinutes']],
  ])('that say %s are about %j', (_, declared, key) => {
    expect(scopeOf({ paths: ['fleet.yaml'], fleetKeys: [key] })).toEqual(declared);
  });
});
