import { breaks, holds, inside } from '../proof';
import type { At } from '../proof';
import type { RuleName } from '../rule-catalogue';
import { typeOf } from '../scope';
import type { Scope } from '../scope';
import { intrinsicOf, isList, isMapping } from '../template';
import type { Mapping, Value } from '../template';
import { UNREADABLE, textOf } from '../text';

/** Examines the value of one property, and records what it finds. */
export type PropertyRule = (value: Value, at: At) => void;

export type PropertyRules = Readonly<Record<string, PropertyRule>>;

/**
 * A setting of the resource itself. It may refer to its own stack; a value of the contract or an ARN that is written
 * out reaches beyond it, and needs a rule of its own.
 */
export const setting: PropertyRule = (value, at) => {
  if (typeof value === 'string') {
    examineSetting(value, at);
  } else if (isList(value)) {
    for (let index = 0; index < value.length; index += 1) {
      settingWithin(value[index] ?? null, at, index);
    }
  } else if (isMapping(value)) {
    if (intrinsicOf(value) === undefined) {
      for (const key in value) {
        settingWithin(value[key] ?? null, at, key);
      }
    } else {
      examineSetting(textOf(value, at.scope), at);
    }
  }
};

/** Most settings are plain: a place is made only for one that may reach beyond. */
function settingWithin(value: Value, at: At, key: string | number): void {
  if (typeof value === 'object' ? value !== null : typeof value === 'string' && reachesBeyond(value)) {
    setting(value, inside(at, key));
  }
}

function reachesBeyond(text: string): boolean {
  return text.includes('⟨cell:') || text.includes('arn:') || text.includes(UNREADABLE);
}

function examineSetting(text: string, at: At): void {
  if (reachesBeyond(text)) {
    breaks(at, 'own-settings', 'it reaches beyond the stack where no rule expects it to', { target: text });
  }
}

/** A mapping in which every key has a rule; a key without one is a violation, unless there is a rule for the rest. */
export function mapping(rules: PropertyRules, rest?: PropertyRule): PropertyRule {
  return (value, at) => {
    if (!isMapping(value)) {
      breaks(at, 'known-property', 'it is no mapping', {
        target: isList(value) ? 'a list' : textOf(value, at.scope),
      });
      return;
    }
    examineMembers(value, rules, at, rest);
  };
}

/** A list, each item of which is held to the rule. */
export function each(rule: PropertyRule): PropertyRule {
  return (value, at) => {
    if (!isList(value)) {
      breaks(at, 'known-property', 'it is no list');
      return;
    }
    value.forEach((part, index) => {
      rule(part, inside(at, index));
    });
  };
}

export function examineMembers(value: Mapping, rules: PropertyRules, at: At, rest?: PropertyRule): void {
  for (const key in value) {
    const rule = Object.hasOwn(rules, key) ? rules[key] : rest;
    if (rule === undefined) {
      breaks(inside(at, key), 'known-property', `no rule examines ${key}; write one, or leave it out`);
    } else if (rule === setting) {
      settingWithin(value[key] ?? null, at, key);
    } else {
      rule(value[key] ?? null, inside(at, key));
    }
  }
}

/** What a text may be: one of some texts, or the attribute of a resource of the same stack. */
export interface Accepted {
  readonly texts?: readonly string[] | ((scope: Scope) => readonly string[]);
  /** Attributes by type; an empty one is a `Ref`. */
  readonly own?: Readonly<Record<string, readonly string[]>>;
}

/** A value that must be one of what is accepted. */
export function oneOf(rule: RuleName, what: string, accepted: Accepted): PropertyRule {
  const [isOne, isNone] = [`it is ${what}`, `it is not ${what}`];
  return (value, at) => {
    const text = textOf(value, at.scope);
    if (isAccepted(text, accepted, at.scope)) {
      holds(at, rule, isOne, { target: text });
    } else {
      breaks(at, rule, isNone, { target: text });
    }
  };
}

const REFERENCE = /^⟨([A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?⟩$/;

export function isAccepted(text: string, { texts, own }: Accepted, scope: Scope): boolean {
  const accepted = typeof texts === 'function' ? texts(scope) : texts;
  if (accepted?.includes(text) === true) {
    return true;
  }
  const [, id = '', attribute = ''] = own === undefined ? [] : (REFERENCE.exec(text) ?? []);
  const type = id === '' ? undefined : typeOf(id, scope);
  return type !== undefined && own?.[type]?.includes(attribute) === true;
}
