import { z } from 'zod';

import type { CellInput, TenantInput } from '../blueprint/input';

/** A kind of stack, and the template that a release gives for it. */
export type GoldenShape = ShapeInput & {
  /** SHA-256 of the template, as 64 hexadecimal digits. */
  readonly digest: string;
};

/** A kind of stack by one input of it, with marks in the place of values. Its name says what tells it from others. */
export type ShapeInput =
  | { readonly name: string; readonly kind: 'cell'; readonly input: CellInput }
  | { readonly name: string; readonly kind: 'tenant'; readonly input: TenantInput };

const input = z.record(z.string(), z.unknown());
const schema = z.array(
  z.strictObject({
    name: z.string(),
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    kind: z.enum(['cell', 'tenant']),
    input,
  }),
);

/** The text of `golden.json`: one shape a line, so that a difference between two releases can be read. */
export function goldenText(shapes: readonly GoldenShape[]): string {
  const lines = shapes.map(({ name, digest, kind, input: marked }) =>
    JSON.stringify({ name, digest, kind, input: marked }),
  );
  return `[\n${lines.join(',\n')}\n]\n`;
}

/** Undefined for anything but a list of shapes. An input is whatever the blueprint of the release took. */
export function parseGolden(text: string): readonly GoldenShape[] | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data as readonly GoldenShape[] | undefined;
  } catch {
    return undefined;
  }
}
