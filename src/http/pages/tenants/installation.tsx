/**
 * Health of the installation for whoever operates it: what `/healthz` knows, whether mail is set
 * up, and what waits in the queue of the shops beside it.
 */
import { MINUTE_MS } from "../../../domain/platform/durations.ts";
import type { HttpDeps } from "../../deps.ts";
import { examine } from "../../health.ts";
import type { TenantGlance } from "../../usecases/tenants/overview.ts";
import { Badge, Fact, PageSection, When } from "../parts/ui.tsx";
import { useMessages, useNow } from "../frame/use-messages.ts";

/** Cron runs each minute. */
const CRON_LATE_MS = 5 * MINUTE_MS;

type InstallationHealth = {
  readonly isDatabaseThere: boolean;
  /** When cron ran last; `null`: never. */
  readonly cron: number | null;
  /** When data past its retention was deleted last; `null`: never. */
  readonly retention: number | null;
  /** Shops whose orders weren't searched in time. */
  readonly silent: number;
  readonly missingKeys: readonly string[];
  /** The sender; `null`: no mail is sent. */
  readonly mailFrom: string | null;
};

type Deps = Pick<HttpDeps, "db" | "config" | "clock" | "mail">;

export async function installationHealth(deps: Deps): Promise<InstallationHealth> {
  const now = deps.clock.now();
  const { heartbeats, database, silentTenants, missingKeys } = await examine(deps);
  const at = (name: string): number | null => {
    const heartbeat = heartbeats.find((one) => one.name === name);
    return heartbeat === undefined ? null : now - heartbeat.ageMs;
  };
  return {
    isDatabaseThere: database === "ok",
    cron: at("cron"),
    retention: at("retention"),
    silent: silentTenants,
    missingKeys,
    mailFrom: deps.mail === null ? null : deps.config.mailFrom,
  };
}

type Props = {
  readonly health: InstallationHealth;
  /** Of the shops on the page. */
  readonly glances: readonly TenantGlance[];
};

export const Installation = ({ health, glances }: Props) => {
  const { t } = useMessages();
  const { cron, retention, silent, missingKeys, mailFrom, isDatabaseThere } = health;
  const isLate = isDatabaseThere && (cron === null || useNow() - cron > CRON_LATE_MS);
  return (
    <PageSection id="installation" title={t("installation.title")}>
      <dl class="facts">
        <Fact name={t("installation.cron")}>
          {cron === null ? "–" : <When at={cron} />}{" "}
          {isLate ? <Badge word={{ text: t("installation.late"), tone: "bad" }} /> : null}
        </Fact>
        <Fact name={t("installation.queue")}>
          <Queue glances={glances} />
        </Fact>
        <Fact name={t("installation.mail")}>
          {mailFrom === null ? (
            <Badge word={{ text: t("installation.noMail"), tone: "warn" }} />
          ) : (
            <bdi>{mailFrom}</bdi>
          )}
        </Fact>
        <Fact name={t("installation.retention")}>
          {retention === null ? "–" : <When at={retention} />}
        </Fact>
        {silent === 0 ? null : (
          <Fact name={t("installation.silent")}>
            <Badge word={{ text: String(silent), tone: "bad" }} />
          </Fact>
        )}
        {missingKeys.length === 0 ? null : (
          <Fact name={t("installation.missingKeys")}>{missingKeys.join(", ")}</Fact>
        )}
      </dl>
      {isDatabaseThere ? null : <p class="fault">{t("installation.noDatabase")}</p>}
    </PageSection>
  );
};

/** What waits to be processed, and for how long, as far as the shops answer. */
const Queue = ({ glances }: Pick<Props, "glances">) => {
  const { t, format } = useMessages();
  const known = glances.flatMap(({ health }) => health ?? []);
  const silent = glances.length - known.length;
  const waiting = known.reduce((total, { jobs }) => total + jobs.queued, 0);
  const oldest = known.flatMap(({ oldestWaiting }) => oldestWaiting ?? []);
  const parts = [
    waiting === 0 && silent > 0 ? null : t("installation.waiting", { count: waiting }),
    waiting === 0 || oldest.length === 0
      ? null
      : `${t("attention.oldest")} ${format.from(Math.min(...oldest), useNow())}`,
    silent === 0 ? null : t("installation.unanswered", { count: silent }),
  ];
  return <>{parts.filter((part) => part !== null).join(" · ")}</>;
};
