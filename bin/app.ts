// What `cdk` runs, as cdk.json says: writes the fleet as a cloud assembly into the folder that `cdk` names.
import { writeCdkApp } from '../lib/cli/cdk-app';
import { failure } from '../lib/cli/failure';
import { processHost } from '../lib/cli/process-host';

const request = { outdir: process.env['CDK_OUTDIR'], context: process.env['CDK_CONTEXT_JSON'] };
const host = processHost();

void writeCdkApp(request, host)
  .catch((error: unknown) => failure(error, host))
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
