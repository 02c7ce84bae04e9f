/** The text of a file, or where its bytes stop being UTF-8. `line` and `column` count from 1. */
export type DecodedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'malformed'; readonly line: number; readonly column: number; readonly byte: number };

const LINE_FEED = 0x0a;

/** Decodes UTF-8 strictly. A byte order mark at the beginning is left out. */
export function decodeText(bytes: Uint8Array): DecodedText {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return firstMalformed(bytes);
  }
}

/** A line feed is never part of a longer sequence, so the lines before the first malformed one decode by themselves. */
function firstMalformed(bytes: Uint8Array): DecodedText {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed === -1 ? bytes.length : feed;
    const lineBytes = bytes.subarray(start, end);
    const decoded = decodablePrefix(lineBytes);
    const offset = new TextEncoder().encode(decoded).length;
    if (offset < lineBytes.length || feed === -1) {
      return { kind: 'malformed', line, column: decoded.length + 1, byte: lineBytes[offset] ?? 0 };
    }
    start = end + 1;
  }
}

/** The characters before the first malformed sequence, found by feeding one byte at a time. */
function decodablePrefix(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  try {
    for (let index = 0; index < bytes.length; index += 1) {
      text += decoder.decode(bytes.subarray(index, index + 1), { stream: true });
    }
  } catch {
    // What was decoded so far ends before the byte that is malformed.
  }
  return text;
}
