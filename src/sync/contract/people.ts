/** By what a person is found. Shapes only grow. */

/**
 * What is known of a person. `number`: of a debtor, as the shop shows it, or its id where nobody
 * has that number.
 */
export type PersonNamed = { readonly identities: readonly string[]; readonly number?: string };
