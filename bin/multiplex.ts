#!/usr/bin/env tsx
import { run } from '../lib/cli/main';
import { processHost } from '../lib/cli/process-host';

// The versions that are pinned run on this Node.js; what later ones need is no news for who runs a command.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

void run(process.argv.slice(2), processHost()).then((exitCode) => {
  process.exitCode = exitCode;
});
