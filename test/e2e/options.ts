import { parseArgs } from 'node:util';

/** What a run was asked to do. */
export interface Options {
  readonly json: boolean;
  readonly writeConformance: boolean;
  /** An endpoint to use instead of starting the emulator. */
  readonly endpoint: string | undefined;
  /** Whether to work in the AWS account of the present credentials. */
  readonly account: boolean;
  /** The account whose use was confirmed on the command line. */
  readonly confirmedAccount: string | undefined;
  readonly domain: string | undefined;
  readonly hostedZoneId: string | undefined;
  readonly certificateArn: string | undefined;
}

export type ParsedOptions =
  | { readonly kind: 'options'; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string };

export const HELP = `Deploys a small fleet with the real cdk and shows that changing one tenant touches no other;
then moves the tenants of the example from release to release with the engine for AWS.

npm run e2e                     starts the emulator, runs everything, ends the emulator
AWS_ENDPOINT_URL=… npm run e2e  uses an endpoint that is there already
npm run e2e -- --account        uses the AWS account of the present credentials

  --json                        print the result as JSON
  --write-conformance           write docs/emulator.md instead of comparing with it
  --yes-touch-account <id>      confirm, unattended, that this account may be used
  --domain <name>               with --account: domain whose hosted zone and certificate are given next
  --hosted-zone-id <id>         with --account: hosted zone of the domain
  --certificate-arn <arn>       with --account: certificate in us-east-1 for *.<domain>
  --help

Exit status: 0 all shown, 1 something was not, 2 used wrongly or not confirmed, 3 could not be installed.
`;

export function parseOptions(argv: readonly string[], environment: NodeJS.ProcessEnv): ParsedOptions {
  try {
    const { values } = parseArgs({ args: [...argv], options: FLAGS, strict: true });
    if (values.help === true) {
      return { kind: 'help' };
    }
    const endpoint = environment['AWS_ENDPOINT_URL'];
    const options: Options = {
      json: values.json === true,
      writeConformance: values['write-conformance'] === true,
      endpoint: endpoint === '' ? undefined : endpoint,
      account: values.account === true,
      confirmedAccount: values['yes-touch-account'],
      domain: values.domain,
      hostedZoneId: values['hosted-zone-id'],
      certificateArn: values['certificate-arn'],
    };
    const why = contradiction(options);
    return why === undefined ? { kind: 'options', options } : { kind: 'wrong', why };
  } catch (error) {
    return { kind: 'wrong', why: error instanceof Error ? error.message : String(error) };
  }
}

const FLAGS = {
  json: { type: 'boolean' },
  'write-conformance': { type: 'boolean' },
  account: { type: 'boolean' },
  'yes-touch-account': { type: 'string' },
  domain: { type: 'string' },
  'hosted-zone-id': { type: 'string' },
  'certificate-arn': { type: 'string' },
  help: { type: 'boolean' },
} as const;

function contradiction(options: Options): string | undefined {
  const { endpoint, account, writeConformance, domain, hostedZoneId, certificateArn } = options;
  if (endpoint !== undefined && !URL.canParse(endpoint)) {
    return `AWS_ENDPOINT_URL is not a URL: ${endpoint}`;
  }
  if (account && endpoint !== undefined) {
    return '--account means AWS itself, but AWS_ENDPOINT_URL names another endpoint. Unset one of them.';
  }
  if (writeConformance && (account || endpoint !== undefined)) {
    return '--write-conformance describes the pinned emulator, so it must start that one itself.';
  }
  if (account && [domain, hostedZoneId, certificateArn].includes(undefined)) {
    return '--account needs --domain, --hosted-zone-id and --certificate-arn: AWS takes no made-up ones.';
  }
  return undefined;
}
