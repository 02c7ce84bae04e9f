import type { Fault, Port } from '../scenario';
import type { Chance } from '../world/chance';

type Draw = (chance: Chance, stack: string) => Fault;

const PORTS: readonly [Port, ...Port[]] = [
  'apply',
  'apply',
  'append',
  'append',
  'describe',
  'sample',
  'acquire',
  'read',
  'pin',
  'inbox',
];

/** Kinds of faults, the ones that matter most more than once. */
const KINDS: readonly [Draw, ...Draw[]] = [
  (chance, stack) => ({ kind: 'engine-fails', stack, operation: chance.pick([0, 0, 0, 1, 2]) }),
  (chance, stack) => ({ kind: 'engine-fails', stack, operation: chance.pick([0, 0, 0, 1, 2]) }),
  (chance, stack) => ({ kind: 'engine-fails', stack, operation: chance.pick([0, 1]) }),
  (chance, stack) => ({ kind: 'engine-half-fails', stack, operation: chance.pick([0, 0, 1, 2]) }),
  (chance, stack) => ({
    kind: 'engine-slow',
    stack,
    operation: chance.pick([0, 0, 1]),
    minutes: chance.pick([30, 120, 400]),
  }),
  (chance, stack) => ({ kind: 'engine-hangs', stack, call: chance.pick([0, 0, 1, 2]) }),
  (chance, stack) => ({ kind: 'engine-loses-answer', stack, call: chance.pick([0, 0, 1, 2]) }),
  (chance, stack) => ({
    kind: 'engine-answers-late',
    stack,
    call: chance.pick([0, 0, 1, 2]),
    minutes: chance.pick([5, 80, 200]),
  }),
  (chance, stack) => ({ kind: 'engine-refuses', stack, call: chance.int(0, 3) }),
  (chance, stack) => ({ kind: 'engine-throttles', stack, call: chance.int(0, 3) }),
  (chance, stack) => ({ kind: 'engine-stale', stack, minutes: chance.pick([10, 90, 600, 3_000]) }),
  (chance, stack) => ({ kind: 'engine-silent', stack, call: chance.pick([0, 0, 1, 2]) }),
  (chance, stack) => ({ kind: 'viewers-fail', stack, percent: chance.pick([2, 6, 40]) }),
  (chance, stack) => ({ kind: 'viewers-fail', stack, percent: chance.pick([6, 40]) }),
  (chance) => ({ kind: 'health-unknown', call: chance.int(0, 8) }),
  (chance, stack) => ({ kind: 'files-changed', stack, minute: chance.int(0, 4_000) }),
  (chance) => ({ kind: 'file-locked', call: chance.int(0, 6) }),
  (chance) => ({ kind: 'append-unsure', append: chance.int(0, chance.pick([4, 12, 40])) }),
  (chance) => ({ kind: 'append-refused', append: chance.int(0, chance.pick([4, 12, 40])) }),
  (chance) => ({
    kind: 'append-late',
    append: chance.int(0, chance.pick([4, 12, 40])),
    seconds: chance.pick([1, 5, 30, 400]),
  }),
  (chance) => ({ kind: 'ledger-slow', call: chance.int(0, 120), seconds: chance.pick([20, 200, 900]) }),
  (chance) => ({ kind: 'ledger-refuses', call: chance.int(0, 120) }),
  killed,
  killed,
  killed,
  (chance) => ({
    kind: 'runner-frozen',
    life: chance.pick([1, 1, 2, 3]),
    port: chance.pick(PORTS),
    call: chance.int(0, chance.pick([1, 4, 12])),
    minutes: chance.pick([3, 20, 300]),
  }),
  (chance) => ({ kind: 'second-runner', minute: chance.int(0, 3_000) }),
  (chance) => ({ kind: 'runner-stopped', minute: chance.int(1, 3_000) }),
];

function killed(chance: Chance): Fault {
  return {
    kind: 'runner-killed',
    life: chance.pick([1, 1, 1, 2, 2, 3, 4, 6]),
    port: chance.pick(PORTS),
    call: chance.int(0, chance.pick([0, 2, 6, 20])),
    when: chance.pick(['before', 'after']),
  };
}

/** Most faults strike the same stack: what goes wrong together is what nobody thought of. */
export function drawFaults(chance: Chance, stacks: readonly string[]): readonly Fault[] {
  const count = chance.is(0.1) ? 0 : chance.int(1, chance.pick([4, 8, 16]));
  const unlucky = chance.pick(stacks) ?? '';
  return Array.from({ length: count }, () => {
    const stack = chance.is(0.5) ? unlucky : (chance.pick(stacks) ?? '');
    return chance.pick(KINDS)(chance, stack);
  });
}
