/** Shops by their names; where two have the same, each with its id. */
type Shop = { readonly id: string; readonly name: string };

export function shopNames(shops: readonly Shop[]): (id: string) => string {
  const alike = Map.groupBy(shops, ({ name }) => name.trim());
  const names = new Map(
    shops.map(({ id, name }) => [
      id,
      (alike.get(name.trim())?.length ?? 0) > 1 ? `${name} (${id})` : name,
    ]),
  );
  return (id) => names.get(id) ?? id;
}
