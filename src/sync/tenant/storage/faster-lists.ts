/**
 * Lists of anything but orders, of which there are few among thousands of orders: an order has no
 * entry in their index. And what was told of a day that is over.
 */
export const FASTER_LISTS = `
CREATE INDEX jobs_others ON jobs (flow, updated_at, id) WHERE over = 1 AND flow <> 'orders';
ALTER TABLE ended_days ADD COLUMN told TEXT;
`;
