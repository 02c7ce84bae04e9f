#!/usr/bin/env tsx
import { run } from '../lib/cli/main';
import { processHost } from '../lib/cli/process-host';

void run(process.argv.slice(2), processHost()).then((exitCode) => {
  process.exitCode = exitCode;
});
