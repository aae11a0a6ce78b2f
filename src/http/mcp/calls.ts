/**
 * The names of the tools, and what the audit log records of a call: the tool, and its subject where
 * that can't be personal. Read before the call is answered, so refused calls are recorded too.
 */
import { z } from "zod";
import { type AuditValue, orderNumberValue } from "../../store/audit-values.ts";

const TOOL_NAMES = [
  "find_order",
  "explain_order",
  "compare_month",
  "show_posting",
  "preview_setting",
] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

type Call = { readonly tool: ToolName | "unknown"; readonly about: AuditValue | null };

const toolCall = z.looseObject({
  method: z.literal("tools/call"),
  params: z.looseObject({ name: z.unknown(), arguments: z.unknown() }).optional().catch(undefined),
});

/** `null`: no call of a tool, such as the handshake or the list of tools. */
export function callIn(message: unknown): Call | null {
  const parsed = toolCall.safeParse(message);
  if (!parsed.success) return null;
  const { name, arguments: given } = parsed.data.params ?? {};
  const tool = TOOL_NAMES.find((known) => known === name);
  return tool === undefined
    ? { tool: "unknown", about: null }
    : { tool, about: ABOUT[tool](z.record(z.string(), z.unknown()).safeParse(given).data ?? {}) };
}

type ToolInput = Readonly<Record<string, unknown>>;

/** A job's id, or digits too few for a telephone or a person's number. */
const ORDER = /^(?:j\d{9}|[A-Za-z]{0,4}[-_/]?\d{1,8})$/;
const MONTH = /^\d{4}-\d{2}$/;
/** A path of a setting, never its value. */
const PATH = /^[A-Za-z][\w-]{0,40}(?:\.[\w-]{1,40}){0,9}$/;

const fitting =
  (name: string, fits: RegExp, said: (text: string) => AuditValue = (text) => text) =>
  (given: ToolInput): AuditValue | null => {
    const text = given[name];
    return typeof text === "string" && fits.test(text) ? said(text) : null;
  };

const ABOUT: Readonly<Record<ToolName, (given: ToolInput) => AuditValue | null>> = {
  // A search text may be a buyer's name or address.
  find_order: () => null,
  explain_order: fitting("order", ORDER, orderNumberValue),
  compare_month: fitting("month", MONTH),
  show_posting: fitting("order", ORDER, orderNumberValue),
  preview_setting: fitting("path", PATH),
};
