import {
  COLD_OVER_FLOOR_MAX,
  COLD_SECONDS_MAX,
  GROWTH_MAX,
  HELP_SECONDS_MAX,
  LARGE_FLEET,
  LARGE_FLEET_SPEEDUP_MIN,
  ONE_CHANGED_SECONDS_MAX,
  ONE_TENANT_SECONDS_MAX,
  PEAK_MEGABYTES_MAX,
  PLAN_CHANGED_SECONDS_MAX,
  PLAN_MOVED_SECONDS_MAX,
  PROVE_MILLISECONDS_MAX,
  ROLLOUT_SECONDS_MAX,
  SMALL_FLEET,
  SMALL_FLEET_SPEEDUP_MIN,
  VALIDATE_SECONDS_MAX,
} from './limits';
import type { Samples } from './samples';
import type { SubjectName } from './subjects/subject';

type Unit = 's' | 'ms' | 'MB' | 'times';

/** What a value must reach, or keep within. */
export type Bound = { readonly kind: 'most' | 'least'; readonly value: number };

interface Need {
  readonly subject: SubjectName;
  readonly size: number;
}

/** A figure of the table, and what has to be run for it. */
interface RowDefinition {
  readonly name: string;
  readonly unit: Unit;
  readonly needs: readonly Need[];
  readonly bound: Bound | undefined;
  readonly valueIn: (samples: Samples) => number;
}

/** A figure that was measured. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  /** Undefined where nothing is promised. */
  readonly bound: Bound | undefined;
  readonly holds: boolean | undefined;
}

/** Every row that a run with these sizes has. `full` runs the plain CDK app with large fleets as well. */
export function rowDefinitions(sizes: readonly number[], full: boolean): readonly RowDefinition[] {
  const [first, last] = [sizes.at(0), sizes.at(-1)];
  return [
    ...(first === undefined ? [] : startRows(first)),
    ...sizes.flatMap((size) => [
      ...(full || size <= SMALL_FLEET ? plainRows(size) : []),
      ...rendererRows(size),
      ...floorRows(size),
      ...planRows(size),
      ...rolloutRows(size),
    ]),
    ...(first === undefined || last === undefined || first === last ? [] : [growthRow(first, last)]),
  ];
}

export function rowNames(sizes: readonly number[], full: boolean): readonly string[] {
  return rowDefinitions(sizes, full).map(({ name }) => name);
}

export function measuredRow({ name, unit, bound, valueIn }: RowDefinition, samples: Samples): Row {
  const value = valueIn(samples);
  return { name, value, unit, bound, holds: bound === undefined ? undefined : isWithin(value, bound) };
}

function isWithin(value: number, bound: Bound): boolean {
  switch (bound.kind) {
    case 'most':
      return value <= bound.value;
    case 'least':
      return value >= bound.value;
  }
}

/** What does not depend on the size of a fleet is measured with the first one. */
function startRows(size: number): readonly RowDefinition[] {
  return [
    { ...secondsRow('', 'help', size), name: 'help', bound: { kind: 'most', value: HELP_SECONDS_MAX } },
    {
      ...secondsRow('', 'validate-example', size),
      name: 'validate-example',
      bound: { kind: 'most', value: VALIDATE_SECONDS_MAX },
    },
  ];
}

function plainRows(size: number): readonly RowDefinition[] {
  return [
    secondsRow('plain-cdk', 'plain-cdk', size),
    secondsRow('lean-cdk', 'lean-cdk', size),
    ratioRow(
      `speedup-${size}`,
      { subject: 'plain-cdk', size },
      { subject: 'cold', size },
      speedupBound(size),
    ),
    ratioRow(`speedup-lean-${size}`, { subject: 'lean-cdk', size }, { subject: 'cold', size }),
    memoryRow('plain-cdk-memory', ['plain-cdk'], size),
  ];
}

function rendererRows(size: number): readonly RowDefinition[] {
  return [
    secondsRow('cold', 'cold', size, COLD_SECONDS_MAX),
    secondsRow('warm-changed', 'warm-changed', size, ONE_CHANGED_SECONDS_MAX),
    secondsRow('warm-unchanged', 'warm-unchanged', size),
    secondsRow('cdk-synth-one-named', 'synth-named', size, ONE_TENANT_SECONDS_MAX),
    secondsRow('cdk-synth-one', 'synth', size, ONE_TENANT_SECONDS_MAX),
    memoryRow('memory', ['cold', 'warm-unchanged', 'warm-changed'], size, PEAK_MEGABYTES_MAX),
  ];
}

function floorRows(size: number): readonly RowDefinition[] {
  const [cold, floor]: readonly [Need, Need] = [
    { subject: 'cold', size },
    { subject: 'floor', size },
  ];
  return [
    secondsRow('floor', 'floor', size),
    ratioRow(`cold-over-floor-${size}`, cold, floor, mostWhenLarge(size, COLD_OVER_FLOOR_MAX)),
  ];
}

function planRows(size: number): readonly RowDefinition[] {
  return [
    secondsRow('plan-changed', 'plan-changed', size, PLAN_CHANGED_SECONDS_MAX),
    secondsRow('plan-moved', 'plan-moved', size, PLAN_MOVED_SECONDS_MAX),
    memoryRow('plan-memory', ['plan-changed', 'plan-moved'], size),
    {
      name: `prove-${size}`,
      unit: 'ms',
      needs: [{ subject: 'prove', size }],
      bound: mostWhenLarge(size, PROVE_MILLISECONDS_MAX),
      valueIn: (samples) => samples.figure('prove', size),
    },
  ];
}

function rolloutRows(size: number): readonly RowDefinition[] {
  return [
    {
      name: `rollout-${size}`,
      unit: 's',
      needs: [{ subject: 'roll-out', size }],
      bound: mostWhenLarge(size, ROLLOUT_SECONDS_MAX),
      valueIn: (samples) => samples.figure('roll-out', size),
    },
    memoryRow('rollout-memory', ['roll-out'], size, PEAK_MEGABYTES_MAX),
  ];
}

function growthRow(first: number, last: number): RowDefinition {
  const isPromised = first === SMALL_FLEET && last === LARGE_FLEET;
  return ratioRow(
    `growth-${first}-to-${last}`,
    { subject: 'cold', size: last },
    { subject: 'cold', size: first },
    isPromised ? { kind: 'most', value: GROWTH_MAX } : undefined,
  );
}

function secondsRow(name: string, subject: SubjectName, size: number, secondsMax?: number): RowDefinition {
  return {
    name: `${name}-${size}`,
    unit: 's',
    needs: [{ subject, size }],
    bound: mostWhenLarge(size, secondsMax),
    valueIn: (samples) => samples.seconds(subject, size),
  };
}

/** The most that any of the subjects took. */
function memoryRow(
  name: string,
  subjects: readonly SubjectName[],
  size: number,
  megabytesMax?: number,
): RowDefinition {
  return {
    name: `${name}-${size}`,
    unit: 'MB',
    needs: subjects.map((subject) => ({ subject, size })),
    bound: mostWhenLarge(size, megabytesMax),
    valueIn: (samples) => Math.max(...subjects.map((subject) => samples.megabytes(subject, size))),
  };
}

function ratioRow(name: string, over: Need, under: Need, bound?: Bound): RowDefinition {
  return {
    name,
    unit: 'times',
    needs: [over, under],
    bound,
    valueIn: (samples) =>
      samples.seconds(over.subject, over.size) / samples.seconds(under.subject, under.size),
  };
}

/** What is promised of the renderer is promised of the large fleet. */
function mostWhenLarge(size: number, value: number | undefined): Bound | undefined {
  return size === LARGE_FLEET && value !== undefined ? { kind: 'most', value } : undefined;
}

function speedupBound(size: number): Bound | undefined {
  switch (size) {
    case SMALL_FLEET:
      return { kind: 'least', value: SMALL_FLEET_SPEEDUP_MIN };
    case LARGE_FLEET:
      return { kind: 'least', value: LARGE_FLEET_SPEEDUP_MIN };
    default:
      return undefined;
  }
}
