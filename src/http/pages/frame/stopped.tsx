/** On every page of a shop in which nothing runs: since when, and where it says what to do. */
import { useContext } from "hono/jsx";
import { ActorName } from "../parts/actors.tsx";
import { Notice, Stamp } from "../parts/ui.tsx";
import { WayOut } from "../parts/waits.tsx";
import { OpenContext } from "./header.tsx";
import { useMessages } from "./use-messages.ts";

type StoppedProps = {
  readonly id: string;
  /** What is confirmed on this page is done by a run, which waits. */
  readonly waits?: boolean;
};

/** As the shop's object has it; of a shop that can't be asked, nothing is said here. */
export const Stopped = async ({ id, waits = false }: StoppedProps) => {
  const { t, rich } = useMessages();
  const counted = useContext(OpenContext);
  const stopped = counted === null ? null : (await counted.of(id))?.stopped;
  return (
    <div class="count" id="stopped" data-live="status">
      {stopped == null ? null : (
        <Notice tone={stopped.by === "person" ? "warn" : "bad"}>
          <p>
            {stopped.by === "person" && stopped.actor !== undefined
              ? rich("frame.stopped.byNamed", {
                  when: <Stamp at={stopped.since} />,
                  who: <ActorName of={stopped.actor} />,
                })
              : rich(stopped.by === "person" ? "frame.stopped.byPerson" : "frame.stopped.needed", {
                  when: <Stamp at={stopped.since} />,
                })}{" "}
            {waits ? (
              <>
                {t("frame.stopped.sheet")} <WayOut id={id} stopped={stopped} />
              </>
            ) : (
              <a href={`/admin/tenants/${id}`}>{t("frame.stopped.link")}</a>
            )}
          </p>
        </Notice>
      )}
    </div>
  );
};
