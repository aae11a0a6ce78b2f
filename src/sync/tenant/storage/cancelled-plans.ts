/** Plans that pay cancelled orders: few, and asked for after each write of a plan. */
export const CANCELLED_PLANS = `
CREATE INDEX payout_plans_cancelled ON payout_plans (payout)
WHERE state = 'made' AND json_extract(body, '$.cancelled') IS NOT NULL;
`;
