/** The audit log as a table for a spreadsheet, in the reader's language and form. */
import type { Language } from "../../domain/language.ts";
import { messagesOf } from "../../messages/index.ts";
import { csvFormOf, csvOf, stampIn } from "./csv.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { formatOf } from "../words/format.ts";
import {
  actionText,
  actorText,
  type ChangeTexts,
  valueText,
  type TenantNames,
} from "../words/change-words.ts";
import { auditOf } from "../usecases/audit/audit.ts";
import type { ChangesAsked } from "../usecases/audit/audit-filter.ts";

const MOST = 50_000;

/** `tenantId`: `null` for all shops, with their `names`. The caller asked for the right. */
export function auditTable(
  deps: EdgeDeps,
  actor: Actor,
  of: { readonly tenantId: string | null; readonly names: TenantNames },
  asked: ChangesAsked,
  language: Language,
): ReadableStream<Uint8Array> {
  const messages = messagesOf(language);
  const { t } = messages;
  const format = formatOf(language);
  const shopOf = (id: string | null): string => (id === null ? "" : (of.names?.get(id) ?? id));
  const form = csvFormOf(language);
  return csvOf(
    [
      t("people.audit.when"),
      t("people.audit.who"),
      ...(of.names === null ? [] : [t("people.audit.tenant")]),
      t("people.audit.what"),
      t("people.audit.before"),
      t("people.audit.after"),
      t("people.audit.note"),
    ],
    async (cursor) => {
      const before = cursor === null ? null : Number(cursor);
      const found = await auditOf(deps, actor, of.tenantId, before, { asked, language });
      if (!found.ok) throw new Error("the changes couldn't be listed to their end");
      const { tokens } = found.value;
      const texts: ChangeTexts = { messages, format, tenants: of.names, tokens };
      return {
        rows: found.value.changes.map((row) => [
          stampIn(form, row.at),
          actorText(texts, row.actor),
          ...(of.names === null ? [] : [shopOf(row.tenantId)]),
          actionText(texts, row.action),
          valueText(texts, row.before),
          valueText(texts, row.after),
          row.note ?? "",
        ]),
        cursor: found.value.cursor === null ? null : String(found.value.cursor),
      };
    },
    { most: MOST, cut: t("lists.cut", { most: format.figure(MOST) }) },
    form,
  );
}
