/*
 * Keeps the marked parts of an open page up to date (`data-live`: the areas that a part shows). The
 * tenant's object says which areas changed; the page then asks for itself and takes over the parts,
 * changing only what differs, so that what is half typed, chosen or opened stays.
 *
 * The object tells at most once a second and never says what came after within that second: each
 * message, and the socket's opening, is followed by one more look. Without a socket the page looks
 * once a minute.
 */
import htmx from "htmx.org";
import { focusNews } from "./announce.js";
import { filesOf, isAnswer } from "./navigation.js";

const AGAIN_MS = 1100;
const PING_MS = 30_000;
const POLL_MS = 60_000;
const [FIRST_MS, LONGEST_MS] = [500, 30_000];
/* The session is over, or the tenant isn't this person's any more. */
const ENDED = 4401;

let socket = null;
let address = null;
let failures = 0;
let ended = false;
let lastHeard = 0;
let later = null;

const parts = () => [...document.querySelectorAll("[data-live][id]")];
const isConnected = () => socket?.readyState === WebSocket.OPEN;

/* The socket of the tenant whose page this is; none where nothing on it is live. */
function addressHere() {
  const [tenant] = /^\/admin\/tenants\/[^/]+/.exec(location.pathname) ?? [];
  return tenant && document.querySelector("[data-live]:not(.count)") ? `${tenant}/live` : null;
}

function connect() {
  const wanted = addressHere();
  if (wanted === address && socket) return;
  const old = socket;
  [address, socket] = [wanted, null];
  old?.close();
  if (!wanted || ended) return;
  const own = new WebSocket(new URL(wanted, location.href.replace(/^http/, "ws")));
  socket = own;
  own.onopen = () => {
    [failures, lastHeard] = [0, Date.now()];
    /* What changed since the page was made; and in the second after others were told last. */
    void renew();
    changed([]);
  };
  own.onmessage = ({ data }) => {
    lastHeard = Date.now();
    if (data.startsWith("changed:")) changed(data.slice(8).split(","));
  };
  own.onclose = ({ code }) => {
    if (socket !== own) return;
    socket = null;
    ended = code === ENDED;
    const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
    failures += 1;
    if (!ended) setTimeout(connect, wait * (0.5 + Math.random() / 2));
  };
}

function changed(areas) {
  const shown = parts().flatMap((part) => part.dataset.live.split(" "));
  if (areas.some((area) => shown.includes(area))) void renew();
  clearTimeout(later);
  later = setTimeout(renew, AGAIN_MS);
}

let isRenewing = false;
let isStale = false;

/* One look at a time, and none that nobody sees. */
async function renew() {
  isStale = true;
  if (isRenewing || document.hidden || isAnswer()) return;
  isRenewing = true;
  try {
    while (isStale) {
      isStale = false;
      await takeOver();
    }
  } catch {
    /* Out of reach: the next look comes with the socket, or in a minute. */
  } finally {
    isRenewing = false;
  }
}

async function takeOver() {
  const asked = location.href;
  const answer = await fetch(asked, { headers: { "x-renews-itself": "1" } });
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const isSame = new URL(answer.url).pathname === location.pathname && asked === location.href;
  if (!answer.ok || !isSame || filesOf(next) !== filesOf(document)) return;
  for (const part of parts()) {
    const fresh = next.getElementById(part.id);
    if (!fresh || isAnswer() || part.querySelector("form[aria-busy]")) continue;
    const wasNews = part.querySelector(".notice:focus");
    await htmx.swap({
      text: fresh.outerHTML,
      target: part,
      sourceElement: part,
      swap: "outerMorph",
    });
    /* A notice that had the focus is gone: what came of it has the focus. */
    if (wasNews && document.activeElement === document.body) focusNews(null, false);
  }
}

setInterval(() => {
  if (isConnected() && Date.now() - lastHeard > 2 * PING_MS) socket.close();
  else if (isConnected()) socket.send("ping");
}, PING_MS);
setInterval(() => {
  if (!isConnected() && !ended && addressHere()) void renew();
}, POLL_MS);
document.addEventListener("visibilitychange", () => {
  if (isStale) void renew();
});
document.addEventListener("htmx:after:swap", connect);
connect();
