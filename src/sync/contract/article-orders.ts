/** The last orders of an article, as its page shows them. Shapes only grow. */
import type { JobView } from "../../domain/jobs/job.ts";
import type { ListedPerson } from "../../domain/jobs/listed.ts";

export type ArticleOrdersAsked = {
  /** Codes under which the shop sells the article. */
  readonly codes: readonly string[];
  readonly limit: number;
  /** The caller may see customers. */
  readonly withPeople: boolean;
};

export type ArticleOrder = {
  /** The order's newest job. */
  readonly job: JobView;
  /** Its job that planned the order last: its timeline has the lines. */
  readonly plannedBy: string;
  readonly person: ListedPerson | null;
};

export type ArticleOrdersView = {
  readonly orders: readonly ArticleOrder[];
  /** How far back was looked, ms; `null`: through all that is kept. */
  readonly lookedFrom: number | null;
};
