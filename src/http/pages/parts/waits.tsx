/** What a stopped or paused shop does with what is asked of it: nothing, until it runs again. */
import { type Child, useContext } from "hono/jsx";
import type { OpenCounts } from "../../../domain/jobs/open-counts.ts";
import type { Tone } from "../../words/state-text.ts";
import type { PageContext } from "../frame/env.ts";
import { OpenContext } from "../frame/header.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { placePath } from "../tenant/places.ts";
import { Notice } from "./ui.tsx";

type Stopped = NonNullable<OpenCounts["stopped"]>;

/** Names the column of what things become: once confirmed, or once the shop runs again. */
export function useThen(id: string): () => Promise<string> {
  const { t } = useMessages();
  const counted = useContext(OpenContext);
  return async () =>
    t(
      (await counted?.of(id))?.stopped === undefined
        ? "attention.sheet.then"
        : "attention.sheet.thenResumed",
    );
}

/** `id`: the shop's. `null`: it runs, or its object doesn't say. */
export const stoppedOf = async (c: PageContext, id: string): Promise<Stopped | null> =>
  (await c.var.countOpen.of(id))?.stopped ?? null;

type WayOutProps = { readonly id: string; readonly stopped: Stopped };

/** Where the shop is resumed, or what it needs before it runs again by itself. */
export const WayOut = ({ id, stopped }: WayOutProps) => {
  const { t } = useMessages();
  return stopped.by === "person" ? (
    <a href={placePath(id, "control")}>{t("frame.resumeAll")}</a>
  ) : (
    <a href={`/admin/tenants/${id}`}>{t("frame.stopped.link")}</a>
  );
};

type BegunProps = {
  /** The shop's; left out where it is of none. */
  readonly id: string | undefined;
  readonly tone: Tone;
  readonly text: string;
  /** After the text, unless it waits. */
  readonly children?: Child;
};

/** What was begun. Where nothing of the shop runs: that it waits, and where it is resumed. */
export const BegunNotice = async ({ id, tone, text, children }: BegunProps) => {
  const { t } = useMessages();
  const counted = useContext(OpenContext);
  const open = id === undefined ? null : await counted?.of(id);
  return id === undefined || open?.stopped === undefined ? (
    <Notice tone={tone}>
      <p>
        {text}
        {children === undefined ? null : <> {children}</>}
      </p>
    </Notice>
  ) : (
    <Notice tone="warn">
      <p>
        {t("frame.stopped.begun")} <WayOut id={id} stopped={open.stopped} />
      </p>
    </Notice>
  );
};

/** Of a thing of a shop that is stopped: it waits by itself. */
export const WaitsNotice = async ({ id }: { readonly id: string }) => {
  const { t } = useMessages();
  const counted = useContext(OpenContext);
  const open = await counted?.of(id);
  return open?.stopped === undefined ? null : (
    <Notice tone="warn">
      <p>
        {t("lists.waitsForResume")} <WayOut id={id} stopped={open.stopped} />
      </p>
    </Notice>
  );
};
