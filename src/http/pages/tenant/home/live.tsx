/**
 * What is told once a set-up has gone live: that it runs or is on trial, and which of its flows
 * somebody has stopped.
 */
import type { Settings } from "../../../../settings/schema.ts";
import type { TenantHealth } from "../../../../sync/contract/index.ts";
import { Notice } from "../../parts/ui.tsx";
import { placePath } from "../places.ts";
import { useMessages } from "../../frame/use-messages.ts";

const FLOWS = ["orders", "customers", "products", "stock"] as const;

/** `health`: `null` where it can't be known what is stopped. */
export const Live = ({
  id,
  settings,
  health,
}: {
  id: string;
  settings: Settings;
  health: TenantHealth | null;
}) => {
  const { t } = useMessages();
  const stopped = FLOWS.filter(
    (flow) =>
      settings[flow].enabled &&
      (health?.pause.paused === true || health?.stoppedFlows[flow] !== undefined),
  );
  const all = FLOWS.every((flow) => !settings[flow].enabled || stopped.includes(flow));
  return (
    <Notice tone={settings.trial || stopped.length > 0 ? "warn" : "good"}>
      {all ? null : <p>{settings.trial ? t("tenant.done.trial") : t("tenant.done.live")}</p>}
      {stopped.length === 0 ? null : (
        <p>
          {t("tenant.health.stillStopped", {
            names: stopped.map((flow) => t(`tenant.health.${flow}`)).join(", "),
          })}{" "}
          <a href={placePath(id, "flows")}>{t("tenant.flows.title")}</a>
        </p>
      )}
    </Notice>
  );
};
