import { breaks, holds, inside, topPlace } from './proof';
import type { At, Verdict } from './proof';
import { isContractName } from './resources/cell-parts';
import { examineMembers, setting } from './resources/property-rule';
import { SSM_PARAMETER, contractName } from './scope';
import type { Scope } from './scope';
import { examineStrings } from './strings/own-strings';
import { isMapping } from './template';
import type { Mapping, Template, Value } from './template';

/** The version of the bootstrap stack, which deployments check. */
const BOOTSTRAP_VERSION = /^\/cdk-bootstrap\/[a-z0-9]+\/version$/;

/** Sections that say something and do nothing. `Rules` can only stop a deployment. */
const INERT: ReadonlySet<string> = new Set(['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Rules']);

/** Examines all of the template but its resources. */
export function examineSections(template: Template, scope: Scope, verdicts: Verdict[]): void {
  for (const section of Object.keys(template)) {
    const value = template[section] ?? null;
    const at = topPlace(scope, verdicts, '', section);
    switch (section) {
      case 'Resources':
        break;
      case 'Parameters':
        examineEach(value, examineParameter, at);
        break;
      case 'Outputs':
        examineEach(value, examineOutput, at);
        break;
      case 'Transform':
        breaks(at, 'no-ties', 'a macro may rewrite all that was proved');
        break;
      default:
        examineOther(section, value, at);
    }
  }
}

function examineOther(section: string, value: Value, at: At): void {
  if (!INERT.has(section)) {
    breaks(at, 'known-intrinsics', `the section ${section} is not read by this proof`);
  }
  if (section !== 'Rules') {
    examineStrings(value, at);
  }
}

function examineEach(section: Value, examine: (part: Mapping, at: At) => void, at: At): void {
  if (!isMapping(section)) {
    breaks(at, 'known-intrinsics', 'the section is no mapping');
    return;
  }
  for (const [id, part] of Object.entries(section)) {
    if (isMapping(part)) {
      examine(part, inside(at, id));
    } else {
      breaks(inside(at, id), 'known-intrinsics', 'it is no mapping');
    }
  }
}

function examineParameter(parameter: Mapping, at: At): void {
  const path = parameter['Default'];
  if (parameter['Type'] !== SSM_PARAMETER || typeof path !== 'string') {
    breaks(at, 'cell-contract', 'its value is given by whoever deploys, not read from the cell’s contract');
    return;
  }
  const name = contractName(path, at.scope.names);
  const isOfCell = at.scope.subject.kind === 'tenant' && name !== undefined && isContractName(name);
  if (isOfCell || BOOTSTRAP_VERSION.test(path)) {
    holds(at, 'cell-contract', isOfCell ? 'the own cell promises it' : 'it is only checked', {
      target: path,
    });
  } else {
    breaks(
      at,
      'cell-contract',
      `it is nothing that the contract below ${at.scope.names.contractPath} promises`,
      {
        target: path,
      },
    );
  }
}

function examineOutput(output: Mapping, at: At): void {
  if (output['Export'] !== undefined) {
    breaks(inside(at, 'Export'), 'no-ties', 'an export ties every stack that imports it to this one');
  }
  const before = at.verdicts.length;
  examineMembers(output, { Description: setting, Export: () => undefined, Value: setting }, at);
  examineStrings(output['Value'] ?? null, inside(at, 'Value'));
  if (at.verdicts.length === before && output['Export'] === undefined) {
    holds(at, 'no-ties', 'it is shown to whoever deploys, and not exported');
  }
}
