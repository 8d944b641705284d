/** The forms in which contacts are written to a file. */
export const exportFormats = ['csv', 'json', 'ndjson', 'vcard'] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** What separates the cells of a table. */
export const separators = [',', ';', '\t'] as const;

export type Separator = (typeof separators)[number];
