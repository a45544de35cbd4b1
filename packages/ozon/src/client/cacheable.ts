const halfDayMs = 12 * 3_600_000;

/**
 * How long answers may be kept where the client has a cache, by operation. Ozon tells of changes by the push
 * `TYPE_DESCRIPTION_CATEGORY_TREE_CHANGED`; they come some times a month.
 */
export const cacheable: Readonly<Record<string, number>> = {
  'categories.tree': halfDayMs,
  'categories.listAttributes': halfDayMs,
  'categories.listAttributeValues': halfDayMs,
  'categories.searchAttributeValues': halfDayMs,
};
