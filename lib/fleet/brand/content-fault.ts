import type { Problem } from '../../diagnostics/diagnostic';

/** Something in the text of a brand file that is not allowed, and at which offset of the text. */
export type ContentFault = Pick<Problem, 'code' | 'message' | 'next' | 'value'> & { readonly offset: number };
