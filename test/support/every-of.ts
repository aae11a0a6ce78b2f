/** Whether each of a list is so. Nothing to look at is an error: it would say yes to everything. */
export function everyOf<T>(list: Iterable<T> | undefined, isSo: (one: T) => boolean): boolean {
  const all = [...(list ?? [])];
  if (all.length === 0) throw new Error("there is nothing to look at");
  return all.every(isSo);
}

type Text = { readonly path: string; readonly text: string };

/** Assertions that an empty list would fulfil. */
export const vacuous = ({ path, text }: Text): readonly string[] =>
  [...text.matchAll(/\bexpect\([^;]*?\.every\(/g)].map(
    ({ index }) => `${path}:${text.slice(0, index).split("\n").length}`,
  );
