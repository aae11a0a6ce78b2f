/**
 * The first schema of a tenant's object, a file for each concern. Frozen with the first release:
 * what comes later is a step of its own (docs/contributing.md). The types of the rows stand in the
 * modules that own the tables; what each row is, and how long it stays: docs/storage.md.
 *
 * Each index entry is a row written, so there are few, and most hold a part of their table only.
 */
import { ALERTS } from "./alerts.ts";
import { COUNTERS } from "./counters.ts";
import { DAYS_AND_PAYOUTS } from "./days-and-payouts.ts";
import { JOBS } from "./jobs.ts";
import { JOURNAL } from "./journal.ts";
import { RUNS } from "./runs.ts";
import { VENDORS } from "./vendors.ts";

export const FIRST_SCHEMA = [JOBS, JOURNAL, DAYS_AND_PAYOUTS, VENDORS, RUNS, ALERTS, COUNTERS].join(
  "",
);
