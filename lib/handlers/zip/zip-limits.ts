/** What a brand's archive may be. A brand is a logo, icons, fonts and a style sheet: far below each of these. */
export const ARCHIVE_BYTES_MAX = 20 * 1024 * 1024;
export const ARCHIVE_ENTRIES_MAX = 200;
export const FILE_BYTES_MAX = 5 * 1024 * 1024;
export const TOTAL_BYTES_MAX = 20 * 1024 * 1024;
/** Deflate makes at most about 1,030 bytes of one. Style sheets of a brand stay below 20. */
export const INFLATION_RATIO_MAX = 200;
export const PATH_LENGTH_MAX = 200;
