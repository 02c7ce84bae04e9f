import { crc32, deflateRawSync } from 'node:zlib';

/** A file to put into an archive, and the lies to tell about it. */
export interface ZipFile {
  readonly name: string;
  readonly content?: Buffer | string;
  readonly method?: number;
  readonly flags?: number;
  readonly madeBy?: number;
  readonly externalAttributes?: number;
  readonly localName?: string;
  readonly crc?: number;
  readonly inflatedBytes?: number;
  /** Bytes put behind the compressed data, counted as part of it. */
  readonly tail?: Buffer;
  readonly extra?: Buffer;
  /** Writes zeros into the local header and the values behind the data, as writers that stream do. */
  readonly streamed?: boolean;
}

export interface ZipLies {
  readonly before?: Buffer;
  readonly betweenDirectory?: Buffer;
  readonly comment?: string;
  readonly count?: number;
}

const DESCRIPTOR_FLAG = 8;

/** Writes a zip archive. Without lies it is a sound one. */
export function zip(files: readonly ZipFile[], lies: ZipLies = {}): Buffer {
  const bodies: Buffer[] = [lies.before ?? Buffer.alloc(0)];
  const directory: Buffer[] = [];
  for (const file of files) {
    const offset = Buffer.concat(bodies).length;
    const record = recordOf(file);
    bodies.push(localRecord(file, record));
    directory.push(directoryRecord(file, record, offset));
  }
  bodies.push(lies.betweenDirectory ?? Buffer.alloc(0));
  const body = Buffer.concat(bodies);
  const entries = Buffer.concat(directory);
  const comment = Buffer.from(lies.comment ?? '');
  const count = lies.count ?? files.length;
  const end = fields([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [entries.length, 4], [body.length, 4]);
  return Buffer.concat([body, entries, end, fields([comment.length, 2]), comment]);
}

interface ZipRecord {
  readonly data: Buffer;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly inflatedBytes: number;
}

function recordOf(file: ZipFile): ZipRecord {
  const content = Buffer.from(file.content ?? '');
  const method = file.method ?? 8;
  const packed = method === 8 ? deflateRawSync(content) : content;
  return {
    data: Buffer.concat([packed, file.tail ?? Buffer.alloc(0)]),
    method,
    flags: (file.flags ?? 0) | (file.streamed ? DESCRIPTOR_FLAG : 0),
    crc: file.crc ?? crc32(content),
    inflatedBytes: file.inflatedBytes ?? content.length,
  };
}

function localRecord(file: ZipFile, { data, method, flags, crc, inflatedBytes }: ZipRecord): Buffer {
  const name = Buffer.from(file.localName ?? file.name);
  const values = fields([crc, 4], [data.length, 4], [inflatedBytes, 4]);
  const header = fields([0x04034b50, 4], [20, 2], [flags, 2], [method, 2], [0, 2], [0, 2]);
  return Buffer.concat([
    header,
    file.streamed ? Buffer.alloc(12) : values,
    fields([name.length, 2], [0, 2]),
    name,
    data,
    file.streamed ? Buffer.concat([fields([0x08074b50, 4]), values]) : Buffer.alloc(0),
  ]);
}

function directoryRecord(file: ZipFile, record: ZipRecord, offset: number): Buffer {
  const name = Buffer.from(file.name);
  const extra = file.extra ?? Buffer.alloc(0);
  return Buffer.concat([
    fields(
      [0x02014b50, 4],
      [file.madeBy ?? 0x0314, 2],
      [20, 2],
      [record.flags, 2],
      [record.method, 2],
      [0, 4],
    ),
    fields([record.crc, 4], [record.data.length, 4], [record.inflatedBytes, 4]),
    fields([name.length, 2], [extra.length, 2], [0, 2], [0, 2], [0, 2]),
    fields([file.externalAttributes ?? 0o100644 * 0x10000, 4], [offset, 4]),
    name,
    extra,
  ]);
}

function fields(...values: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  return Buffer.concat(
    values.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes);
      if (bytes === 2) {
        field.writeUInt16LE(value & 0xffff);
      } else {
        field.writeUInt32LE(value >>> 0);
      }
      return field;
    }),
  );
}
