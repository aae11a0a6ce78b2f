/** The engine's own figures, as sentences and facts. */
import { SWITCHED_FLOWS } from "../../../domain/jobs/job.ts";
import { VENDOR_NAMES } from "../../../domain/ids.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { TenantHealth } from "../../../sync/contract/index.ts";
import { useMessages, useNow } from "../frame/use-messages.ts";
import { Badge, Fact, When, PageSection } from "../parts/ui.tsx";
import type { StateLabel } from "../../words/state-text.ts";
import type { Messages } from "../../../messages/index.ts";

export const flowWord = (t: Messages["t"], on: boolean): StateLabel =>
  on
    ? { text: t("tenant.health.on"), tone: "good" }
    : { text: t("tenant.health.off"), tone: "quiet" };

/** Only what is live is good: one that is stopped, or that writes nothing, says so. */
export const flowWords = (
  t: Messages["t"],
  on: boolean,
  stopped: boolean,
  trial: boolean,
): readonly StateLabel[] =>
  on && (stopped || trial)
    ? [
        ...(stopped ? [{ text: t("tenant.health.stopped"), tone: "warn" } as const] : []),
        ...(trial ? [{ text: t("tenant.health.trial"), tone: "warn" } as const] : []),
      ]
    : [flowWord(t, on)];

type HealthProps = {
  readonly health: TenantHealth;
  readonly settings: Settings;
};

export const Health = ({ health, settings }: HealthProps) => {
  const { t, format } = useMessages();
  const { jobs, projectionLag } = health;
  const open = jobs.queued + jobs.running + jobs.waiting;
  return (
    <PageSection id="health" title={t("tenant.health.title")}>
      <dl class="facts">
        {SWITCHED_FLOWS.map((name) => (
          <Fact name={t(`tenant.health.${name}`)}>
            {flowWords(
              t,
              settings[name].enabled,
              health.pause.paused || health.stoppedFlows[name] !== undefined,
              settings.trial,
            ).map((word) => (
              <>
                <Badge word={word} />{" "}
              </>
            ))}
          </Fact>
        ))}
        <Fact name={t("tenant.health.startLine")}>
          {settings.orders.startLine === null
            ? t("tenant.health.notChosen")
            : format.stamp(Date.parse(settings.orders.startLine))}
        </Fact>
        <Fact name={t("tenant.health.atWork")}>
          {open === 0 ? t("tenant.health.nothingWaits") : t("tenant.health.jobs", { count: open })}
        </Fact>
        <Fact name={t("tenant.health.oldest")}>
          {health.oldestWaiting === null ? (
            t("tenant.health.none")
          ) : (
            <When at={health.oldestWaiting} />
          )}
        </Fact>
        <Fact name={t("tenant.health.doubts")}>
          {health.inDoubt === 0
            ? t("tenant.health.none")
            : t("tenant.health.lookedUp", { count: health.inDoubt })}
        </Fact>
        <Fact name={t("tenant.health.putAside")}>
          {jobs.dead === 0
            ? t("tenant.health.none")
            : t("tenant.health.jobs", { count: jobs.dead })}
        </Fact>
        <Fact name={t("tenant.health.lag")}>
          {projectionLag.rows === 0
            ? t("tenant.health.notAtAll")
            : t("tenant.health.rows", { count: projectionLag.rows })}
          {projectionLag.rows === 0 || projectionLag.oldest === null
            ? ""
            : `, ${format.span(useNow() - projectionLag.oldest)}`}
        </Fact>
        <Learnt health={health} />
      </dl>
      <Closed health={health} />
    </PageSection>
  );
};

function basisText(t: Messages["t"], includes: boolean | null): string {
  if (includes === null) return t("tenant.health.notSeen");
  return includes ? t("tenant.health.include") : t("tenant.health.exclude");
}

/** What the work with the ledger told of it. */
const Learnt = ({ health }: { readonly health: TenantHealth }) => {
  const { t, format } = useMessages();
  const { learnt } = health;
  return (
    <>
      <Fact name={t("tenant.health.company")}>
        {health.company === null ? (
          t("tenant.health.notRead")
        ) : (
          <>
            <bdi>{health.company.name}</bdi>
            {`, ${format.country(health.company.country)}, ${health.company.currency}`}
          </>
        )}
      </Fact>
      <Fact name={t("tenant.health.rounded")}>
        {learnt.vatRounding === null
          ? t("tenant.health.notSeen")
          : t(`tenant.health.by.${learnt.vatRounding}`)}
      </Fact>
      <Fact name={t("tenant.health.companyPrices")}>
        {basisText(t, learnt.pricesIncludeVat.company)}
      </Fact>
      <Fact name={t("tenant.health.privatePrices")}>
        {basisText(t, learnt.pricesIncludeVat.private)}
      </Fact>
      <Fact name={t("tenant.health.remembers")}>{format.stamp(health.journalBornAt)}</Fact>
    </>
  );
};

/** What a vendor refuses to this shop for now. */
const Closed = ({ health }: { readonly health: TenantHealth }) => {
  const { t, format, describe } = useMessages();
  const now = useNow();
  return (
    <>
      {health.capabilities.map(({ vendor, capability, reason, until }) => {
        const { text, next } = describe(reason);
        return (
          <p>
            <Badge
              word={{
                text: t("tenant.health.closed", { vendor: VENDOR_NAMES[vendor], capability }),
                tone: "bad",
              }}
            />{" "}
            {text} {next} {t("tenant.health.again", { span: format.span(until - now) })}
          </p>
        );
      })}
    </>
  );
};
