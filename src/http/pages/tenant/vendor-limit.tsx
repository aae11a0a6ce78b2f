/** How much of eAccounting's limit is in use, by kind of request: the busiest first. */
import type { TenantHealth } from "../../../sync/rpc.ts";
import { VENDOR_LIMIT } from "../../words/vendor-limit/index.ts";
import { useFormat, useWords } from "../../words/use.ts";
import { Fact } from "../ui.tsx";
import { isKey } from "../words.ts";

const MOST_SHOWN = 4;

export const VendorLimit = ({ limit }: { limit: TenantHealth["vendorLimit"] }) => {
  const t = useWords(VENDOR_LIMIT);
  const format = useFormat();
  // What is asked of one of a kind is called as the kind is, and that it is one; what is new here, by its address.
  const nameOf = (endpoint: string): string => {
    const kind = endpoint.replace(/\/\{id\}$/, "");
    const single = isKey(t.endpoints, kind) ? t.single(t.endpoints[kind] ?? kind) : endpoint;
    return t.endpoints[endpoint] ?? single;
  };
  return (
    <section id="limit" aria-labelledby="limit-head">
      <h2 id="limit-head">{t.title}</h2>
      {limit === null ? <p>{t.unknown}</p> : <p>{t.lead(format.figure(limit.perMinute))}</p>}
      {limit !== null && limit.endpoints.length === 0 ? <p class="empty">{t.idle}</p> : null}
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
              {t.of(format.figure(lastMinute), format.figure(limit?.perMinute ?? 0))}
              {[
                ...(waiting > 0 ? [t.waiting(waiting)] : []),
                ...(pausedMs > 0 ? [t.paused(format.span(pausedMs))] : []),
                ...(slowedBy > 1 ? [t.slowed(`${Math.round((slowedBy - 1) * 100)} %`)] : []),
              ].map((said) => (
                <> · {said}</>
              ))}
            </Fact>
          ))}
      </dl>
    </section>
  );
};
