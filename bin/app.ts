// What `cdk` runs, as cdk.json says: writes the fleet as a cloud assembly into the folder that `cdk` names.
import { writeCdkApp } from '../lib/cli/cdk-app';
import { processHost } from '../lib/cli/process-host';

void writeCdkApp(process.env['CDK_OUTDIR'], processHost()).then((exitCode) => {
  process.exitCode = exitCode;
});
