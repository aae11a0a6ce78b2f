/** By what a person is found. Shapes only grow. */

/**
 * What is known of a person. `number`: of a debtor, as the shop shows it, or its id where nobody
 * has that number.
 */
export type PersonNamed = { readonly identities: readonly string[]; readonly number?: string };

/**
 * `shared`: numbers of debtors that have the person's address, and orders without it. These may be
 * of other people, so what is kept of such a debtor is only found by its number.
 */
export type PersonFound = {
  readonly identities: readonly string[];
  readonly shared: readonly string[];
};
