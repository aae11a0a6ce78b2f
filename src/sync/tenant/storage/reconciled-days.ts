/**
 * A step of the object's schema: of a month's orders, a report reads those that differ and those
 * that nothing is due for. Most orders are neither, so that they cost no entry.
 */
export const RECONCILED_DAYS = `
CREATE INDEX reconciliation_orders_differing ON reconciliation_orders (day, id)
  WHERE json_array_length(balance, '$.parts') > 0;
CREATE INDEX reconciliation_orders_left_out ON reconciliation_orders (day, id)
  WHERE state IN ('skipped', 'before-start');
`;
