const halfDayMs = 12 * 3_600_000;

/** How long answers may be kept where the client has a cache, by operation: subjects, their characteristics, and dictionaries. */
export const cacheable: Readonly<Record<string, number>> = {
  'subjects.listParents': halfDayMs,
  'subjects.list': halfDayMs,
  'subjects.characteristics': halfDayMs,
  'directories.colors': halfDayMs,
  'directories.kinds': halfDayMs,
  'directories.countries': halfDayMs,
  'directories.seasons': halfDayMs,
  'directories.vat': halfDayMs,
  'directories.tnved': halfDayMs,
  'directories.brands': halfDayMs,
};
