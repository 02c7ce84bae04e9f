import type { BrandType } from './brand-type';

/** Types that begin with bytes of their own; SVG and CSS are text and have none. */
export type SignedType = Exclude<BrandType, 'svg' | 'css'>;

interface Signature {
  readonly type: SignedType;
  /** What stands at which offset; all of it must. */
  readonly parts: readonly { readonly offset: number; readonly bytes: readonly number[] }[];
}

const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];
const WOFF2 = [0x77, 0x4f, 0x46, 0x32];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** From the specifications of the formats. A WebP is a RIFF container, like some sounds and films. */
const SIGNATURES: readonly Signature[] = [
  { type: 'png', parts: [{ offset: 0, bytes: PNG }] },
  { type: 'jpeg', parts: [{ offset: 0, bytes: [0xff, 0xd8, 0xff] }] },
  {
    type: 'webp',
    parts: [
      { offset: 0, bytes: RIFF },
      { offset: 8, bytes: WEBP },
    ],
  },
  { type: 'ico', parts: [{ offset: 0, bytes: [0x00, 0x00, 0x01, 0x00] }] },
  { type: 'woff2', parts: [{ offset: 0, bytes: WOFF2 }] },
];

/** The type that the first bytes of a file are those of, or undefined when they are of none. */
export function signedTypeOf(file: Uint8Array): SignedType | undefined {
  return SIGNATURES.find(({ parts }) =>
    parts.every(({ offset, bytes }) => bytes.every((byte, index) => file[offset + index] === byte)),
  )?.type;
}
