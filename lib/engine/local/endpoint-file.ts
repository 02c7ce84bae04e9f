import { promises as disk } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

/** Where the process that has the database open answers, and the key that it answers to. */
export interface Endpoint {
  readonly port: number;
  readonly key: string;
}

const FILE = 'endpoint.json';
const OWNER_ONLY = 0o600;

const endpointSchema = z.object({ port: z.int(), key: z.string() });

/** Undefined where there is none, or one that cannot be read. */
export async function readEndpoint(folder: string): Promise<Endpoint | undefined> {
  try {
    return endpointSchema.parse(JSON.parse(await disk.readFile(join(folder, FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Whoever reads meanwhile has the old one or the new one, never half of it. */
export async function writeEndpoint(folder: string, endpoint: Endpoint): Promise<void> {
  const draft = join(folder, `${FILE}.${process.pid}`);
  await disk.writeFile(draft, JSON.stringify(endpoint), { mode: OWNER_ONLY });
  await disk.rename(draft, join(folder, FILE));
}

export async function removeEndpoint(folder: string): Promise<void> {
  await disk.rm(join(folder, FILE), { force: true });
}
