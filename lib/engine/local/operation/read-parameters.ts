import type { Parameters, StackAddress } from '../state/stack-record';
import { Refused } from '../template/refused';
import { evaluate } from '../template/evaluate';
import type { StackView } from '../resources/stack-view';
import type { Template } from '../template/template';

const SSM_VALUE = /^AWS::SSM::Parameter::Value<(List<)?/;

/** What the CDK asks of an account: every account of this machine has been bootstrapped, by a recent CDK. */
const BOOTSTRAP_PARAMETER = /^\/cdk-bootstrap\/[a-z0-9]+\/version$/;
const BOOTSTRAP_VERSION = '30';

/**
 * Values of a template's parameters: their defaults, or what stands under that name in SSM.
 *
 * @param valueOf What stands under a name in SSM.
 * @throws Refused when there is no value.
 */
export function readParameters(
  { Parameters: parameters }: Template,
  address: StackAddress,
  valueOf: (address: StackAddress, name: string) => string | undefined,
): Parameters {
  const values: Record<string, string | readonly string[]> = {};
  for (const [name, { Type: type, Default: given }] of Object.entries(parameters)) {
    if (given === undefined) {
      throw new Refused(`Parameters: [${name}] must have values`);
    }
    const ssm = SSM_VALUE.exec(type);
    const value =
      ssm === null ? String(given) : (bootstrapVersion(String(given)) ?? valueOf(address, String(given)));
    if (value === undefined) {
      throw new Refused(
        `Unable to fetch parameters [${String(given)}] from parameter store for this account.`,
      );
    }
    values[name] = ssm?.[1] !== undefined || /List/.test(ssm === null ? type : '') ? value.split(',') : value;
  }
  return values;
}

/** @throws Refused when an assertion of the template's rules does not hold. */
export function checkRules(view: StackView): void {
  for (const rule of Object.values(view.state.template.Rules)) {
    if (rule.RuleCondition !== undefined && evaluate(rule.RuleCondition, view) !== true) {
      continue;
    }
    const failed = rule.Assertions.find(({ Assert: assertion }) => evaluate(assertion, view) !== true);
    if (failed !== undefined) {
      throw new Refused(`Template rule failed: ${failed.AssertDescription ?? 'an assertion does not hold'}`);
    }
  }
}

function bootstrapVersion(name: string): string | undefined {
  return BOOTSTRAP_PARAMETER.test(name) ? BOOTSTRAP_VERSION : undefined;
}
