/** What the catalogue says of one code. A code keeps its meaning for ever and is never used again for another. */
export interface CatalogueEntry {
  /** A few words, as a heading. */
  readonly title: string;
  /** One paragraph: what is wrong, why it matters, and what to do. */
  readonly meaning: string;
  /** Left out for an error. A warning never stops anything. */
  readonly severity?: 'warning';
}
