import { createHash } from 'node:crypto';

import { z } from 'zod';

/** A file of a release, by its path in the folder of the release. */
export const FILES = {
  about: 'release.json',
  blueprint: 'blueprint.js',
  golden: 'golden.json',
  provisioner: 'handlers/provisioner.js',
  /** Beside what `release.json` names: it can be made again from the rest, and rendering only takes longer without. */
  shapes: 'shapes.json',
} as const;

/** The packages that decide what a blueprint gives. */
export const BLUEPRINT_PACKAGES = ['aws-cdk-lib', 'constructs', 'zod'] as const;

/** And the one that decides what it is compiled to. */
export const COMPILER = 'esbuild';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const contentSchema = z.strictObject({
  version: z.string(),
  /** When the commit was made, in UTC: `2026-11-22T15:48:11Z`. */
  date: z.string(),
  commit: z.string().regex(/^[0-9a-f]{40,64}$/),
  notes: z.array(z.string()).readonly(),
  packages: z.strictObject({
    'aws-cdk-lib': z.string(),
    constructs: z.string(),
    zod: z.string(),
    esbuild: z.string(),
  }),
  contract: z.strictObject({
    version: z.string(),
    provides: z.array(z.string()).readonly(),
    reads: z.array(z.string()).readonly(),
    tenantRoles: z.literal(true).exactOptional(),
  }),
  features: z.record(
    z.string(),
    z.strictObject({
      summary: z.string(),
      settings: z.record(z.string(), z.unknown()).readonly().exactOptional(),
      region: z.string().exactOptional(),
      standIn: z.literal('webAclArn').exactOptional(),
    }),
  ),
  files: z.strictObject({
    [FILES.blueprint]: digest,
    [FILES.golden]: digest,
    [FILES.provisioner]: digest,
  }),
});

const fileSchema = contentSchema.extend({ digest });

/** What a release says of itself. */
export type ReleaseContent = Readonly<z.infer<typeof contentSchema>>;

/** `release.json`: what a release says of itself, and the digest of that. */
export type ReleaseFile = Readonly<z.infer<typeof fileSchema>>;

/** The text of `release.json`. */
export function releaseText(content: ReleaseContent): string {
  return json({ ...content, digest: sha256(json(content)) });
}

export type ParsedReleaseFile =
  | {
      readonly kind: 'release';
      readonly file: ReleaseFile;
      /** SHA-256 of what it says. */ readonly actual: string;
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Parses `release.json`. What it says has the digest that it names, unless it was edited. */
export function parseReleaseFile(text: string): ParsedReleaseFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { kind: 'unreadable', reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
  }
  // As it is written, in its own order: not a byte of it may differ.
  const { digest: _, ...content } = value as ReleaseFile;
  const written = releaseText(content);
  // The digest does not cover how it is written, so any other spelling is none that a cut writes.
  const actual = written === text ? parsed.data.digest : sha256(text);
  return { kind: 'release', file: parsed.data, actual };
}

/** SHA-256 as 64 hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
