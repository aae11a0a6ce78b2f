/** A step of the object's schema: alerts by when they were resolved, for the first page. */
export const ALERTS_OVER = `
CREATE INDEX alerts_over ON alerts (resolved_at DESC, id) WHERE resolved_at IS NOT NULL;
`;
