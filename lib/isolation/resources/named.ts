import { breaks, holds, inside } from '../proof';
import type { At } from '../proof';
import { isOwnName } from '../namespace';
import { tenantOf } from '../subject';
import { isList, isMapping } from '../template';
import type { Value } from '../template';
import { textOf } from '../text';
import type { PropertyRule } from './property-rule';
import { setting } from './property-rule';

/** A physical name, which others could take for theirs. */
export const ownName: PropertyRule = (value, at) => {
  const name = textOf(value, at.scope);
  const { names } = at.scope;
  if (isOwnName(name, names)) {
    holds(at, 'own-name', `it is ${names.stackName}, or that and “--”`, { target: name });
  } else {
    breaks(at, 'own-name', `it is neither ${names.stackName} nor begins with ${names.stackName}--`, {
      target: name,
    });
  }
};

/** Tags, as a list of keys and values or as a mapping. */
export const ownTags: PropertyRule = (value, at) => {
  if (isList(value)) {
    value.forEach((tag, index) => {
      if (isMapping(tag)) {
        examineTag(textOf(tag['Key'], at.scope), tag['Value'], inside(at, index));
      } else {
        breaks(inside(at, index), 'own-tags', 'it is no tag');
      }
    });
  } else if (isMapping(value)) {
    Object.entries(value).forEach(([key, tag]) => {
      examineTag(key, tag, inside(at, key));
    });
  } else {
    breaks(at, 'own-tags', 'they are no tags');
  }
};

function examineTag(key: string, value: Value | undefined, at: At): void {
  const truth = truthOf(key, at);
  if (truth === 'any') {
    setting(value ?? null, at);
    return;
  }
  const text = textOf(value, at.scope);
  if (text !== truth) {
    breaks(at, 'own-tags', truth === undefined ? `${key} is no tag of this stack` : `${key} is ${truth}`, {
      target: text,
    });
  }
}

/** What the tag must say; undefined for a tag that the subject cannot have. */
function truthOf(key: string, { scope }: At): string | undefined {
  const { subject } = scope;
  // IAM compares keys of tags without regard to case.
  switch (key.toLowerCase()) {
    case 'multiplex:fleet':
      return subject.fleet;
    case 'multiplex:cell':
      return subject.cell.id;
    case 'multiplex:tenant':
      return tenantOf(subject);
    default:
      return 'any';
  }
}
