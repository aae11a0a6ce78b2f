/** How much of eAccounting's limit is in use, by kind of request: the busiest first. */
import type { TenantHealth } from "../../../../sync/contract/index.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { Fact, PageSection } from "../../parts/ui.tsx";

const MOST_SHOWN = 4;

export const VendorLimit = ({ limit }: { limit: TenantHealth["vendorLimit"] }) => {
  const { t, find, format } = useMessages();
  // Names an endpoint. One for a single record is named after its kind; an unknown one is shown as
  // its address.
  const nameOf = (endpoint: string): string => {
    const kind = endpoint.replace(/(?:\/\{\w+\})+$/, "");
    const name = find(`vendorLimit.endpoints.${kind}`);
    const single = name === null ? endpoint : t("vendorLimit.single", { kind: name });
    return find(`vendorLimit.endpoints.${endpoint}`) ?? single;
  };
  return (
    <PageSection id="limit" title={t("vendorLimit.title")}>
      {limit === null ? (
        <p>{t("vendorLimit.unknown")}</p>
      ) : (
        <p>{t("vendorLimit.lead", { perMinute: format.figure(limit.perMinute) })}</p>
      )}
      {limit !== null && limit.endpoints.length === 0 ? (
        <p class="empty">{t("vendorLimit.idle")}</p>
      ) : null}
      <dl class="facts">
        {(limit?.endpoints ?? [])
          .slice(0, MOST_SHOWN)
          .map(({ endpoint, lastMinute, waiting, pausedMs, slowedBy }) => (
            <Fact name={nameOf(endpoint)}>
              <meter
                value={lastMinute}
                min={0}
                max={limit?.perMinute ?? 0}
                aria-label={nameOf(endpoint)}
              />{" "}
              {t("vendorLimit.of", {
                used: format.figure(lastMinute),
                limit: format.figure(limit?.perMinute ?? 0),
              })}
              {[
                ...(waiting > 0 ? [t("vendorLimit.waiting", { count: waiting })] : []),
                ...(pausedMs > 0 ? [t("vendorLimit.paused", { span: format.span(pausedMs) })] : []),
                ...(slowedBy > 1
                  ? [
                      t("vendorLimit.slowed", {
                        percent: format.percent(String(Math.round((slowedBy - 1) * 100) / 100)),
                      }),
                    ]
                  : []),
              ].map((said) => (
                <> · {said}</>
              ))}
            </Fact>
          ))}
      </dl>
    </PageSection>
  );
};
