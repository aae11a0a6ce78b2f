/**
 * What is told once a set-up has gone live: that it runs or is on trial, and which of its flows
 * somebody has stopped.
 */
import type { Settings } from "../../../mapping/settings.ts";
import type { TenantHealth } from "../../../sync/rpc.ts";
import { TENANT } from "../../words/tenant/index.ts";
import { useWords } from "../../words/use.ts";
import { Notice } from "../ui.tsx";

const FLOWS = ["orders", "customers", "products", "stock"] as const;

/** `health`: `null` where it can't be known what is stopped. */
export const Live = ({ settings, health }: { settings: Settings; health: TenantHealth | null }) => {
  const t = useWords(TENANT);
  const stopped = FLOWS.filter(
    (flow) =>
      settings[flow].enabled &&
      (health?.pause.paused === true || health?.stoppedFlows[flow] !== undefined),
  );
  const all = FLOWS.every((flow) => !settings[flow].enabled || stopped.includes(flow));
  return (
    <Notice tone={settings.trial || stopped.length > 0 ? "warn" : "good"}>
      {all ? null : <p>{settings.trial ? t.done.trial : t.done.live}</p>}
      {stopped.length === 0 ? null : (
        <p>
          {t.health.stillStopped(stopped.map((flow) => t.health[flow]).join(", "))}{" "}
          <a href="#flows">{t.flows.title}</a>
        </p>
      )}
    </Notice>
  );
};
