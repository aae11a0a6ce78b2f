/**
 * Orders by the number that people know them by, for tenants that have payouts: triggers record
 * each number as it is written, once `meta` has the entry `order-numbers`.
 */

/** A number as it is looked for: as `folded` (flows/payouts/match.ts) folds it. */
export function foldedSql(number: string): string {
  return `ltrim(lower(trim(${number})), '#')`;
}

const BEGUN = "EXISTS (SELECT 1 FROM meta WHERE k = 'order-numbers')";

const noting = (name: string, on: string, when: string, number: string): string =>
  `CREATE TRIGGER ${name} AFTER ${on} WHEN ${when}${BEGUN} BEGIN
  INSERT OR IGNORE INTO order_numbers (number, key) VALUES (${foldedSql(number)}, NEW.key);
END;`;

/** An order's job gets its number when it is made, or later. */
const OF_JOB = "NEW.label IS NOT NULL AND NEW.flow = 'orders' AND ";
export const NOTED_FROM_JOBS = `
${noting("order_numbers_told", "INSERT ON jobs", OF_JOB, "NEW.label")}
${noting("order_numbers_learnt", "UPDATE OF label ON jobs", OF_JOB, "NEW.label")}
`;

/** The marker of a document of an order begins with its number. */
export const NOTED_FROM_OPERATIONS = `
${noting(
  "order_numbers_written",
  "INSERT ON operations",
  "NEW.marker LIKE '% #%' AND NEW.key >= 'order:' AND NEW.key < 'order;' AND ",
  "substr(NEW.marker, 1, instr(NEW.marker, ' #') - 1)",
)}
`;

export const NOTED_FROM_DAYS = `
${noting("order_numbers_by_day", "INSERT ON day_members", "", "NEW.label")}
`;
