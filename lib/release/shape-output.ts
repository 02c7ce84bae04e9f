/** What a blueprint gives for a shape: all that is ever written of a stack of it. */
export interface ShapeOutput {
  /** SHA-256 of the template, as 64 hexadecimal digits. */
  readonly digest: string;
  /** The template, as it is deployed. */
  readonly template: string;
  /** Everything else of the stack as the text of one JSON value, which may name the template's digest. */
  readonly packaging: string;
}
