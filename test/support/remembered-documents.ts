/** What a memory does with the documents of an order. */
import type { DocumentRecord } from "../../src/flows/port.ts";

/** As the tenant's object reads them: by role, and by number within it. */
export function inOrder(documents: readonly DocumentRecord[] = []): readonly DocumentRecord[] {
  const byRole = Map.groupBy(documents, ({ role }) => role);
  return [...byRole.keys()]
    .toSorted()
    .flatMap((role) => (byRole.get(role) ?? []).toSorted((one, other) => one.n - other.n));
}

/** What is taken back before its day is closed leaves it, and what takes it back as well. */
export const leftDay = (documents: DocumentRecord[], n: number): DocumentRecord[] =>
  documents.some((one) => one.role === "voucher" && one.n === n && one.member?.waits)
    ? documents.map(({ member, ...one }) =>
        one.n === n || member === undefined ? one : { ...one, member },
      )
    : documents;
