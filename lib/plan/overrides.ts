import type { Override, Refusal } from './plan-document';
import { OVERRIDABLE, refuse } from './refusals/refusal-catalogue';

/**
 * The refusals, of which those that an override names carry its reason; and one more for each that names none.
 *
 * @param settled Overrides that stand written elsewhere, and need not name anything.
 */
export function overridden(
  refusals: readonly Refusal[],
  overrides: readonly Override[],
  settled: readonly Override[] = [],
): readonly Refusal[] {
  const unused = overrides
    .filter((override) => !refusals.some((refusal) => names(override, refusal)))
    .map(({ refusal, stack }) =>
      refuse(
        'override-unused',
        stack ?? 'fleet',
        '--override',
        `${refusal}${stack === undefined ? '' : `=${stack}`} overrides no refusal of this plan.`,
      ),
    );
  return [
    ...refusals.map((refusal) => {
      const override = [...overrides, ...settled].find((one) => names(one, refusal));
      return override === undefined ? refusal : { ...refusal, reason: override.reason };
    }),
    ...unused,
  ];
}

function names(override: Override, { refusal, stack }: Refusal): boolean {
  return (
    override.refusal === refusal &&
    OVERRIDABLE.includes(refusal) &&
    (override.stack === undefined || override.stack === stack)
  );
}

/** Whether one of them has not been overridden. */
export function isRefused(refusals: readonly Refusal[]): boolean {
  return refusals.some(({ reason }) => reason === undefined);
}
