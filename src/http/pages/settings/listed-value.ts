/** In words, one of the few values that a look-up may have: "company", "included 25". */
import type { Messages } from "../../../messages/index.ts";

/** What has no words is said as it is. */
export function listedValue({ t, find }: Messages, value: string): string {
  const [kind = "", rate] = value.split(" ");
  if (rate !== undefined && kind === "included") return t("settings.feeVat.included", { rate });
  if (rate !== undefined && kind === "reverse") return t("settings.feeVat.reverse", { rate });
  return find(`settings.values.${value}`) ?? value;
}
