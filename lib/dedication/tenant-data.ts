/**
 * The data of one stack of a tenant: what applications keep in its partition, and the objects below its prefix of the media
 * bucket and in its branding bucket. What the provisioner writes is not among it; the new stack's writes its own.
 *
 * Every call may throw when its service does not answer; all may be repeated.
 */
export interface TenantData {
  /** Every item, in no order. */
  items(): AsyncIterable<DataItem>;
  /** The item of that key; undefined where there is none. */
  item(key: string): Promise<DataItem | undefined>;
  /** Writes an item, whatever is there or only where the value is the `expected` one; answers whether it did. */
  putItem(item: DataItem, expected?: Expected): Promise<boolean>;
  /** Every object, in no order. */
  objects(): AsyncIterable<DataObject>;
  /** Undefined where there is no such object. */
  read(object: ObjectName): Promise<ObjectContent | undefined>;
  /** Writes an object, whatever is there or only where the ETag is the `expected` one; answers whether it did. */
  write(object: ObjectName, content: ObjectContent, expected?: Expected): Promise<boolean>;
}

/** What must be there: a value of an item or the ETag of an object, or nothing. */
export interface Expected {
  readonly value: string | undefined;
}

/** An item of the partition. */
export interface DataItem {
  /** Its primary key, as a text that no other item has. */
  readonly key: string;
  /** All of it as a text: equal for equal items. */
  readonly value: string;
}

/** Which object it is. Its bucket has another name in each cell. */
export interface ObjectName {
  readonly bucket: 'branding' | 'media';
  readonly key: string;
}

export interface DataObject extends ObjectName {
  /** In bytes. */
  readonly size: number;
  /** As S3 gives it: equal ETags mean equal bytes, others mean nothing. */
  readonly etag: string;
}

export interface ObjectContent {
  /** Can be read once. */
  readonly body: AsyncIterable<Uint8Array>;
  readonly size: number;
  /** `Content-Type`, `Cache-Control` and whatever else is served with it. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Where an export is kept: on the machine that carries the move out. */
export interface ExportFile {
  /** Where it is, for people. */
  readonly place: string;
  /** Replaces the export as a whole. */
  write(lines: AsyncIterable<ExportLine>): Promise<void>;
  /** Undefined where there is none. */
  read(): AsyncIterable<ExportLine> | undefined;
  /** Keeps what both stacks were given, for somebody to look at; answers with where. */
  keepConflicts(conflicts: readonly Conflict[]): Promise<string>;
}

export type ExportLine =
  | { readonly kind: 'item'; readonly item: DataItem }
  | { readonly kind: 'object'; readonly object: DataObject };

/** Something that was written in both stacks after the export. */
export type Conflict =
  | { readonly kind: 'item'; readonly key: string; readonly old: string; readonly fresh: string | undefined }
  | { readonly kind: 'object'; readonly object: ObjectName; readonly old: string };
