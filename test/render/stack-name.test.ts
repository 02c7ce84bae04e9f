import { cloudFormationName, compareStacks, stackNamed, stackToken } from '../../lib/render/stack-name';

test.each([
  ['tenants/rally-north', 'tenant', 'tenant--rally-north', 'tenant-rally-north'],
  ['access/rally-north', 'access', 'access--rally-north', 'access-rally-north'],
  ['cells/us-1', 'cell', 'cell--us-1', 'cell-us-1'],
])(
  '%s is the stack of a kind, with a name in CloudFormation and one in tokens',
  (stack, kind, name, token) => {
    expect(stackNamed(stack)).toEqual({ kind, id: stack.split('/')[1] });
    expect([cloudFormationName(stack), stackToken(stack)]).toEqual([name, token]);
  },
);

test('stacks are told of in the order in which each rests on those before it', () => {
  const stacks = ['tenants/a', 'access/b', 'cells/z', 'access/a', 'cells/y'];
  expect(stacks.sort(compareStacks)).toEqual(['cells/y', 'cells/z', 'access/a', 'access/b', 'tenants/a']);
});

test('nothing else is a stack of a fleet', () => {
  expect(() => stackNamed('rings/canary')).toThrow('rings/canary is a cell, a tenant or the access to one');
});
