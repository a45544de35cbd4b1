const halfDayMs = 12 * 3_600_000;

/** How long answers may be kept where the client has a cache, by operation. The tree of categories may be read 50 times an hour. */
export const cacheable: Readonly<Record<string, number>> = {
  'categories.getTree': halfDayMs,
  'categories.listParameters': halfDayMs,
  'regions.search': halfDayMs,
  'regions.get': halfDayMs,
  'regions.listChildren': halfDayMs,
  'regions.listCountries': halfDayMs,
};
