/** Shops by their names; where two have the same, each with its id. */
type Shop = { readonly id: string; readonly name: string };

export function shopNames(shops: readonly Shop[]): (id: string) => string {
  const names = new Map(
    shops.map(({ id, name }) => [
      id,
      shops.some((other) => other.id !== id && other.name.trim() === name.trim())
        ? `${name} (${id})`
        : name,
    ]),
  );
  return (id) => names.get(id) ?? id;
}
