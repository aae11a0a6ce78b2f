/** How much is measured: enough for steady figures, or just enough to see that everything works. */
export type Sizes = {
  readonly endpointRuns: number;
  readonly endpointRequests: number;
  readonly bookingRequests: number;
  readonly latencyOrders: number;
  readonly costOrders: number;
  /** Of the product's clock, in which nothing happens. */
  readonly idleHours: number;
  readonly waiting: number;
  /** The vendor's limit in the drains. With more orders than that in a minute, its window is felt. */
  readonly drainPerMinute: number;
  /** Articles in the ledger; a hundredth of them goes to the shop. */
  readonly products: number;
  /** Tenants under one limit, and how many orders they have together. */
  readonly tenants: number;
  readonly crowd: number;
  /** The vendor's limit for them. */
  readonly crowdPerMinute: number;
  /** Orders behind the pages, and how often each page is asked for. */
  readonly pageJobs: number;
  readonly pageLoads: number;
  readonly consumers: number;
  /** Of a large shop: orders of which only the heads are left, and jobs that wait. */
  readonly largeHeads: number;
  readonly largeWaiting: number;
  /** Of a settlement file. */
  readonly payoutLines: number;
  /** Of one day, booked by the day. */
  readonly dayOrders: number;
};

/**
 * Consumers of the queue where many tenants are measured. The local runtime has one, which takes
 * ten messages and waits for the slowest of them; the platform starts more as the backlog grows, up
 * to 250.
 */
export const CONSUMERS = 8;

export const FULL: Sizes = {
  endpointRuns: 5,
  endpointRequests: 4_000,
  bookingRequests: 2_000,
  latencyOrders: 150,
  costOrders: 100,
  idleHours: 24,
  waiting: 2_000,
  drainPerMinute: 1_500,
  products: 100_000,
  tenants: 50,
  crowd: 10_000,
  crowdPerMinute: 1_500,
  pageJobs: 10_000,
  pageLoads: 100,
  consumers: CONSUMERS,
  payoutLines: 100_000,
  dayOrders: 10_000,
  largeHeads: 6_000_000,
  largeWaiting: 50_000,
};
export const QUICK: Sizes = {
  endpointRuns: 3,
  endpointRequests: 1_000,
  bookingRequests: 500,
  latencyOrders: 30,
  costOrders: 30,
  idleHours: 4,
  waiting: 200,
  drainPerMinute: 1_500,
  products: 5_000,
  tenants: 50,
  crowd: 1_500,
  crowdPerMinute: 1_500,
  pageJobs: 10_000,
  pageLoads: 40,
  consumers: CONSUMERS,
  payoutLines: 20_000,
  dayOrders: 2_000,
  largeHeads: 100_000,
  largeWaiting: 5_000,
};

/** The limit of the sandbox and of the Worker's gate outside of the drains: the vendor's own. */
export const USUAL_PER_MINUTE = 600;
