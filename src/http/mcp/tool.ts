/** A tool: a name, its input, and a call of existing use cases. */
import type { z } from "zod";
import type { Language } from "../../domain/language.ts";
import type { JobView } from "../../domain/jobs/job.ts";
import { message } from "../../messages/message.ts";
import { mayOn } from "../auth/rights.ts";
import type { TenantRequest } from "../deps.ts";
import { jobTimeline, listJobs } from "../usecases/jobs/jobs.ts";
import type { JobTimeline } from "../../sync/contract/index.ts";
import { type Answer, reject } from "../usecases/refusal.ts";
import type { ToolName } from "./calls.ts";

/** The caller, their tenant, and the language of reasons; its messages are loaded. */
export type ToolAsking = TenantRequest & { readonly language: Language };

export type Tool<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  readonly name: ToolName;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  /** Every answer but a refusal is so: the package checks it before it leaves. */
  readonly output: Output;
  readonly run: (asking: ToolAsking, input: z.output<Input>) => Answer<z.output<Output>>;
};

/** Keeps what a tool takes and answers together with what it does with it. */
export const tool = <Input extends z.ZodType, Output extends z.ZodType>(
  made: Tool<Input, Output>,
): Tool => made as unknown as Tool;

/** Whether the token has what buyers wrote. */
export const hasTexts = ({ actor, tenantId }: TenantRequest): boolean =>
  mayOn(actor, "see-customers", tenantId);

export const orderLink = ({ deps, tenantId }: TenantRequest, jobId: string): string =>
  `${deps.config.publicUrl}/admin/tenants/${tenantId}/orders/${jobId}`;

const JOB_ID = /^j\d{9,}$/;
const MOST_ALIKE = 20;

/** Finds an order by the id that `find_order` returned, or by the shop's whole number. */
export async function orderOf(asking: TenantRequest, order: string): Answer<JobTimeline> {
  const unknown = reject(404, "unknown-order", message("refusals.agentNoSuchOrder"));
  const jobId = JOB_ID.test(order) ? order : await numbered();
  if (typeof jobId !== "string") return jobId ?? unknown;
  const found = await jobTimeline(asking, jobId);
  return !found.ok && found.error.kind === "unknown-job" ? unknown : found;

  /** `null`: none has this number. */
  async function numbered() {
    const listed = await listJobs(asking, {
      label: order,
      flow: "orders",
      newest: true,
      limit: MOST_ALIKE,
    });
    if (!listed.ok) return listed;
    return listed.value.jobs.find(({ label }: JobView) => label === order)?.id ?? null;
  }
}
