import type { AgreedChange } from '../../../lib/rollout/runner/agreed-change';
import { changeGroups } from '../../../lib/rollout/runner/change-order';
import { targetIn } from '../../../lib/rollout/stack-target';

const VERSION = { release: '2026.11.2', digest: 'a'.repeat(64) };

function put(stack: string): AgreedChange {
  return { target: targetIn('aws://111122223333/us-east-1', stack), to: VERSION, overrides: [] };
}

function removed(stack: string): AgreedChange {
  return { target: put(stack).target, from: VERSION, overrides: [] };
}

function order(changes: readonly AgreedChange[], atOnce = 1): readonly string[] {
  return changeGroups(changes, atOnce).map((group) => group.map(({ target }) => target.stack).join(' '));
}

test('each is made after what it rests on: the cell, the roles that a tenant is deployed with, the tenant', () => {
  expect(order([put('tenants/a'), put('access/a'), put('cells/us-1')])).toEqual([
    'cells/us-1',
    'access/a',
    'tenants/a',
  ]);
});

test('each goes before what it rests on, and after all that is made', () => {
  const going = [removed('access/a'), removed('cells/us-1'), removed('tenants/a'), put('tenants/b')];
  expect(order(going)).toEqual(['tenants/b', 'tenants/a', 'access/a', 'cells/us-1']);
});

test('a cell of which something is only taken away changes when nobody holds it any more', () => {
  const emptied = { ...put('cells/us-1'), onlyTakesAway: true };
  expect(order([emptied, removed('access/a'), put('tenants/a'), put('cells/us-2')])).toEqual([
    'cells/us-2',
    'tenants/a',
    'access/a',
    'cells/us-1',
  ]);
});

test('so many go together, and never of two kinds', () => {
  const changes = [put('access/a'), put('access/b'), put('access/c'), put('tenants/a')];
  expect(order(changes, 2)).toEqual(['access/a access/b', 'access/c', 'tenants/a']);
});
