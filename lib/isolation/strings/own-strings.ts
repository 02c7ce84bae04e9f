import { breaks, inside } from '../proof';
import type { At } from '../proof';
import type { Scope } from '../scope';
import { hostNames, tenantOf } from '../subject';
import type { Subject } from '../subject';
import { intrinsicOf, isList, isMapping } from '../template';
import type { Mapping, Value } from '../template';
import { UNREADABLE, textOf } from '../text';

/**
 * Examines every string below a value, keys included, for what no place of a template may say. It looks at what other
 * rules look at as well: a rule that covers a property says what it is for, this says what it can never be.
 */
export function examineStrings(value: Value, at: At): void {
  if (typeof value === 'string') {
    examineText(value, at);
  } else if (isList(value)) {
    for (let index = 0; index < value.length; index += 1) {
      examinePart(value[index] ?? null, at, index);
    }
  } else if (isMapping(value)) {
    if (intrinsicOf(value) === undefined) {
      for (const key in value) {
        examineKey(key, at);
        examinePart(value[key] ?? null, at, key);
      }
    } else {
      examineIntrinsic(value, at);
    }
  }
}

/** A place is only made where something may be recorded: templates are mostly plain strings. */
function examinePart(part: Value, at: At, key: string | number): void {
  if (typeof part === 'string') {
    if (isTelling(part, at.scope.subject)) {
      examineText(part, inside(at, key));
    }
  } else if (typeof part === 'object' && part !== null) {
    examineStrings(part, inside(at, key));
  }
}

/** A name as CloudFormation has them: it holds none of what the rules of this file look for. */
const PLAIN_KEY = /^[A-Z][A-Za-z]*$/;

function examineKey(key: string, at: At): void {
  if (!PLAIN_KEY.test(key) || key.includes(at.scope.subject.cell.domain)) {
    examineText(key, at);
  }
}

/** Functions that bring in what another stack or service holds. */
const TIES: ReadonlySet<string> = new Set(['Fn::ImportValue', 'Fn::Transform', 'Fn::GetStackOutput']);

function examineIntrinsic(value: Mapping, at: At): void {
  const text = textOf(value, at.scope);
  const name = intrinsicOf(value) ?? '';
  if (isTie(name, text)) {
    breaks(at, 'no-ties', 'it takes what another stack or service gives', { target: text });
  } else if (text.includes(UNREADABLE)) {
    breaks(at, 'known-intrinsics', `${name} is not read by this proof, or refers to nothing in the stack`, {
      target: text,
    });
  }
  examineText(text, at);
}

/** Whether the value is an intrinsic that is read, and takes nothing from elsewhere. */
export function isPlainReference(value: Value, scope: Scope): boolean {
  const text = textOf(value, scope);
  return isMapping(value) && !isTie(intrinsicOf(value) ?? '', text) && !text.includes(UNREADABLE);
}

function isTie(name: string, text: string): boolean {
  return TIES.has(name) || namesTie(text);
}

/** What the text of a value says of an intrinsic inside it that cannot be read. */
function namesTie(text: string): boolean {
  return text.includes('Fn::') && [...TIES].some((tie) => text.includes(tie));
}

/** One look that almost every string passes. */
const SUSPECT = /\{\{|arn:|tenant(?:--|#|s\/)/i;

/** Whether the text could break a rule of this file, be it of whichever stack. */
export function isSuspect(text: string): boolean {
  return SUSPECT.test(text);
}

/** Whether the text could break a rule of this file. */
function isTelling(text: string, { cell }: Subject): boolean {
  return SUSPECT.test(text) || text.includes(cell.domain);
}

function examineText(text: string, at: At): void {
  const { subject } = at.scope;
  if (SUSPECT.test(text)) {
    examineReference(text, at);
    if (text.includes('arn:')) {
      examineArns(text, at);
    }
    examineTenantNames(text, at);
  }
  if (text.includes(subject.cell.domain)) {
    examineHosts(text, at);
  }
}

function examineReference(text: string, at: At): void {
  if (text.includes('{{resolve:')) {
    breaks(at, 'no-ties', 'a dynamic reference fetches what it names, which may be of anybody', {
      target: text,
    });
  }
}

const ARN = /arn:[^:\s"]*:[^:\s"]*:[^:\s"]*:([^:\s"]*):/g;

function examineArns(text: string, at: At): void {
  const { subject } = at.scope;
  const { account } = subject.cell;
  // Who deploys may come from elsewhere: the trust of the role is held to whom the fleet names.
  if (subject.kind === 'access' && subject.access.principals?.includes(text) === true) {
    return;
  }
  for (const [arn, owner = ''] of text.matchAll(ARN)) {
    if (owner !== '' && owner !== account && owner !== 'aws') {
      breaks(at, 'own-account', `${arn}… is of account ${owner}, not ${account}`, { target: text });
    }
  }
}

/** Where a tenant is named, which in the ARN of a role may be twice: the rest of the name goes to the end of the run of letters, digits and hyphens. */
const TENANT_NAME = /(?:(?:tenants\/)?tenant--|tenant#|tenants\/(?!tenant--))([a-z0-9-]+|⟨[^⟩]*⟩)/gi;

/**
 * Holds the name to the subject's own id, whole. What is not an id of any tenant of today may be one tomorrow, so
 * nothing but the own id passes.
 */
function examineTenantNames(text: string, at: At): void {
  const { subject } = at.scope;
  const own = tenantOf(subject);
  for (const [named, run = ''] of text.matchAll(TENANT_NAME)) {
    const id = run.split('--')[0] ?? '';
    if (id !== own) {
      breaks(at, 'own-strings', `${named} names a tenant, and not this stack’s`, { target: text });
    }
  }
}

const NO_HOST = /[^A-Za-z0-9.*-]+/;

/** Under the cell's domain each tenant has the host of its id, so such a host names a tenant. */
function examineHosts(text: string, at: At): void {
  const { subject } = at.scope;
  const { domain } = subject.cell;
  const known = platformHosts(subject);
  for (const run of text.split(NO_HOST)) {
    const host = run.replace(/^\.+|\.+$/g, '');
    if (host.endsWith(`.${domain}`) && !known.includes(host)) {
      breaks(at, 'own-strings', `${host} is a host of the cell’s domain, and not of this stack`, {
        target: text,
      });
    }
  }
}

function platformHosts(subject: Subject): readonly string[] {
  return [subject.cell.apiDomain, ...hostNames(subject)];
}
