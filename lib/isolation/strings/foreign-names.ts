import { isOfDocument, isRegular } from '../frame';
import type { Frame, Route, Stamped } from '../frame';
import { breaks, inside } from '../proof';
import type { At } from '../proof';
import { tenantOf } from '../subject';
import type { Subject } from '../subject';
import { isList, isMapping, mappingAt } from '../template';
import type { Value } from '../template';
import { cellDomainOf, foreignOwner } from './fleet-names';
import type { FleetNames } from './fleet-names';
import { isWord } from './words';

/**
 * Looks for ids and hosts of other tenants in the strings of a stack. What the client wrote (`documents`) is searched
 * for hosts, and for ids where a tenant is named; bare words in it are the client's, who may well call a category `live`
 * though there is a tenant of that name.
 */
export class ForeignNames {
  private readonly names: FleetNames;
  private readonly known: Readonly<Record<Within, KnownTexts>> = {
    stack: { clean: new Set(), own: new Set() },
    documents: { clean: new Set(), own: new Set() },
  };
  private readonly frames = new WeakMap<Frame, readonly Within[] | 'not known'>();
  private subject: Subject | undefined;

  constructor(names: FleetNames) {
    this.names = names;
  }

  /**
   * Whether a template names nobody else, told by its frame and its values; if not, only examining it says where and
   * whom. Nobody is named by the frame where it holds no name at all.
   */
  areNone({ frame, filled }: Stamped, subject: Subject): boolean {
    this.lookFor(subject);
    const places = this.frames.get(frame) ?? this.placesOf(frame, subject);
    this.frames.set(frame, places);
    const { stack, documents } = this.known;
    const looks = {
      stack: { subject, within: 'stack', ...stack },
      documents: { subject, within: 'documents', ...documents },
    } as const;
    return (
      places !== 'not known' &&
      places.every((within, index) => this.isFree(filled[index] ?? null, looks[within]))
    );
  }

  /** What each value of the frame stands in; not known where the rest of the frame holds names. */
  private placesOf(frame: Frame, subject: Subject): readonly Within[] | 'not known' {
    const isClean = (value: Value, within: Within): boolean =>
      textsIn(value).every((text) => this.lookUpAll(text, subject, within).length === 0);
    const parts = Object.entries(mappingAt(frame.template, 'Resources')).flatMap(([id, resource]) =>
      Object.entries(mappingAt(resource, 'Properties')).map(([key, value]) => ({
        value,
        within: withinOf(frame, ['Resources', id, 'Properties', key]),
      })),
    );
    const rest = withoutProperties(frame.template);
    return isRegular(frame) &&
      isClean(rest, 'stack') &&
      parts.every(({ value, within }) => isClean(value, within))
      ? frame.places.map((place) => withinOf(frame, place))
      : 'not known';
  }

  private lookFor(subject: Subject): void {
    if (subject !== this.subject) {
      this.subject = subject;
      for (const { own, clean } of Object.values(this.known)) {
        own.clear();
        if (clean.size > CLEAN_TEXTS_MAX) {
          clean.clear();
        }
      }
    }
  }

  examine(value: Value, at: At, within: Within): void {
    const { subject } = at.scope;
    this.lookFor(subject);
    if (!this.isFree(value, { subject, within, ...this.known[within] })) {
      this.examinePart(value, at, within);
    }
  }

  /** Whether nothing below the value names anybody else. Of almost every value that is all there is to say. */
  private isFree(value: Value, look: Look): boolean {
    if (typeof value === 'string') {
      return this.isFreeText(value, look);
    }
    if (isList(value)) {
      return value.every((part) => this.isFree(part, look));
    }
    if (isMapping(value)) {
      for (const key in value) {
        const isKeyFree = this.isFreeText(key, look);
        if (!isKeyFree || !this.isFree(value[key] ?? null, look)) {
          return false;
        }
      }
    }
    return true;
  }

  private isFreeText(text: string, { subject, within, clean, own }: Look): boolean {
    if (within === 'documents' && !DOCUMENT_SUSPECT.test(text)) {
      return true;
    }
    if (clean.has(text) || own.has(text)) {
      return true;
    }
    const found = this.lookUpAll(text, subject, within);
    if (found.some((one) => one !== 'own')) {
      return false;
    }
    (found.length === 0 ? clean : own).add(text);
    return true;
  }

  /** Names the place of each text that names somebody else. */
  private examinePart(value: Value, at: At, within: Within): void {
    if (typeof value === 'string') {
      this.examineText(value, at, within);
    } else if (isList(value)) {
      value.forEach((part, index) => {
        this.examinePart(part, inside(at, index), within);
      });
    } else if (isMapping(value)) {
      for (const key in value) {
        this.examineText(key, at, within);
        this.examinePart(value[key] ?? null, inside(at, key), within);
      }
    }
  }

  private examineText(text: string, at: At, within: Within): void {
    for (const found of this.lookUpAll(text, at.scope.subject, within)) {
      if (found !== 'own') {
        breaks(at, 'no-foreign-name', found.why, { target: text });
      }
    }
  }

  private lookUpAll(text: string, subject: Subject, within: Within): readonly Found[] {
    const found: Found[] = [];
    if (within === 'stack' || text.includes('.')) {
      for (const run of text.match(RUN) ?? []) {
        if (run.includes('.')) {
          found.push(...this.lookUpHost(run.replace(/^\.+/, ''), subject));
        } else if (within === 'stack') {
          this.lookUpIds(run, subject, found);
        }
      }
    }
    if (within === 'documents') {
      for (const [, run = ''] of text.matchAll(TENANT_NAME)) {
        this.lookUpIds(run, subject, found);
      }
    }
    return found;
  }

  private lookUpHost(host: string, subject: Subject): readonly Found[] {
    const own = tenantOf(subject);
    const owner = foreignOwner(host, own, this.names);
    if (owner !== undefined) {
      return [{ why: `${host} is a host of tenant ${owner}` }];
    }
    const domain = cellDomainOf(host, this.names);
    if (domain !== undefined && domain !== subject.cell.domain) {
      return [{ why: `${host} is a host of another cell` }];
    }
    return domain === undefined && foreignOwner(host, undefined, this.names) === undefined ? [] : ['own'];
  }

  private lookUpIds(run: string, subject: Subject, found: Found[]): void {
    for (const id of run.includes('--') ? run.split('--') : [run]) {
      if (this.names.tenants.has(id) && !isWord(id)) {
        found.push(isKnownName(id, subject) ? 'own' : { why: `${id} is the id of another tenant` });
      }
    }
  }
}

/** Where a text stands: in what the client wrote, or in the rest of the stack. */
export type Within = 'stack' | 'documents';

function withinOf(frame: Frame, route: Route): Within {
  return isOfDocument(frame, route) ? 'documents' : 'stack';
}

/** The template without the properties of its resources. */
function withoutProperties(template: Value): Value {
  const resources = Object.entries(mappingAt(template, 'Resources')).map(([id, resource]) => [
    id,
    { ...mappingAt({ resource }, 'resource'), Properties: {} },
  ]);
  return isMapping(template) ? { ...template, Resources: Object.fromEntries(resources) as Value } : template;
}

/** Every text of a value, the names of its members included. */
function textsIn(value: Value): readonly string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => [...(isList(value) ? [] : [key]), ...textsIn(part)])
    : [];
}

/** Of what names nobody, most is of the blueprint or the cell and comes again; the rest would fill the memory. */
const CLEAN_TEXTS_MAX = 10_000;

/** Texts that have been looked into. */
interface KnownTexts {
  /** They hold the name of no tenant at all, whoever looks: most are the blueprint's, the same in every stack. */
  readonly clean: Set<string>;
  /** They hold no name but that of the subject, and often stand in many places of its stack. */
  readonly own: Set<string>;
}

interface Look extends KnownTexts {
  readonly subject: Subject;
  readonly within: Within;
}

/** Why the text is a violation; or that it depends on who looks. */
type Found = 'own' | { readonly why: string };

/** What a text of a client has that is looked into: a dot, or where a tenant is named. */
const DOCUMENT_SUSPECT = /\.|tenant(?:--|#|s\/)/i;

/** Letters, digits, hyphens and dots: an id, a host, a file, or several ids with `--` between them. */
const RUN = /[A-Za-z0-9*.-]*[A-Za-z0-9]/g;

/** Where a tenant is named, with what follows to the end of the run. */
const TENANT_NAME = /(?:tenant--|tenant#|tenants\/)([a-z0-9-]*[a-z0-9])/gi;

/** Whether the id is the subject's own, or at the same time the name of something that all of a fleet share. */
function isKnownName(id: string, subject: Subject): boolean {
  return (
    id === tenantOf(subject) || id === subject.fleet || id === subject.cell.id || subject.words.includes(id)
  );
}
