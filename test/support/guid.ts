/** An id such as the ledger gives, one for each number. */
export const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
