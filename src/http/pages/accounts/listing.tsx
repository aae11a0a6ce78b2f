/**
 * The head and list of an administration page: a notice of what was just done, and a table or the
 * text for an empty one.
 */
import type { Child } from "hono/jsx";
import { ManualLink } from "../manual/link.tsx";
import { type RecordColumn, Records } from "../parts/table.tsx";
import { Notice } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { Empty } from "../parts/empty.tsx";

type ListingProps<Of> = {
  readonly current: "people" | "tokens";
  readonly done: string | null;
  /** What was done didn't reach the person. */
  readonly warns?: boolean;
  /** What the form below does. */
  readonly add: string;
  /** Where to read on. */
  readonly more?: Child;
  readonly columns: readonly RecordColumn<Of>[];
  readonly records: readonly Of[];
};

export const Listing = <Of,>({
  current,
  done,
  warns = false,
  add,
  more,
  columns,
  records,
}: ListingProps<Of>) => {
  const { t } = useMessages();
  const title = t(`people.${current}.title`);
  return (
    <>
      <h1>{title}</h1>
      <p class="sub">
        {t(`people.${current}.lead`)} {more} <ManualLink page="people" />
      </p>
      <AdministrationNav current={current} />
      {done === null ? null : <Notice tone={warns ? "warn" : "good"} text={done} />}
      <section aria-label={title}>
        {records.length === 0 ? (
          <Empty text={t(`people.${current}.none`)} next={{ href: "#new", text: add }} />
        ) : (
          <Records label={title} columns={columns} records={records} />
        )}
      </section>
    </>
  );
};

const PAGES = ["people", "tokens", "audit"] as const;

/** The pages that concern all tenants, for operators. */
export const AdministrationNav = ({ current }: { current: (typeof PAGES)[number] | null }) => {
  const { t } = useMessages();
  return (
    <nav class="tabs" aria-label={t("people.nav.label")}>
      {PAGES.map((name) => (
        <a href={`/admin/${name}`} aria-current={name === current ? "page" : undefined}>
          {t(`people.nav.${name}`)}
        </a>
      ))}
    </nav>
  );
};
