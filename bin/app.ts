// What `cdk` runs, as cdk.json says: writes the fleet as a cloud assembly into the folder that `cdk` names.
import { writeCdkApp } from '../lib/cli/cdk-app';
import { processHost } from '../lib/cli/process-host';

const request = { outdir: process.env['CDK_OUTDIR'], context: process.env['CDK_CONTEXT_JSON'] };

void writeCdkApp(request, processHost()).then((exitCode) => {
  process.exitCode = exitCode;
});
