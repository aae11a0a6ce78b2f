/** The names of a list's columns. */
import type { Messages } from "../../../../messages/index.ts";
import type { ColumnName, ListName } from "./filters.ts";

export function columnName(t: Messages["t"], list: ListName, column: ColumnName): string {
  switch (column) {
    case "date":
      return t("orders.source.date");
    case "customer":
      return list === "customers" ? t("lists.columns.name") : t("orders.summary.customer");
    case "net":
      return t("orders.net");
    case "vat":
      return t("lists.shopVat");
    case "gross":
      return t("orders.gross");
    case "why":
      return t("orders.why");
    case "changed":
      return t("orders.changed");
    case "document":
      return t("lists.columns.document");
    case "payment":
      return t("lists.columns.payment");
    case "waiting":
      return t("lists.columns.waiting");
  }
}
