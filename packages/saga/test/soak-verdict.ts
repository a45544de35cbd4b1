/** The effects that a saga must have had, and those that it may have had, each once however often it stands in the participant's book. */
export interface ExpectedEffects {
  readonly sure: readonly string[];
  readonly maybe: readonly string[];
}

/** What a participant's book says against a saga: effects that are there too often, or should not be there, and effects that are missing. */
export function verdictOf(book: readonly string[], { sure, maybe }: ExpectedEffects): { doubled: string[]; lost: string[] } {
  const doubled = [...book];
  for (const action of [...sure, ...maybe]) {
    const at = doubled.indexOf(action);
    if (at >= 0) doubled.splice(at, 1);
  }
  return { doubled, lost: sure.filter((action) => !book.includes(action)) };
}
