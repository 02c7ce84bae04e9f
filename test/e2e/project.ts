import { join } from 'node:path';

/** The project that is tried: the folder that holds `lib/`. */
export const PROJECT = join(__dirname, '..', '..');

export const NODE_MODULES = join(PROJECT, 'node_modules');
