/**
 * A reader of the plain part of YAML that nearly every file of a fleet keeps to: mappings and lists by indentation, flow
 * collections on one line, words, whole numbers and quoted text. Each line is looked at once, which is several times
 * faster than reading all of YAML. It gives what the whole parser gives, or nothing: whatever may have another
 * meaning is left to that.
 */
export type PlainYaml = Readonly<Record<string, unknown>>;

/** The text as a mapping; undefined when the whole parser has to say what it is. */
export function parsePlainYaml(text: string): PlainYaml | undefined {
  if (!PLAIN_CHARACTERS.test(text)) {
    return undefined;
  }
  const lines = new Lines(text);
  try {
    const value = lines.indent === 0 ? readMapping(lines, 0, 0) : undefined;
    return lines.next === undefined ? value : undefined;
  } catch (error) {
    if (error === NOT_PLAIN) {
      return undefined;
    }
    throw error;
  }
}

/** No tabs, no line ends but line feeds, nothing invisible that the whole parser knows, and no pairs of surrogates. */
const PLAIN_CHARACTERS = /^[\n\x20-\x7e\xa1-\u2027\u202a-\ud7ff]*$/;

/** Thrown, since most of what is found is found deep inside. */
const NOT_PLAIN = new Error('not plain YAML');

/** Far from where the whole parser stops. */
const DEPTH_MAX = 12;

/** A key of letters, digits, `_` and `-`, and what follows its colon on the line. */
const ENTRY = /^([A-Za-z][\w-]{0,127}):(?: (.*))?$/;

/** What some version of YAML takes for something other than text. */
const OTHER_THAN_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,14})$/;

/** Too many dots for a number: the version of a release. */
const VERSION = /^\d+\.\d+\.\d+$/;

const LETTER = /^[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u02af]/;

/** Ends a word, begins a comment, or makes a key of it. */
const ENDS_WORD = /: | #|:$| $/;

/** The lines that say something, one after the other. */
class Lines {
  /** The line to be read next, without its indentation; undefined at the end. */
  next: string | undefined;
  indent = 0;
  private readonly lines: readonly string[];
  private index = -1;

  constructor(text: string) {
    this.lines = text.split('\n');
    this.advance();
  }

  advance(): void {
    for (this.index += 1; this.index < this.lines.length; this.index += 1) {
      const line = this.lines[this.index] ?? '';
      let indent = 0;
      while (line.charCodeAt(indent) === SPACE) {
        indent += 1;
      }
      if (indent < line.length && line.charCodeAt(indent) !== HASH) {
        this.indent = indent;
        this.next = indent === 0 ? line : line.slice(indent);
        return;
      }
    }
    this.next = undefined;
    this.indent = -1;
  }

  /** Puts the rest of the line in place of it, as if it stood on a line of its own. */
  step(columns: number): void {
    this.next = this.next?.slice(columns);
    this.indent += columns;
  }
}

const SPACE = 0x20;
const HASH = 0x23;

function readMapping(lines: Lines, indent: number, depth: number): PlainYaml {
  const mapping: Record<string, unknown> = {};
  do {
    const [, key, rest] = ENTRY.exec(lines.next ?? '') ?? refuse();
    if (key === undefined || OTHER_THAN_TEXT.test(key) || Object.hasOwn(mapping, key) || depth > DEPTH_MAX) {
      return refuse();
    }
    lines.advance();
    mapping[key] =
      rest === undefined || rest === '' ? readNested(lines, indent, depth) : readValue(rest, lines, indent);
  } while (lines.indent === indent);
  return lines.indent > indent ? refuse() : mapping;
}

function readList(lines: Lines, indent: number, depth: number): readonly unknown[] {
  const list: unknown[] = [];
  do {
    const line = lines.next ?? '';
    if (!line.startsWith('- ') || depth > DEPTH_MAX) {
      return refuse();
    }
    if (ENTRY.test(line.slice(LIST_MARK.length))) {
      lines.step(LIST_MARK.length);
      list.push(readMapping(lines, indent + LIST_MARK.length, depth + 1));
    } else {
      lines.advance();
      list.push(readValue(line.slice(LIST_MARK.length), lines, indent));
    }
  } while (lines.indent === indent);
  return lines.indent > indent ? refuse() : list;
}

const LIST_MARK = '- ';

/** What stands below a key that has nothing beside it. */
function readNested(lines: Lines, indent: number, depth: number): unknown {
  if (lines.indent < indent) {
    return null;
  }
  const isList = lines.next?.startsWith(LIST_MARK) === true;
  if (lines.indent === indent) {
    return isList ? refuse() : null;
  }
  return isList ? readList(lines, lines.indent, depth + 1) : readMapping(lines, lines.indent, depth + 1);
}

/** What stands on one line, after which nothing may go on with it. */
function readValue(text: string, lines: Lines, indent: number): unknown {
  if (lines.indent > indent) {
    return refuse();
  }
  const first = text[0];
  if (first === '[' || first === '{') {
    const flow = new Flow(text);
    const value = flow.read(0);
    return flow.isAtEnd ? value : refuse();
  }
  if (first === "'" || first === '"') {
    const end = quotedEnd(text, 0);
    return end === text.length ? unquoted(text) : refuse();
  }
  return ENDS_WORD.test(text) ? refuse() : word(text);
}

/** A flow collection, read from its first character to its last. */
class Flow {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at === this.text.length;
  }

  read(depth: number): unknown {
    if (depth > DEPTH_MAX) {
      return refuse();
    }
    switch (this.text[this.at]) {
      case '[':
        return this.list(depth);
      case '{':
        return this.mapping(depth);
      case "'":
      case '"': {
        const start = this.at;
        this.at = quotedEnd(this.text, start);
        return unquoted(this.text.slice(start, this.at));
      }
      default:
        return word(this.match(FLOW_WORD));
    }
  }

  private list(depth: number): readonly unknown[] {
    const list: unknown[] = [];
    for (this.match(OPENING); this.text[this.at] !== ']'; this.separate(']')) {
      list.push(this.read(depth + 1));
    }
    this.at += 1;
    return list;
  }

  private mapping(depth: number): PlainYaml {
    const mapping: Record<string, unknown> = {};
    for (this.match(OPENING); this.text[this.at] !== '}'; this.separate('}')) {
      const key = this.match(FLOW_KEY).slice(0, -': '.length);
      if (OTHER_THAN_TEXT.test(key) || Object.hasOwn(mapping, key)) {
        return refuse();
      }
      mapping[key] = this.read(depth + 1);
    }
    this.at += 1;
    return mapping;
  }

  /** Goes on behind a comma, or to what closes the collection. */
  private separate(closing: string): void {
    this.match(SPACES);
    if (this.text[this.at] !== closing) {
      this.match(COMMA);
      // The whole parser takes a comma before the end, which is no reason to know of it here.
      if (this.text[this.at] === closing) {
        refuse();
      }
    }
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? refuse();
    this.at += found.length;
    return found;
  }
}

const OPENING = /[[{] */y;
const SPACES = / */y;
const COMMA = /, +/y;
const FLOW_KEY = /[A-Za-z][\w-]{0,127}: /y;

/** Words with single spaces between them, without any character that ends one inside a flow collection. */
const FLOW_WORD =
  /(?:[^\s,[\]{}:#'"\\&*!|>%?`]|:(?=[A-Za-z0-9]))+(?: (?:[^\s,[\]{}:#'"\\&*!|>%?`]|:(?=[A-Za-z0-9]))+)*/y;

/** Where quoted text ends that begins at `start`; escapes are left to the whole parser. */
function quotedEnd(text: string, start: number): number {
  const pattern = text[start] === "'" ? SINGLE_QUOTED : DOUBLE_QUOTED;
  pattern.lastIndex = start;
  return start + (pattern.exec(text)?.[0].length ?? refuse());
}

const SINGLE_QUOTED = /'(?:[^']|'')*'/y;
const DOUBLE_QUOTED = /"[^"\\]*"/y;

function unquoted(text: string): string {
  const inner = text.slice(1, -1);
  return text.startsWith("'") && inner.includes("''") ? inner.replaceAll("''", "'") : inner;
}

/** Text or a number that stands without quotes. */
function word(text: string): string | number {
  if (LETTER.test(text)) {
    return OTHER_THAN_TEXT.test(text) ? refuse() : text;
  }
  if (WHOLE_NUMBER.test(text)) {
    return Number(text);
  }
  return VERSION.test(text) ? text : refuse();
}

function refuse(): never {
  throw NOT_PLAIN;
}
