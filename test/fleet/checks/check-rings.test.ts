import { edited, exampleFiles, exampleWith, problemLines } from '../../fixtures/fleet-files';

test('a fleet without rings is refused', () => {
  const rings = /rings:\n( .*\n)+/.exec(edited('fleet.yaml', '', ''))?.[0] ?? '';
  expect(problemLines(exampleFiles({ 'fleet.yaml': edited('fleet.yaml', rings, 'rings: {}\n') }))[0]).toBe(
    'fleet.yaml:21:1 FLEET-003 the fleet has no ring. Add one, such as "canary", with order 1.',
  );
});

test('two rings with the same order are refused', () => {
  expect(problemLines(exampleWith('fleet.yaml', 'order: 2', 'order: 1'))).toEqual([
    'fleet.yaml:23:21 FLEET-030 ring "general" has order 1, like ring "canary". Give each ring an order of its own; the lowest goes first.',
  ]);
});
